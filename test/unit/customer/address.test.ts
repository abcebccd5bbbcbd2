import { expect, it } from 'vitest';
import { type Address, addressId, contentHash } from '../../../lambda/customer/address.ts';

const address: Address = {
  type: 'SHIPPING',
  name: { firstName: 'Sarah', middleName: 'Jane', lastName: 'Green' },
  ...{ streetLine1: '1', streetLine2: '2', streetLine3: '3', streetLine4: '4', streetLine5: '5' },
  ...{ cityName: 'New York', stateCode: 'NY', countryCode: 'USA', zipCode: '10001' },
};
const { name, ...members } = address;

it('an address has the hash under which it has been stored since the first version', () => {
  expect(contentHash(address)).toBe('BQs8_WyefNRvPWYAl2FE43');
  expect(contentHash({ type: 'MAILING', streetLine1: '1', zipCode: '1' })).toBe(
    'dwKPXUdDySaqLCtY8-XNDQ',
  );
});

it('an id belongs to one customer and one address', () => {
  expect(addressId('customer-1', contentHash(address))).toBe('7tu_kCX1PPcef-TNonAowE');
  expect(addressId('customer-2', contentHash(address))).not.toBe(
    addressId('customer-1', contentHash(address)),
  );
});

it.each([
  ...Object.keys(members).map((member) => [member, { ...address, [member]: 'x' }] as const),
  ...Object.keys(name ?? {}).map(
    (member) => [`name.${member}`, { ...address, name: { ...name, [member]: 'x' } }] as const,
  ),
])('%s is part of its identity', (_, other) => {
  expect(contentHash(other as Address)).not.toBe(contentHash(address));
});

it('a line is another one in another place', () => {
  const { streetLine2, ...rest } = address;
  expect(contentHash({ ...rest, streetLine3: '2' } as Address)).not.toBe(
    contentHash({ ...rest, streetLine2: '3' } as Address),
  );
});
