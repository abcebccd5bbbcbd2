/** Phone numbers as sent → as stored (docs/api.md, section 1.4); undefined if refused. */
export const PHONES = new Map<string, string | undefined>([
  ['+14151234', '+14151234'],
  ['14151234', '+14151234'],
  ['4151234', '+14151234'],
  ['+1 415 123.4', '+14151234'],
  ['(415) 555-0123', '+14155550123'],
  ['+14155550123', '+14155550123'],
  ['+442071838750', '+442071838750'],
  ['442071838750', '+442071838750'],
  ['+44 (0)20/7183-8750', '+442071838750'],
  ['+15556589', '+15556589'],
  ['+44 07700 900000', '+447700900000'],
  ['+7 8 912 345-67-89', '+79123456789'],
  ['+36 06 20 123 4567', '+36201234567'],
  ['+1 1 415 555 0123', '+14155550123'],
  ['+54 011 15-2345-6789', '+5491123456789'],
  ['+39 06 6982', '+39066982'],
  ['\u202d+1\u00a0415\u2011555\u20110123\u202c', '+14155550123'],
  ['44 07700 900000', undefined],
  ['\uff0b14155550123', undefined],
  ['+1 415 555 0123 ext. 3', undefined],
  ['0041 44 668 18 00', undefined],
  ['+999123456789', undefined],
  ['+1', undefined],
  ['٤١٥١٢٣٤', undefined],
  ['', undefined],
]);

/** E-mail addresses as sent → as stored; undefined if refused. */
export const EMAILS = new Map<string, string | undefined>([
  ['sgreen@abc.com', 'sgreen@abc.com'],
  ['  sgreen@abc.com ', 'sgreen@abc.com'],
  ['SGreen@abc.com', 'SGreen@abc.com'],
  ['s.green+bank@mail.abc.co.uk', 's.green+bank@mail.abc.co.uk'],
  ['sgreen@abc', undefined],
  ['sgreen', undefined],
  ['a b@abc.com', undefined],
  ['sgrün@abc.com', undefined],
  ['a@192.168.1.1', undefined],
  [`${'a'.repeat(64)}@abc.com`, `${'a'.repeat(64)}@abc.com`],
  [`${'a'.repeat(65)}@abc.com`, undefined],
  [`a@${'b'.repeat(63)}.com`, `a@${'b'.repeat(63)}.com`],
  [`a@${'b'.repeat(64)}.com`, undefined],
  ['', undefined],
]);

/** Masked social ids. */
export const MASKED_IDS = [
  '***-**-6789',
  'XXX-XX-6789',
  '\u2022\u2022\u2022\u2022\u2022\u20226789',
  '#####6789',
];

/** Street lines → whether they are post-office boxes. */
export const STREETS = new Map<string, boolean>([
  ['1 Main St', false],
  ['  1 Main St', false],
  ['1 main St', false],
  ['2 Caf\u00e9 Row', false],
  ['2 Cafe\u0301 Row', false],
  ['3 Boxwood Lane', false],
  ['12 Pobst Rd', false],
  ['PO Box 12', true],
  ['P.O. Box', true],
  ['pob 12', true],
  ['Post Office Box 7', true],
  ['GPO Box 2890', true],
  ['C.P.O. Box 9', true],
  ['PO Box K362', true],
  ['\uff30\uff2f \uff22\uff4f\uff58 \uff11\uff12', true],
  ['P\u200bO Box 12', true],
  ['PO Box Hill Road', false],
  ['Poblado 12', false],
]);
