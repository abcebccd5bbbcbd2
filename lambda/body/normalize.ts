// Normalising takes quadratic time for a hostile text, to sort its combining marks. NFC composes at
// most four code points into one, and the longest normalised property has 320.
const MAX_NORMALIZED = 2_560;
// NFC would replace CJK compatibility ideographs, which family registers distinguish.
const BETWEEN_COMPATIBILITY_IDEOGRAPHS = /[^\uf900-\ufaff\u{2f800}-\u{2fa1f}]+/gu;
// White space, characters that Unicode renders as nothing, and the blank Braille pattern.
const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/**
 * Trims a text and converts it to NFC, except for CJK compatibility ideographs (docs/api.md,
 * section 1.2). A text too long for any property is only trimmed.
 */
export function normalize(raw: string): string {
  const text = raw.trim();
  if (text.length > MAX_NORMALIZED) return text;
  return text.replace(BETWEEN_COMPATIBILITY_IDEOGRAPHS, (part) => part.normalize('NFC'));
}

/** Whether a text has no visible character. */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}
