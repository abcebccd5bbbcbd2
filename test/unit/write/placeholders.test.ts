import { expect, it } from 'vitest';
import { createPlaceholders } from '../../../lambda/write/placeholders.ts';

it('puts every name of a path behind a placeholder', () => {
  const at = createPlaceholders();
  expect(at.path('metadata', 'a.b')).toBe('#n0.#n1');
  expect(at.names).toEqual({ '#n0': 'metadata', '#n1': 'a.b' });
});

it('names a name once, wherever it stands', () => {
  const at = createPlaceholders();
  expect([at.path('a', 'b'), at.path('b'), at.path('a')]).toEqual(['#n0.#n1', '#n1', '#n0']);
});

it('gives every value a placeholder of its own', () => {
  const at = createPlaceholders();
  expect([at.value('x'), at.value('x')]).toEqual([':v0', ':v1']);
  expect(at.values).toEqual({ ':v0': 'x', ':v1': 'x' });
});

it.each(['__proto__', 'constructor', 'hasOwnProperty', '#n0', ':v0', 'size(', 'a = b', ''])(
  'takes %j for a name as any other',
  (name) => {
    const at = createPlaceholders();
    expect(at.path(name, name)).toBe('#n0.#n0');
    expect(Object.values(at.names)).toEqual([name]);
  },
);
