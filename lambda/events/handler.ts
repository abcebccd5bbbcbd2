import { compose } from './compose.ts';

/** What Lambda calls with batches of the table's stream. */
export const handler = compose(process.env);
