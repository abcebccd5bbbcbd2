/** Addresses that a customer may have at most (docs/api.md, section 2). */
export const MAX_ADDRESSES = 50;

/** Metadata pairs that a customer may have, and a request may set, at most (docs/api.md, section 1.3). */
export const MAX_PAIRS = 5;
