const MAX_DISTANCE = 2;

/**
 * The known name closest to an unknown one, ignoring letter case, if it is at most two edits
 * away (insert, delete, replace, or swap two neighbours).
 */
export function closestName(unknown: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = MAX_DISTANCE + 1;
  for (const name of known) {
    if (Math.abs(name.length - unknown.length) > MAX_DISTANCE) continue;
    const distance = editDistance(unknown.toLowerCase(), name.toLowerCase());
    // Short names are within two edits of nearly anything, as "sex" is of "tax".
    if (distance < bestDistance && distance < name.length / 2) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Optimal string alignment distance: Damerau–Levenshtein without repeated edits of a substring. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(
        distanceAt(last, j) + 1,
        distanceAt(row, j - 1) + 1,
        distanceAt(last, j - 1) + cost,
      );
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, distanceAt(beforeLast, j - 2) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return distanceAt(last, b.length);
}

const distanceAt = (row: readonly number[], index: number): number => row[index] ?? 0;
