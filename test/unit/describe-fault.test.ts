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

  it.each<[string, () => Error]>([
    ['without a message', () => new Error()],
    ['with a code behind its name', () => caught(() => Buffer.alloc('' as never))],
    ['with a message of several lines', () => new Error('x\n    y\nz')],
  ])('has the frames, and nothing before them, of an error %s', (_, make) => {
    const { frames } = describeFault(make()) as { frames: string[] };
    expect(frames.length).toBeGreaterThan(2);
    for (const frame of frames) expect(frame).toMatch(/^ {4}at /);
  });

  it('has no line of a stack that is not a frame', () => {
    const stack = `Error: x\n    at first\nlooked at ${SECRET}\n    at second\n${SECRET}`;
    const error = Object.assign(new Error('x'), { stack });
    expect(describeFault(error)).toMatchObject({ frames: ['    at first', '    at second'] });
  });

  it.each([
    ['Error: x', ['    at first']],
    ['TypeError [ERR_X_1]: x', ['    at first']],
    ['TypeError [ERR X]: x', []],
    ['at Error: x', []],
  ])('has the frames after %s', (head, frames) => {
    const error = Object.assign(new Error('x'), { stack: `${head}\n    at first` });
    expect(describeFault(error)).toMatchObject({ frames });
  });

  it('has no frames of an error without a stack', () => {
    expect(describeFault(Object.assign(new Error(''), { stack: undefined }))).toMatchObject({
      frames: [],
    });
  });

  it('has no frames where message and stack do not agree', () => {
    expect(describeFault(changed(new Error('x')))).toMatchObject({ frames: [] });
  });

  it.each([
    ['string', SECRET],
    ['object', null],
    ['undefined', undefined],
  ])('is "%s", the type, of what is not an error', (type, thrown) => {
    expect(describeFault(thrown)).toBe(type);
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
  // Once it has been read, the stack keeps the error's original message.
  if (error.stack) error.message = 'another';
  return error;
}

function caught(failing: () => unknown): Error {
  try {
    failing();
  } catch (error) {
    return error as Error;
  }
  throw new Error('did not fail');
}
