const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
// The words, as whole ones: "P", "O" and "Box" with dots, dashes and blanks between or none,
// "POB" or "Post Office Box", each with a "G" or "C" before it or not. Then the number: within
// six letters, digits and dashes one digit, or one letter at the end of the line; or nothing.
const WORDS =
  /(?<![\p{L}\p{M}\p{N}])(?:[gc][\s.·\p{Pd}]*)?(?:p[\s.·\p{Pd}]*o[\s.·\p{Pd}]*box|p(?:[.·\p{Pd}]\s*)?o(?:[.·\p{Pd}]\s*)?b|post[\s.·\p{Pd}]*office[\s.·\p{Pd}]*box)(?!\p{L})[\s.,:#\p{Pd}]*(?:n(?:o|r|um|umber)?[\s.:#]*)?(?:[\p{L}\p{N}\p{Pd}]{0,5}\p{N}|\p{L}[\s.,:#\p{Pd}]*$|$)/iu;

/**
 * Whether a street line names a post-office box; words such as "Boxwood" or "Pobst" do not
 * (docs/api.md, section 2). Compatibility forms count as the plain ones.
 */
export function isPostOfficeBox(streetLine: string): boolean {
  return WORDS.test(streetLine.replace(INVISIBLE, '').normalize('NFKC').replace(INVISIBLE, ''));
}
