/** What each program of `programs/` prints where its client clears a string, adds a SHIPPING address and reads a refusal. */
export const WHAT_PROGRAMS_PRINT = {
  extension: '31',
  middleName: '',
  name: 'Ada Lovelace',
  errorCode: 'ADDRESS_NOT_FOUND',
  path: 'addresses[0].id',
};
