import { SetupError } from './setup-error.ts';

/** Runs a command; prints a SetupError without a stack, and exits with code 1 after any error. */
export async function runCli(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof SetupError ? `\n${error.message}\n` : error);
    process.exit(1);
  }
}
