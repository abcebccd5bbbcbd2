import { isCountryCode } from './iso-3166.ts';
import { isBlank } from './normalize.ts';
import { parsePhoneNumber } from './phone-number.ts';
import { text } from './text.ts';

const STATE = /^[A-Z]{2,3}$/;
const EARLIEST_BIRTH = '1900-01-01';
const DATE = '^(19|[2-9][0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$';
// Dot-atom local part and a domain of at least two labels (docs/api.md, section 1.3). The parts
// cannot overlap, so that backtracking stays limited.
const EMAIL =
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

// The asterisk and bullets that user interfaces show in place of digits.
const MASKS = '*\u2022\u25cf\u2217\u2219';

/** The name of a person or company, or a title: 1 to 40 characters. */
export const name = text({ min: 1, max: 40 });

/** An assigned ISO 3166-1 alpha-3 code in upper case. */
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

/** The form of an ISO 3166-2 subdivision code; whether the country has it is checked elsewhere. */
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

/** An ASCII e-mail address of at most 320 characters; its letter case is kept. */
export const email = text({
  max: 320,
  parse: (value) =>
    isEmail(value) ? value : { code: 'INVALID_FORMAT', rule: 'must be an e-mail address.' },
  keywords: { format: 'email' },
});

/** Lengths by RFC 5321 and RFC 1035. A last label without a letter would be an IP address. */
function isEmail(value: string): boolean {
  if (!EMAIL.test(value)) return false;
  const [local = '', domain = ''] = value.split('@');
  const labels = domain.split('.');
  return (
    local.length <= 64 &&
    domain.length <= 253 &&
    labels.every((label) => label.length <= 63) &&
    /[a-z]/i.test(labels.at(-1) ?? '')
  );
}

/** A national identifier of 5 to 50 characters that is not masked for display. */
export const socialId = text({
  min: 5,
  max: 50,
  parse: (value) =>
    isMasked(value)
      ? { code: 'INVALID_FORMAT', rule: 'must be the whole id, not a masked one.' }
      : value,
  keywords: { pattern: `^[^${MASKS}\\x00-\\x1f\\x7f-\\x9f]*$` },
});

function isMasked(value: string): boolean {
  if (new RegExp(`[${MASKS}]`).test(value)) return true;
  const hidden = [...value].filter((c) => !isBlank(c) && !/[.\p{Pd}]/u.test(c)).slice(0, -4);
  return hidden.length > 0 && hidden.every((character) => 'Xx#'.includes(character));
}

/** A phone number in any accepted form; the output is E.164. */
export const phoneNumber = text({
  max: Number.POSITIVE_INFINITY,
  parse: parsePhoneNumber,
  // No Unicode classes, which some client generators do not support.
  keywords: { pattern: '^[^A-Za-z\\x00-\\x1f\\x7f-\\x9f]*$' },
});

/** A real calendar day from 1900-01-01 to `today()`, `YYYY-MM-DD` (docs/api.md, section 1.3). */
export function dateOfBirth(today: () => string) {
  return text({
    max: Number.POSITIVE_INFINITY,
    parse: (value) => {
      if (!isCalendarDay(value)) {
        return { code: 'INVALID_FORMAT', rule: 'must be a real date, written YYYY-MM-DD.' };
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
  // Date rolls 30 February over to March, so compare the day with the input.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
