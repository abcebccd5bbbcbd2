import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/local-run.ts';
import { CHROMIUM, startChromium } from './chromium.ts';

const FORMS = [390, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

let run: LocalRun;
let browser: Browser;
beforeAll(async () => {
  if (!CHROMIUM) return;
  [run, browser] = await Promise.all([startLocalRun({ onLog: () => {} }), startChromium(CHROMIUM)]);
});
afterAll(async () => {
  await browser?.close();
  await run?.stop();
});

describe.skipIf(!CHROMIUM).for(FORMS)('the page at /docs, $width px wide, $colorScheme', (form) => {
  let page: Page;
  beforeAll(async () => {
    const { width, colorScheme } = form;
    page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme });
    await page.goto(`${run.url}/docs`);
    await page.getByRole('button', { name: 'Execute' }).waitFor();
  });
  afterAll(() => page?.close());

  const answer = () => page.locator('.live-responses-table');

  it('has the colours that the system prefers, and text that can be read on them', async () => {
    const background = luminance(await colorOf(page, 'body', 'backgroundColor'));
    if (form.colorScheme === 'dark') expect(background).toBeLessThan(0.05);
    else expect(background).toBeGreaterThan(0.9);
    for (const text of [
      '.info p',
      '.opblock-description p',
      '.folded button',
      '.parameter__name',
    ]) {
      const color = luminance(await colorOf(page, text, 'color'));
      const [dark, light] = [color, background].sort((a, b) => a - b) as [number, number];
      expect((light + 0.05) / (dark + 0.05), text).toBeGreaterThan(4.5);
    }
  });

  it('shows the responses folded, each of which opens', async () => {
    const rows = page.locator('.responses-table .response');
    expect(await rows.count()).toBeGreaterThan(10);
    expect(await page.locator('.responses-table .example').count()).toBe(0);
    const folded = page.locator('.folded').filter({ hasText: 'If-Match' }).getByRole('button');
    await folded.click();
    await page.locator('.responses-table .example').getByText('PRECONDITION_FAILED').waitFor();
  });

  it('sends the sample at one click, token included', async () => {
    await page.getByRole('button', { name: 'Send the sample' }).click();
    await expect.poll(() => answer().innerText()).toContain('"extension": "31"');
    await page.getByText('A token of the client “demo”').waitFor();
  });

  it('is no wider than the screen, and nothing of the answer is under the header', async () => {
    const { width } = form;
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    const status = page.locator('.live-responses-table .response-col_status').last();
    await expect.poll(async () => (await status.boundingBox())?.y).toBeLessThan(844);
    const box = await status.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    const header = await page.locator('header').boundingBox();
    expect((await answer().boundingBox())?.y).toBeGreaterThanOrEqual(
      Math.floor((header?.y ?? 0) + (header?.height ?? 0)),
    );
    const overflowing = await page.evaluate(`[...document.querySelectorAll('main *')]
      .filter((one) => !one.closest('pre, .microlight, .curl-command'))
      .filter((one) => one.getBoundingClientRect().right > innerWidth)
      .map((one) => one.className)`);
    expect(overflowing).toEqual([]);
  });
});

describe.skipIf(!CHROMIUM)('the introduction of the page at /docs', () => {
  it('says what to send before it says in which order checks are made', async () => {
    const page = await browser.newPage();
    await page.goto(`${run.url}/docs`);
    const text = await page.locator('.info').innerText();
    expect(text).toContain('Send what is to change');
    expect(text.indexOf('Send what is to change')).toBeLessThan(text.indexOf('Checks are made'));
    await page.close();
  });
});

type Colour = 'color' | 'backgroundColor';

async function colorOf(page: Page, selector: string, property: Colour): Promise<string> {
  return page.evaluate(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`,
  );
}

/** Relative luminance of rgb(…) by WCAG 2.2. */
function luminance(color: string): number {
  const channels = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map((channel) => {
    const value = Number(channel) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
