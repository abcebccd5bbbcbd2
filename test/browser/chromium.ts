import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const DEBIANS = '/usr/bin/chromium';

/** The browser for the tests: the variable CHROMIUM, or Debian's if it is installed. */
export const CHROMIUM = process.env.CHROMIUM || (existsSync(DEBIANS) ? DEBIANS : undefined);

/** What to do without a browser. */
export const HOW_TO_GET_CHROMIUM = `There is no ${DEBIANS}. Install it (sudo apt-get install chromium), or name another: CHROMIUM=/path/to/chromium npm run test:browser`;

/** Starts the browser headless, with an empty profile that is deleted with it. */
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
