import { SetupError } from './setup-error.ts';

/** Runs a command to its end; a SetupError is shown without a stack, and any error makes the exit code 1. */
export async function runCli(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof SetupError ? `\n${error.message}\n` : error);
    process.exit(1);
  }
}
