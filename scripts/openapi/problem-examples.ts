import { type ErrorCode, PROBLEMS } from '../../lambda/problems.ts';

const VIOLATIONS: Readonly<Partial<Record<ErrorCode, readonly object[]>>> = {
  VALIDATION_FAILED: [
    {
      path: 'addresses[0].zipCode',
      pointer: '#/addresses/0/zipCode',
      errorCode: 'REQUIRED',
      message: 'zipCode is required.',
    },
    {
      path: 'firstNam',
      pointer: '#/firstNam',
      errorCode: 'UNKNOWN_PROPERTY',
      message: 'firstNam is unknown. Did you mean firstName?',
    },
  ],
  PRIMARY_ADDRESS_REQUIRED: [
    {
      path: 'addresses[0].primary',
      pointer: '#/addresses/0/primary',
      errorCode: 'PRIMARY_ADDRESS_REQUIRED',
      message:
        'primary must be true for one of the PHYSICAL addresses, because the customer has none yet.',
    },
  ],
  ADDRESS_NOT_FOUND: [
    {
      path: 'addresses[0].id',
      pointer: '#/addresses/0/id',
      errorCode: 'ADDRESS_NOT_FOUND',
      message: "id must identify one of the customer's addresses.",
    },
  ],
  ADDRESS_LIMIT_EXCEEDED: [
    {
      path: 'addresses',
      pointer: '#/addresses',
      errorCode: 'ADDRESS_LIMIT_EXCEEDED',
      message: 'addresses must number at most 50, including those already stored.',
    },
  ],
  METADATA_LIMIT_EXCEEDED: [
    {
      path: 'metadata',
      pointer: '#/metadata',
      errorCode: 'METADATA_LIMIT_EXCEEDED',
      message: 'metadata must have at most 5 pairs, including those already stored.',
    },
  ],
  CUSTOMER_TYPE_MISMATCH: [
    {
      path: 'type',
      pointer: '#/type',
      errorCode: 'CUSTOMER_TYPE_MISMATCH',
      message: 'type must be INDIVIDUAL, but the stored customer has another type.',
    },
  ],
};

/** An example response body for an errorCode. */
export function exampleOf(errorCode: ErrorCode): object {
  const [status, title, text] = PROBLEMS[errorCode];
  const errors = VIOLATIONS[errorCode];
  const detail = errorCode === 'VALIDATION_FAILED' ? '2 properties are invalid.' : text;
  return {
    ...{ status, title, detail, errorCode, message: detail },
    traceId: 'JKJaXmPLvHcESHA=',
    timestamp: '2026-11-22T00:42:50.311Z',
    ...(errors && { errors }),
  };
}
