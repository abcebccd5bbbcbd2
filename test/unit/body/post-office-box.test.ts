import { describe, expect, it } from 'vitest';
import { isPostOfficeBox } from '../../../lambda/body/address-schema.ts';

describe('a post-office box', () => {
  it.each([
    'PO Box 12',
    'P.O. Box 12',
    'P.O. Box',
    'P. O. Box 12',
    'P O Box 12',
    'P-O-Box 12',
    'P.O.Box12',
    'POBox 12',
    'POBOX12',
    'po box 12',
    'pO bOx 12',
    'POB 12',
    'POB',
    'pob 7',
    'Post Office Box 12',
    'Post Office Box',
    'POST-OFFICE-BOX 9',
    'Suite 5, PO Box 12',
    'PO Box 12, Suite 5',
    'PO  Box   12',
    'PO Box',
  ])('is recognised in %j', (line) => {
    expect(isPostOfficeBox(line)).toBe(true);
  });

  it.each([
    'Boxwood Lane 12',
    '12 Boxwood',
    'Pobst Rd',
    '9 Pobst Rd 12',
    'PO Boxwood 12',
    'Box 12',
    '12 Post Office Road',
    '1 Post Office Sq',
    'Depo Box 12',
    'Apo Box 12',
    'Tipo Box 3',
    'Po River Rd 12',
    '4 Pobox Hill Rd',
    '400 Richmond St',
  ])('is not seen in %j', (line) => {
    expect(isPostOfficeBox(line)).toBe(false);
  });
});
