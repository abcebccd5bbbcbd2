/** The local run in a process of its own, so that it does not share its thread with those who call it. */
import { startLocalRun } from '../../local/local-run.ts';

const run = await startLocalRun();
const { url, issuer, dynamoDbEndpoint, table } = run;
process.send?.({ url, tokenEndpoint: issuer.tokenEndpoint, dynamoDbEndpoint, table });
process.once('disconnect', async () => {
  await run.stop();
  process.exit(0);
});
