import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const DEBIANS = '/usr/bin/chromium';

/** The browser to test with: that of CHROMIUM, or Debian's where it is installed. */
export const CHROMIUM = process.env.CHROMIUM || (existsSync(DEBIANS) ? DEBIANS : undefined);

/** What to do where there is no browser. */
export const HOW_TO_GET_CHROMIUM = `There is no ${DEBIANS}. Install it (sudo apt-get install chromium), or name another: CHROMIUM=/path/to/chromium npm run test:browser`;

/** Starts the browser, headless, with a profile that is empty and goes with it. */
export async function startChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
