// To sort the combining marks of a hostile text takes quadratic time. NFC makes one code point of
// four at most, and the longest property has 320.
const MAX_NORMALIZED = 2_560;
// NFC would replace CJK compatibility ideographs, which a family register tells from the others.
const BETWEEN_COMPATIBILITY_IDEOGRAPHS = /[^\uf900-\ufaff\u{2f800}-\u{2fa1f}]+/gu;
// Blanks, what Unicode says to show as nothing, and the Braille pattern without a dot.
const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/**
 * A text trimmed and in NFC but for compatibility ideographs (docs/api.md, section 1.2);
 * one too long for any property is not composed.
 */
export function normalize(raw: string): string {
  const text = raw.trim();
  if (text.length > MAX_NORMALIZED) return text;
  return text.replace(BETWEEN_COMPATIBILITY_IDEOGRAPHS, (part) => part.normalize('NFC'));
}

/** Whether a text shows nothing. */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}
