import { compose } from './compose.ts';

/** The function's entry point, which Lambda calls with batches of the table's stream. */
export const handler = compose(process.env);
