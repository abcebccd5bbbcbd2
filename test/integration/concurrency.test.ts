import { afterEach, beforeEach, describe, expect } from 'vitest';
import { mailing } from '../support/bodies.ts';
import { customerForCrowd, type Member, newKey } from '../support/crowd.ts';
import { startTestApp, type TestAnswer } from '../support/test-app.ts';
import { withApp } from '../support/with-app.ts';

const { CONCURRENT_REQUESTS = '400' } = process.env;
const CROWD = 20;
const SCENARIOS = 12;
const ROUNDS = Math.ceil(Number(CONCURRENT_REQUESTS) / SCENARIOS / CROWD);
const TIMEOUT_MS = 20_000 + ROUNDS * 2_000;

const it = withApp(startTestApp);
const statuses = new Map<number, number>();
let round = 0;

beforeEach(() => {
  round = 0;
});
afterEach(({ task }) => {
  const counts = [...statuses].sort().map(([status, count]) => `${count} × ${status}`);
  process.stderr.write(`concurrency: ${counts.join(', ')}, after "${task.name}"\n`);
});

type Customer = Awaited<ReturnType<typeof customerForCrowd>>;

/** Sends a crowd's requests at once, round after round, and expects their statuses to be of those given. */
async function rounds(
  customer: Customer,
  allowed: readonly number[],
  member: (n: number) => Member,
  check: (answers: TestAnswer[]) => void = () => {},
): Promise<void> {
  for (round = 1; round <= ROUNDS; round++) {
    const answers = await customer.crowd(Array.from({ length: CROWD }, (_, n) => member(n)));
    for (const { status } of answers) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect(allowed).toContain(status);
    }
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    check(answers);
  }
}

const PROPERTIES = ['firstName', 'middleName', 'lastName', 'prefix', 'suffix', 'pronoun'] as const;
const zip = (zipCode: string, primary?: boolean) => mailing({ zipCode, primary });
const inTurn = <T>(values: readonly T[], n: number) => values[n % values.length] as T;

describe('many requests at once', { timeout: TIMEOUT_MS }, () => {
  it('for different properties all survive', async ({ app }) => {
    const customer = await customerForCrowd(app);
    await rounds(customer, [200], (n) => ({
      body: { [inTurn(PROPERTIES, n)]: `in round ${round} as ${n}` },
    }));
  });

  it('for different members of objects and different metadata all survive', async ({ app }) => {
    const customer = await customerForCrowd(app, {
      metadata: { a: '', b: '', c: '', d: '', e: '' },
    });
    const bodies = [
      () => ({ primaryPhoneNumber: { provider: `ABC ${round}` } }),
      () => ({ primaryPhoneNumber: { extension: `${round}` } }),
      () => ({ placeOfBirth: { city: `Ulm ${round}` } }),
      (n: number) => ({ metadata: { [inTurn(['a', 'b', 'c', 'd', 'e'], n)]: `${round}-${n}` } }),
    ];
    await rounds(customer, [200], (n) => ({ body: inTurn(bodies, n)(n) }));
  });

  it('for the same property make the later one win', async ({ app }) => {
    const customer = await customerForCrowd(app);
    await rounds(customer, [200], (n) => ({ body: { firstName: `${round}-${n}` } }));
  });

  it('that add different addresses all survive, each once', async ({ app }) => {
    // A new customer for each round, because of the limit of 50 addresses.
    for (let n = 0; n < ROUNDS; n++) {
      const customer = await customerForCrowd(app, { addresses: [zip('first')] });
      const answers = await customer.crowd(
        Array.from({ length: CROWD }, (_, nth) => ({ body: { addresses: [zip(`${nth}`)] } })),
      );
      for (const { status } of answers) expect(status).toBe(200);
      expect(customer.model().addresses).toHaveLength(CROWD + 1);
      statuses.set(200, (statuses.get(200) ?? 0) + CROWD);
    }
  });

  it('that add the same address add it once', async ({ app }) => {
    const customer = await customerForCrowd(app);
    await rounds(customer, [200], () => ({ body: { addresses: [zip(`${round % 40}`, true)] } }));
    expect(customer.model().addresses).toHaveLength(Math.min(ROUNDS, 40));
  });

  it('that make different addresses the primary one leave exactly one', async ({ app }) => {
    const addresses = ['1', '2', '3', '4'].map((zipCode) => zip(zipCode));
    const customer = await customerForCrowd(app, { addresses });
    await rounds(customer, [200], (n) => ({
      body: { addresses: [{ ...inTurn(addresses, n), primary: true }] },
    }));
  });

  it('under the same ETag: exactly one wins', async ({ app }) => {
    const customer = await customerForCrowd(app);
    await rounds(
      customer,
      [200, 412],
      (n) => ({ body: { firstName: `${n}` }, ifMatch: `"${customer.model().version}"` }),
      (answers) => expect(answers.filter(({ status }) => status === 200)).toHaveLength(1),
    );
  });

  it('under the same Idempotency-Key are one change', async ({ app }) => {
    const customer = await customerForCrowd(app);
    let key = '';
    await rounds(customer, [200], (n) => {
      if (n === 0) key = newKey();
      return { body: { firstName: `in round ${round}` }, key };
    });
    expect(customer.model().version).toBe(1 + ROUNDS);
  });

  it('under several keys, with and without If-Match, and without a key change once for each', async ({
    app,
  }) => {
    const customer = await customerForCrowd(app, { addresses: [zip('first')] });
    let keys: string[] = [];
    await rounds(customer, [200, 412], (n) => {
      if (n === 0) keys = [newKey(), newKey(), newKey()];
      const { version } = customer.model();
      const mayMatch = n % 2 === 0 ? {} : { ifMatch: `"${version}"` };
      const bodies = [
        { firstName: `${round}` },
        { addresses: [zip(`${round % 40}`)] },
        { prefix: null },
      ];
      if (n % 4 === 3) return { body: { lastName: `${round}-${n}` } };
      return { body: inTurn(bodies, n % 4), key: inTurn(keys, n % 4), ...mayMatch };
    });
  });

  it('that need a second round all survive', async ({ app }) => {
    const values = {
      'primaryPhoneNumber.number': '+14151234',
      'primaryPhoneNumber.verified': true,
    };
    const customer = await customerForCrowd(app, { values });
    await rounds(customer, [200], (n) => {
      const number = inTurn(['+14151234', '+14155550123', '+442071838750'], n);
      if (n % 5 === 4) return { body: { primaryPhoneNumber: { verified: true } } };
      return { body: { primaryPhoneNumber: { number, extension: `${n}` } } };
    });
  });

  it('that remove, add and promote leave exactly one primary of each type', async ({ app }) => {
    const addresses = Array.from({ length: 30 }, (_, n) => zip(`${n}`));
    const customer = await customerForCrowd(app, { addresses });
    const member = (n: number) => {
      const stored = customer.model().addresses;
      const nth = inTurn(stored, n * 7 + round);
      if (n % 3 === 0)
        return { body: { addresses: [{ id: customer.idOf(nth.content), remove: true }] } };
      if (n % 3 === 1)
        return { body: { addresses: [{ ...JSON.parse(nth.content), primary: true }] } };
      return { body: { addresses: [zip(`${n}`), zip(`${(n * round) % 40}`)] } };
    };
    await rounds(customer, [200, 409, 422], member, (answers) => {
      // Only the removal of a primary address can lose to all other requests.
      const removals = answers.filter((_, n) => n % 3 === 0);
      const conflicts = answers.filter(({ status }) => status === 409);
      expect(removals).toEqual(expect.arrayContaining(conflicts));
      expect(conflicts.length).toBeLessThanOrEqual(CROWD / 5);
    });
  });

  it('at a customer that something older wrote lose nothing', async ({ app }) => {
    for (let n = 0; n < ROUNDS; n++) {
      const erosions = ['no version', 'no writes', 'no maps', 'no pointers'] as const;
      const customer = await customerForCrowd(app, {
        erosions: [...erosions],
        addresses: [zip('1')],
      });
      const bodies = [{ metadata: { a: '1' } }, { firstName: 'Ann' }, { addresses: [zip('2')] }];
      const answers = await customer.crowd(
        Array.from({ length: CROWD }, (_, nth) => ({ body: inTurn(bodies, nth) })),
      );
      for (const { status } of answers) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(status).toBe(200);
      }
    }
  });
});
