import { describe, expect, it } from 'vitest';
import { describeFault } from '../../lambda/describe-fault.ts';

const SECRET = 'Zyzzyva';
const textOf = (error: unknown) => JSON.stringify(describeFault(error));

describe('the description of a fault', () => {
  it('has the name, the code and the frames of the stack', () => {
    const error = Object.assign(new TypeError('x'), { code: 'ERR_X' });
    expect(describeFault(error)).toEqual({
      name: 'TypeError',
      code: 'ERR_X',
      frames: expect.arrayContaining([expect.stringMatching(/^\s+at .*describe-fault\.test\.ts/)]),
    });
  });

  it('has what AWS says of its answer', () => {
    const $metadata = { httpStatusCode: 400, requestId: 'abc', cfId: SECRET };
    const error = Object.assign(new Error('x'), { $metadata });
    expect(describeFault(error)).toMatchObject({ httpStatusCode: 400, awsRequestId: 'abc' });
    expect(textOf(error)).not.toContain(SECRET);
  });

  it('has the causes, and no more than five of them', () => {
    let error = new Error('root');
    for (let depth = 0; depth < 10; depth++) error = new Error('x', { cause: error });
    expect(textOf(error).match(/"frames"/g)).toHaveLength(6);
  });

  it.each([
    ['in a message', new Error(SECRET)],
    ['in a message of lines that look like frames', new Error(`x\n    at ${SECRET}\n    at y`)],
    ['in a message that was changed later', changed(new Error(`x\n    at ${SECRET}`))],
    ['in the message of a cause', new Error('x', { cause: new Error(`x\n    at ${SECRET}`) })],
    ['in a further member', Object.assign(new Error('x'), { item: { firstName: SECRET } })],
    ['in a code that is no text', Object.assign(new Error('x'), { code: { secret: SECRET } })],
    ['in what is thrown and no error', SECRET],
    ['in a cause that is no error', new Error('x', { cause: { secret: SECRET } })],
    ['in an error of errors', new AggregateError([new Error(SECRET)], SECRET)],
  ])('has no value %s', (_, error) => {
    expect(textOf(error)).not.toContain(SECRET);
  });
});

function changed(error: Error): Error {
  // The stack keeps the message that the error was made with, once it has been looked at.
  if (error.stack) error.message = 'another';
  return error;
}
