const LENGTHS = Array.from({ length: 14 }, (_, index) => index + 4);
const DIGITS = [...'0123456789'];
const MAX_DEPTH = 4;

/**
 * The first digits and lengths of the numbers that match the patterns: `[28]:7 9:7-9a` means 7
 * digits for numbers that begin with 2 or 8, and 7 to 10 for 9. One first digit is enough, except
 * for numbers that begin like the national prefix: there as many digits as it takes to recognise
 * a prefix in front of a number.
 */
export function toNumberRanges(patterns: readonly string[], prefix: string): string[] {
  const regExps = patterns.map((pattern) => new RegExp(`^(?:${withWildcards(pattern)})$`));
  const lengthsOf = (start: string) =>
    LENGTHS.filter((length) => regExps.some((regExp) => regExp.test(start.padEnd(length, '?'))));
  const isClear = (depth: number) =>
    startsOf(depth - prefix.length).every((start) => {
      const lengths = lengthsOf(prefix + start);
      return !lengthsOf(start).some((length) => lengths.includes(length + prefix.length));
    });
  let depth = prefix.length || MAX_DEPTH;
  while (depth < MAX_DEPTH && !isClear(depth)) depth++;

  const starts = DIGITS.flatMap((digit) =>
    digit === prefix[0] ? startsOf(depth - 1).map((start) => digit + start) : digit,
  );
  const groups = Map.groupBy(starts, (start) =>
    toRuns(lengthsOf(start).map((length) => length.toString(36))),
  );
  groups.delete('');
  return [...groups].map(([lengths, group]) => `${toPattern(group)}:${lengths}`);
}

/** The pattern with `?` as a wildcard for a digit: `1??` matches if some `1dd` does. */
function withWildcards(pattern: string): string {
  return pattern.replace(/\{[^}]*\}|\[[^\]]*\]|\\d|\d/g, (token) => {
    if (token.startsWith('{')) return token;
    return token.startsWith('[') ? token.replace(']', '?]') : `[${token}?]`;
  });
}

function startsOf(depth: number): string[] {
  return depth <= 0 ? [''] : startsOf(depth - 1).flatMap((start) => DIGITS.map((d) => start + d));
}

/** `['00', '01', '02', '04']` → `0[0-24]`. */
function toPattern(starts: readonly string[]): string {
  const leads = Map.groupBy(starts, (start) => start.slice(0, -1));
  return [...leads]
    .map(([lead, group]) => {
      const last = group.map((start) => start.slice(-1));
      return lead + (last.length > 1 ? `[${toRuns(last)}]` : last);
    })
    .join('|');
}

/** `['0', '1', '2', '4']` → `0-24`; digits in base 36. */
function toRuns(digits: readonly string[]): string {
  const valueAt = (index: number) => Number.parseInt(digits[index] ?? '', 36);
  let text = '';
  for (let first = 0, last = 0; first < digits.length; first = last = last + 1) {
    while (valueAt(last + 1) === valueAt(last) + 1) last++;
    text +=
      last - first > 1
        ? `${digits[first]}-${digits[last]}`
        : digits.slice(first, last + 1).join('');
  }
  return text;
}
