type Members = Readonly<Record<string, unknown>>;

/** A verified phone number, as stored and as answered. */
export const PHONE = {
  number: '+14155550123',
  type: 'WORK',
  provider: 'ABC',
  extension: '30',
  verified: true,
};

/** A valid mailing address in the USA, without `primary`; a member given as undefined is left out. */
export function mailing(members: Members = {}): Record<string, unknown> {
  return {
    type: 'MAILING',
    streetLine1: '400 Richmond St',
    cityName: 'New York',
    stateCode: 'NY',
    countryCode: 'USA',
    zipCode: '10001',
    ...members,
  };
}

/** A valid physical address. */
export function physical(members: Members = {}): Record<string, unknown> {
  return mailing({ type: 'PHYSICAL', ...members });
}

/** A valid shipping address. */
export function shipping(members: Members = {}): Record<string, unknown> {
  return mailing({
    type: 'SHIPPING',
    name: { firstName: 'Sarah', middleName: 'Jane', lastName: 'Green' },
    ...members,
  });
}

/** `count` different mailing addresses. */
export function mailings(count: number, members: Members = {}): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, n) =>
    mailing({ streetLine1: `${n} Elm St`, ...members }),
  );
}

/** An object with `count` members, named by `name` and their number. */
export function members<T>(count: number, name: string, value: T): Record<string, T> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`${name}${n}`, value]));
}
