import { sampleCustomer } from './sample.ts';
import { ref } from './schema.ts';

const TAG = '(W/)?"[^\\x00-\\x20"\\x7f]*"[ \\t]*';
// * alone, or a list with at least one tag; empty elements are ignored (docs/api.md, section 4).
const IF_MATCH = `^(\\s*\\*\\s*|[ \\t]*(,[ \\t]*)*${TAG}(,[ \\t]*(${TAG})?)*)$`;

/**
 * The parameters of the operation: path and headers. Optional ones have no example, because
 * importers would fill it in, and a fixed If-Match or Idempotency-Key breaks a second request.
 */
export const parameters = [
  {
    name: 'customerId',
    in: 'path',
    required: true,
    description: 'The customer’s id: a UUID of any version, in any letter case.',
    schema: {
      type: 'string',
      format: 'uuid',
      pattern: '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$',
    },
    example: '0e01f271-80b1-4724-b5dc-6959c7cd88dc',
  },
  {
    name: 'If-Match',
    in: 'header',
    description:
      'The required version: * alone for any existing customer, or one or more entity tags from ETag headers, separated by commas. A weak tag matches nothing. If none matches, the answer is 412.',
    schema: { type: 'string', maxLength: 8000, pattern: IF_MATCH },
  },
  {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Makes a repeat safe: the same key on the same customer by the same caller answers 200 and changes nothing more; with a different body it answers 422. A key is remembered for at least 24 hours, or, on a customer that is written more than 16 times within that time, for at least its 16 next writes.',
    schema: { type: 'string', minLength: 6, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
  },
];

const schema = ref('CustomerUpdate');
const content = {
  schema,
  examples: {
    sample: {
      summary: 'Change the extension, leave the rest of the phone number',
      value: { primaryPhoneNumber: { extension: '31' } },
    },
    read: { summary: 'Change nothing: read the customer and its ETag', value: {} },
    clear: {
      summary: 'Clear optional properties',
      value: { suffix: null, placeOfBirth: null, metadata: { customerRefId: null } },
    },
    addAddress: {
      summary: 'Add the first PHYSICAL address',
      value: {
        addresses: [
          {
            type: 'PHYSICAL',
            streetLine1: '12 Boxwood Ave',
            cityName: 'St. Louis',
            stateCode: 'MO',
            countryCode: 'USA',
            zipCode: '63101',
            primary: true,
          },
        ],
      },
    },
    correctAddress: {
      summary: 'Correct an address: remove it and add the corrected one, in one change',
      value: {
        addresses: [
          { id: sampleCustomer().addresses[0]?.id, remove: true },
          {
            type: 'MAILING',
            streetLine1: '402 Richmond St',
            cityName: 'New York',
            stateCode: 'NY',
            countryCode: 'USA',
            zipCode: '10001',
          },
        ],
      },
    },
  },
};

/** The body of the operation. */
export const requestBody = {
  required: true,
  description:
    'What is to change; what is absent stays. The Content-Type is application/json or any application/*+json, such as application/merge-patch+json (RFC 7396, whose rules for objects and null are those here; arrays differ, because addresses are added), with or without charset=utf-8; uncompressed, at most 128 KiB. Strings are trimmed and NFC-normalised before they are checked, and the schema describes them after that; lengths count Unicode code points. Where there is a minimum length, something of the string must be visible.',
  content: { 'application/json': content },
};
