/** Part of a customer that the load changes, as a request sends it and an answer shows it. */
export interface LoadUpdate {
  firstName?: string;
  primaryPhoneNumber?: { extension: string };
  metadata?: Record<string, string>;
  addresses?: { type: 'MAILING'; streetLine1: string; zipCode: string; primary?: true }[];
}

/** The acknowledged updates of each customer, by the version in the answer. */
export interface Ledger {
  acknowledge(id: string, update: LoadUpdate, answer: { etag: string }): void;
  /** The acknowledged changes that stored customers lack; empty if there are none. */
  missing(read: (id: string) => Promise<Stored>): Promise<string[]>;
  count(): number;
}

/** A customer as the API shows it. */
export interface Stored {
  version: number;
  customer: Required<LoadUpdate>;
}

/** Starts an empty ledger; every request must have been answered by the time it is compared. */
export function createLedger(): Ledger {
  const ledgers = new Map<string, Map<number, LoadUpdate>>();
  const faults: string[] = [];
  let count = 0;
  return {
    acknowledge: (id, update, { etag }) => {
      count += 1;
      const version = Number(etag.slice(1, -1));
      const updates = ledgers.get(id) ?? new Map<number, LoadUpdate>();
      if (updates.has(version))
        faults.push(`${id}: two updates were answered with version ${version}.`);
      ledgers.set(id, updates.set(version, update));
    },
    missing: async (read) => {
      for (const [id, updates] of ledgers) {
        const { version, customer } = await read(id);
        if (version !== updates.size + 1) {
          faults.push(`${id}: version ${version} after ${updates.size} acknowledged updates.`);
        }
        faults.push(...lost(id, updates, customer));
      }
      return faults;
    },
    count: () => count,
  };
}

/** In the order of the versions, the last value of each property is the one that must be there. */
function lost(
  id: string,
  updates: ReadonlyMap<number, LoadUpdate>,
  customer: Required<LoadUpdate>,
): string[] {
  const expected = new Map<string, string>();
  for (const [, update] of [...updates].sort(([a], [b]) => a - b)) {
    for (const [path, value] of flatten(update)) expected.set(path, value);
  }
  const actual = flatten(customer);
  return [...expected]
    .filter(([path, value]) => actual.get(path) !== value)
    .map(([path]) => `${id}: ${path} is not the value of the last acknowledged update.`);
}

function flatten(update: LoadUpdate): Map<string, string> {
  const { firstName, primaryPhoneNumber, metadata = {}, addresses = [] } = update;
  return new Map([
    ...(firstName === undefined ? [] : ([['firstName', firstName]] as const)),
    ...(primaryPhoneNumber ? ([['extension', primaryPhoneNumber.extension]] as const) : []),
    ...Object.entries(metadata).map(([key, value]) => [`metadata.${key}`, value] as const),
    ...addresses.map(({ streetLine1 }) => [`address ${streetLine1}`, 'there'] as const),
  ]);
}
