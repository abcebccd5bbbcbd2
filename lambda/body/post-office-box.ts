const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
// Whole words: "P", "O" and "Box" with or without dots, dashes and blanks between them, "POB" or
// "Post Office Box", each optionally after a "G" or "C". Then a number (a digit within the next six
// letters, digits and dashes), a single letter at the end of the line, or nothing.
const WORDS =
  /(?<![\p{L}\p{M}\p{N}])(?:[gc][\s.·\p{Pd}]*)?(?:p[\s.·\p{Pd}]*o[\s.·\p{Pd}]*box|p(?:[.·\p{Pd}]\s*)?o(?:[.·\p{Pd}]\s*)?b|post[\s.·\p{Pd}]*office[\s.·\p{Pd}]*box)(?!\p{L})[\s.,:#\p{Pd}]*(?:n(?:o|r|um|umber)?[\s.:#]*)?(?:[\p{L}\p{N}\p{Pd}]{0,5}\p{N}|\p{L}[\s.,:#\p{Pd}]*$|$)/iu;

/**
 * Whether a street line names a post-office box (docs/api.md, section 2). Words such as "Boxwood"
 * or "Pobst" do not. Unicode compatibility forms count as the plain letters.
 */
export function isPostOfficeBox(streetLine: string): boolean {
  return WORDS.test(streetLine.replace(INVISIBLE, '').normalize('NFKC').replace(INVISIBLE, ''));
}
