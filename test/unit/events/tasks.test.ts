import { expect, it } from 'vitest';
import { toTask, toWaves } from '../../../lambda/events/tasks.ts';
import { toRecord } from '../../support/change-records.ts';

const MAX_BYTES = 256 * 1024;
/** What EventBridge counts beside the event. */
const BESIDE = 64;

/** The task of a change whose event has that many bytes of JSON. */
function taskOf(id: string, bytes: number) {
  const make = (length: number) =>
    toTask(
      toRecord({ id }, { id, firstName: 'A', updatedBy: { id: 'x'.repeat(length), type: '' } }),
    );
  const shortest = make(0);
  if (!shortest || !('detail' in shortest)) throw new Error('No event.');
  return make(bytes - Buffer.byteLength(shortest.detail));
}

it.each([
  { bytes: MAX_BYTES - BESIDE - 1, kind: 'an event' },
  { bytes: MAX_BYTES - BESIDE, kind: 'unreadable' },
])('a change whose event has $bytes bytes is $kind', ({ bytes, kind }) => {
  const task = taskOf('a', bytes);
  expect(task && 'event' in task ? 'an event' : 'unreadable').toBe(kind);
});

it.each([
  { second: MAX_BYTES / 2 - BESIDE - 1, waves: 1 },
  { second: MAX_BYTES / 2 - BESIDE, waves: 2 },
])('an event of half the size and one of $second bytes take $waves requests', (row) => {
  const tasks = [taskOf('a', MAX_BYTES / 2 - BESIDE), taskOf('b', row.second)];
  expect([...toWaves(tasks.flatMap((task) => task ?? []))]).toHaveLength(row.waves);
});
