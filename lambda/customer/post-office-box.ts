// "P", "O", "Box" with any dots, dashes and blanks between or none, "POB", "Post Office Box",
// as whole words, before a number or at the end of the line (docs/api.md, section 2).
const POST_OFFICE_BOX =
  /(?<![\p{L}\p{N}])(?:p[\s.\p{Pd}]*o[\s.\p{Pd}]*box|p\.?o\.?b|post[\s.\p{Pd}]*office[\s.\p{Pd}]*box)(?!\p{L})[\s.,:#\p{Pd}]*(?:n(?:o|r|um|umber)?[\s.:#]*)?(?:\p{N}|$)/iu;

/** Whether a street line names a post-office box; words such as "Boxwood" or "Pobst" do not. */
export function isPostOfficeBox(streetLine: string): boolean {
  return POST_OFFICE_BOX.test(streetLine);
}
