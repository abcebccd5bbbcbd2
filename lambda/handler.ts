import { compose } from './compose.ts';

const { app, ready } = compose(process.env);

/** The function's entry point; the app is built once per execution environment. */
export const handler = app;

// The keys are fetched during init, so that the first caller does not wait for them.
await ready;
