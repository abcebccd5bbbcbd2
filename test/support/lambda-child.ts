import { pathToFileURL } from 'node:url';
import { type Handler, invoke } from '../../local/lambda/lambda-function.ts';

// Runs the function's bundle in a process of its own, as Lambda does, and calls
// it with each event that the parent sends.

const bundle = pathToFileURL(String(process.argv[2])).href;
const { handler } = (await import(bundle)) as { handler: Handler };

process.on('message', async (event: Parameters<Handler>[0]) => {
  process.send?.(await invoke({ handler, timeoutSeconds: 15, memoryMb: 1769 }, event));
});
process.send?.('ready');
