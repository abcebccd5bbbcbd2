import { compose } from './compose.ts';

const { app, ready } = compose(process.env);

/** What Lambda calls, built once for each start of the function. */
export const handler = app;

// The keys arrive while the function starts, not while the first caller waits.
await ready;
