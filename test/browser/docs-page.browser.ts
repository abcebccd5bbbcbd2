import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/local-run.ts';
import sample from '../../local/seed/sample-customer.json' with { type: 'json' };
import { CHROMIUM, HOW_TO_GET_CHROMIUM, startChromium } from './chromium.ts';

if (!CHROMIUM) console.warn(`Skipped. ${HOW_TO_GET_CHROMIUM}`);

describe.skipIf(!CHROMIUM)('the page at /docs', () => {
  const requested: string[] = [];
  const faults: string[] = [];
  let run: LocalRun;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [run, browser] = await Promise.all([
      startLocalRun({ onLog: () => {} }),
      startChromium(CHROMIUM ?? ''),
    ]);
    page = await browser.newPage();
    page.on('request', (request) => requested.push(request.url()));
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(`${run.url}/docs`);
  });

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

  const body = () => page.locator('textarea.body-param__text');
  const execute = () => page.getByRole('button', { name: 'Execute' }).click();
  const answer = () => page.locator('.live-responses-table');

  it('has the sample request filled in, and nothing that would keep a repeat from working', async () => {
    expect(await page.getByPlaceholder('customerId').inputValue()).toBe(sample.id);
    expect(JSON.parse(await body().inputValue())).toEqual({
      primaryPhoneNumber: { extension: '31' },
    });
    for (const header of ['If-Match', 'Idempotency-Key']) {
      expect(await page.getByPlaceholder(header).inputValue(), header).toBe('');
    }
  });

  it('gets a token at a click, sends the request and shows the answer', async () => {
    await page.getByRole('button', { name: 'Get a token' }).click();
    await page.getByText('A token of the client “demo”').waitFor();
    await execute();
    await expect.poll(() => answer().innerText()).toContain('"extension": "31"');
    const text = await answer().innerText();
    expect(text).toMatch(/^200\b/m);
    expect(text).toMatch(/^ *etag: "2"/m);
    await expect.poll(() => topOf(answer())).toBeLessThan(200);
  });

  it('comes without a fault and from nowhere else', () => {
    expect(faults).toEqual([]);
    expect(requested.length).toBeGreaterThan(6);
    expect(requested.filter((url) => !url.startsWith(run.url) && !url.startsWith('data:'))).toEqual(
      [],
    );
  });

  it('shows why a request is refused', async () => {
    await body().fill('{"firstNam": "Sara"}');
    await execute();
    await expect.poll(() => answer().innerText()).toContain('Did you mean firstName?');
    expect(await answer().innerText()).toMatch(/^400\b/m);
  });
});

/** The position of an element, in pixels from the top of the window. */
async function topOf(locator: ReturnType<Page['locator']>): Promise<number | undefined> {
  return (await locator.boundingBox())?.y;
}
