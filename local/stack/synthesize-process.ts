/** Synthesizes the stack once, with the options that the parent process sends. */
import type { Synthesized, SynthesizeOptions } from '../../infra/synth.ts';

export type SynthesisAnswer =
  | { stack: Synthesized }
  | { error: { name: string; message: string; stack: string | undefined } };

// Loaded before the options arrive, because loading takes longest.
const loading = import('../../infra/synth.ts');
loading.catch(() => {}); // handled below

process.once('message', async (options: SynthesizeOptions) => {
  const answer = await synthesize(options);
  process.send?.(answer, () => process.disconnect());
});
process.once('disconnect', () => process.exit());

async function synthesize(options: SynthesizeOptions): Promise<SynthesisAnswer> {
  try {
    return { stack: (await loading).synthesize(options) };
  } catch (error) {
    const { name, message, stack } = error as Error;
    return { error: { name, message, stack } };
  }
}
