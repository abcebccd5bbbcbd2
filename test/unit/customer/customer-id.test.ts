import { expect, it } from 'vitest';
import { parseCustomerId } from '../../../lambda/customer/customer-id.ts';

it.each([
  ['version 4', '0e01f271-80b1-4724-b5dc-6959c7cd88dc'],
  ['version 7', '01890a5d-ac96-774b-bcce-b302099a8057'],
  ['nil', '00000000-0000-0000-0000-000000000000'],
  ['max', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
])('a UUID may be of %s', (_, id) => {
  expect(parseCustomerId(id)).toBe(id);
});

it('a UUID is lower-cased', () => {
  expect(parseCustomerId('0E01F271-80b1-4724-B5DC-6959C7CD88DC')).toBe(
    '0e01f271-80b1-4724-b5dc-6959c7cd88dc',
  );
});

it.each([
  undefined,
  '',
  '0e01f271',
  '0e01f27180b14724b5dc6959c7cd88dc',
  '{0e01f271-80b1-4724-b5dc-6959c7cd88dc}',
  'urn:uuid:0e01f271-80b1-4724-b5dc-6959c7cd88dc',
  ' 0e01f271-80b1-4724-b5dc-6959c7cd88dc',
  '0e01f271-80b1-4724-b5dc-6959c7cd88dc\n',
  '0e01f271-80b1-4724-b5dc-6959c7cd88dg',
  '0e01f271-80b1-4724-b5dc-6959c7cd88dcc',
])('%j is no UUID', (text) => {
  expect(parseCustomerId(text)).toBeUndefined();
});
