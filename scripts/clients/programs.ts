/**
 * What each program of `programs/` prints if its client can clear a string, add a SHIPPING address
 * and read an error.
 */
export const WHAT_PROGRAMS_PRINT = {
  extension: '31',
  middleName: '',
  name: 'Ada Lovelace',
  errorCode: 'ADDRESS_NOT_FOUND',
  path: 'addresses[0].id',
};
