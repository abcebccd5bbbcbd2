import { isDeepStrictEqual } from 'node:util';
import type { Answer, Run } from './contender-run.ts';
import type { Bundle } from './contenders.ts';
import type { Stub, StubRecord } from './stub.ts';
import { SAMPLE_UPDATE, type World } from './world.ts';

/** Requests that every contender must refuse, by the status. */
const REFUSED: readonly (readonly [status: number, body: unknown])[] = [
  [400, { unknown: 1 }],
  [400, { firstName: '' }],
  [400, { firstName: 'x'.repeat(41) }],
  [400, { firstName: 5 }],
  [400, { sex: 'OTHER' }],
  [400, { dateOfBirth: '1891-06-21' }],
  [400, { citizenshipCountryCode: 'ZZZ' }],
  [400, { socialId: '123-45-6789' }],
  [400, { primaryEmail: { value: 'nobody' } }],
  [400, { primaryPhoneNumber: { number: 'call me' } }],
  [400, { primaryPhoneNumber: { type: 'PAGER' } }],
  [400, { metadata: { key: 5 } }],
  [400, { addresses: [{ type: 'MAILING', streetLine1: 'Main St 1' }] }],
  [400, { addresses: [{ type: 'SHIPPING', streetLine1: 'Main St 1', zipCode: '10001' }] }],
];

/**
 * Proves that the contenders do the same work: the same UpdateItem goes out for
 * the sample update, the same answer comes back, and each refuses the same
 * requests. Throws what differs.
 */
export async function assertAgreement(
  bundles: readonly Bundle[],
  world: World,
  run: Run,
  stub: Stub,
): Promise<StubRecord> {
  const sample = world.event(JSON.stringify(SAMPLE_UPDATE));
  const refused = REFUSED.map(([, body]) => world.event(JSON.stringify(body)));
  const events = [sample, ...refused, world.event('{}', `${'x'.repeat(20)}.y.z`)];
  const statuses = [200, ...REFUSED.map(([status]) => status), 401];
  let first: { answer: unknown; sent: unknown } | undefined;
  let ours: StubRecord | undefined;
  for (const { name, file } of bundles) {
    const { answers } = await run({ file, events, warmUp: 0, requests: 0 });
    for (const [index, { statusCode }] of answers.entries()) {
      if (statusCode !== statuses[index]) {
        throw new Error(`${name} answers ${statusCode} to ${events[index]?.body}`);
      }
    }
    const record = await stub.take();
    if (record.calls !== 1) throw new Error(`${name} sent ${record.calls} UpdateItems.`);
    const seen = { answer: toComparable(answers[0] as Answer), sent: toResolved(record) };
    first ??= seen;
    ours ??= record;
    if (!isDeepStrictEqual(seen, first)) {
      throw new Error(`${name} differs:\n${JSON.stringify(seen)}\n${JSON.stringify(first)}`);
    }
  }
  return ours as StubRecord;
}

function toComparable({ statusCode, headers, body }: Answer) {
  const lowerCased = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const {
    etag,
    'x-request-id': requestId,
    'cache-control': cache,
  } = Object.fromEntries(lowerCased);
  return { statusCode, etag, requestId, cache, body: JSON.parse(body) };
}

/** The UpdateItem without what is new for each: the write's own key, and the time. */
function toResolved({ body = '' }: StubRecord): unknown {
  const {
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
    ...input
  } = JSON.parse(body);
  const masked = Object.entries(values).map(([token, value]) => {
    const text = JSON.stringify(value);
    const isOwn = /"S":"[\w-]{16}"|"S":"\d{4}-\d\d-\d\dT/.test(text);
    return [token, isOwn ? 'own' : text];
  });
  return { ...input, names, values: Object.fromEntries(masked) };
}
