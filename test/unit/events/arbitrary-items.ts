import fc from 'fast-check';
import type { StoredCustomer } from '../../../lambda/customer/stored-customer.ts';

export const CUSTOMER_ID = '0f5f0c2e-5b1c-4f3a-9d0e-1c2b3a495867';

// Few values, so that two customers often agree, including some that other writers may store.
const text = fc.constantFrom<unknown>('', 'A', 'B', '123-45-6789', '999-99-6789', null, 7, {});
const flag = fc.constantFrom<unknown>(true, false, 'true', null);
const key = fc.constantFrom('a', 'b', '10', '9', '__proto__', 'constructor');
const addressId = fc.constantFrom('x', 'y', 'z');
const anything = fc.constantFrom<unknown>(undefined, null, 'text', 5, [], {});

const orAnything = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 5, arbitrary }, { weight: 1, arbitrary: anything });
const members = (names: readonly string[], value: fc.Arbitrary<unknown>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });

const address = members(
  ['streetLine1', 'streetLine2', 'cityName', 'stateCode', 'zipCode', 'foreign'],
  text,
).chain((content) =>
  fc.record({
    type: fc.constantFrom('MAILING', 'SHIPPING', 'PHYSICAL', 5),
    name: orAnything(members(['firstName', 'lastName'], text)),
    position: fc.integer({ min: 0, max: 2 }),
    content: fc.constant(content),
  }),
);

const strings = members(
  [
    ...['status', 'type', 'createdAt', 'updatedAt', 'tenantId'],
    ...['firstName', 'middleName', 'lastName', 'prefix', 'suffix', 'sex', 'gender'],
    ...['securityQuestion', 'securityAnswer', 'pronoun', 'dateOfBirth'],
    ...['socialId', 'socialIdCountryCode', 'citizenshipCountryCode', 'foreign'],
  ],
  text,
);

const maps = fc.record(
  {
    primaryPhoneNumber: orAnything(
      fc.record({ number: text, extension: text, provider: text, verified: flag }),
    ),
    primaryEmail: orAnything(fc.record({ value: text, verified: flag })),
    placeOfBirth: orAnything(members(['city', 'countryCode'], text)),
    metadata: orAnything(fc.dictionary(key, text)),
    addresses: orAnything(
      fc
        .dictionary(addressId, address)
        .map((some) =>
          Object.fromEntries(
            Object.entries(some).map(([id, { content, ...rest }]) => [id, { ...content, ...rest }]),
          ),
        ),
    ),
    addressOrder: orAnything(fc.dictionary(addressId, fc.integer({ min: 0, max: 2 }))),
    primaryAddresses: orAnything(members(['MAILING', 'SHIPPING', 'PHYSICAL'], addressId)),
    createdBy: orAnything(members(['id', 'type'], text)),
    updatedBy: orAnything(members(['id', 'type'], text)),
    version: orAnything(fc.integer({ min: 1, max: 9 })),
  },
  { requiredKeys: [] },
);

/** The item of one customer, with anything that this API, an older or another writer may store. */
export const arbitraryItem: fc.Arbitrary<StoredCustomer> = fc
  .tuple(strings, maps)
  .map(([one, other]) => ({ ...one, ...other, id: CUSTOMER_ID }) as unknown as StoredCustomer);
