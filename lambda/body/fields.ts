import { isCountryCode } from './iso-3166.ts';
import { parsePhoneNumber } from './phone-number.ts';
import { text } from './text.ts';

const STATE = /^[A-Z]{2,3}$/;
const EARLIEST_BIRTH = '1900-01-01';
const DATE = '^(19|[2-9][0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$';
// Dot-atom local part and a domain of at least two labels (docs/api.md, section 1.3); the parts
// cannot overlap, so it never backtracks far.
const EMAIL =
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/** A name of a person, a title or a company: 1 to 40 characters. */
export const name = text({ min: 1, max: 40 });

/** An assigned ISO 3166-1 alpha-3 code, upper case. */
export const countryCode = text({
  min: 3,
  max: 3,
  parse: (value) =>
    isCountryCode(value)
      ? value
      : {
          code: 'INVALID_VALUE',
          rule: 'must be an assigned ISO 3166-1 alpha-3 country code in upper case.',
        },
});

/** An ISO 3166-2 subdivision code by its form alone; whether the country has it depends on the country. */
export const stateCode = text({
  min: 2,
  max: 3,
  parse: (value) =>
    STATE.test(value)
      ? value
      : {
          code: 'INVALID_FORMAT',
          rule: 'must be an ISO 3166-2 subdivision code of two or three upper-case letters.',
        },
  keywords: { pattern: STATE.source },
});

/** An ASCII e-mail address of at most 320 characters, letter case kept. */
export const email = text({
  max: 320,
  parse: (value) =>
    EMAIL.test(value) ? value : { code: 'INVALID_FORMAT', rule: 'must be an e-mail address.' },
  keywords: { format: 'email' },
});

/** A phone number in any accepted form; its output is E.164. */
export const phoneNumber = text({
  max: Number.POSITIVE_INFINITY,
  parse: parsePhoneNumber,
  keywords: { pattern: '^[0-9+.()/\\p{Zs}\\p{Pd}\\p{Cf}]*$' },
});

/** A real calendar day from 1900-01-01 to `today()`, `YYYY-MM-DD` (docs/api.md, section 1.3). */
export function dateOfBirth(today: () => string) {
  return text({
    max: Number.POSITIVE_INFINITY,
    parse: (value) => {
      if (!isCalendarDay(value)) {
        return { code: 'INVALID_FORMAT', rule: 'must be a real day, written YYYY-MM-DD.' };
      }
      return value >= EARLIEST_BIRTH && value <= today()
        ? value
        : { code: 'INVALID_VALUE', rule: `must be from ${EARLIEST_BIRTH} to today.` };
    },
    keywords: { format: 'date', pattern: DATE },
  });
}

function isCalendarDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  // Date rolls 30 February over to March, so the day must come back as it went in.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
