/** Finds what a misspelt word was meant to be, so that an error can name it without quoting the file. */

/** Longer words are not compared; a name of the policy is shorter. */
const LONGEST = 64;

/** Edits (insert, delete, replace, swap of neighbours) between two words: optimal string alignment. */
function edits(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + same,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (before[j - 2] as number) + 1);
      }
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] as number;
}

const plain = (word: string): string => word.toLowerCase().replaceAll('_', '-');

/**
 * The one of `words` that `word` was meant to be: at most two edits away, and at most a third of its
 * letters; null where none is near. Of several the nearest, then the first.
 */
export function nearest(word: string, words: readonly string[]): string | null {
  if (word.length > LONGEST) return null;
  let found: string | null = null;
  let least = 3;
  for (const candidate of words) {
    if (Math.abs(candidate.length - word.length) > 2) continue;
    const distance = edits(plain(word), plain(candidate));
    if (distance < least && distance * 3 <= candidate.length) {
      least = distance;
      found = candidate;
    }
  }
  return found;
}

/** `; did you mean "reason"?`, or nothing. */
export function didYouMean(word: string, words: readonly string[]): string {
  const meant = nearest(word, words);
  return meant === null ? '' : `; did you mean "${meant}"?`;
}
