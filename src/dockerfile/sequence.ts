/**
 * Aligns two sequences by dynamic programming (Needleman and Wunsch), where the head of the second may
 * be left out for nothing. Of equally good alignments the one nearer to the tail is taken.
 */

export interface Alignment {
  /** For each position of the first sequence the position in the second, or -1. */
  pairs: number[];
  score: number;
}

/** Cells of the table; beyond them only the tail of the second sequence is looked at. */
const MOST_CELLS = 1 << 19;

/**
 * @param left length of the first sequence
 * @param right length of the second
 * @param worth of pairing two positions
 * @param missing what leaving out a position of the first costs (negative or 0)
 * @param extra what leaving out a position of the second costs, behind its free head
 */
export function alignSequences(
  left: number,
  right: number,
  worth: (left: number, right: number) => number,
  missing: (left: number) => number,
  extra: (right: number) => number,
): Alignment {
  const skip = Math.max(0, right - Math.floor(MOST_CELLS / (left + 1)) + 1);
  const width = right - skip + 1;
  const scores = new Float64Array((left + 1) * width);
  const moves = new Uint8Array((left + 1) * width);
  for (let row = 1; row <= left; row++) {
    const lost = missing(row - 1);
    for (let column = 0; column < width; column++) {
      const cell = row * width + column;
      let best = (scores[cell - width] as number) + lost;
      let move = UP;
      if (column > 0) {
        const along = (scores[cell - 1] as number) + extra(skip + column - 1);
        if (along > best) {
          best = along;
          move = ALONG;
        }
        const pair = (scores[cell - width - 1] as number) + worth(row - 1, skip + column - 1);
        if (pair >= best) {
          best = pair;
          move = PAIR;
        }
      }
      scores[cell] = best;
      moves[cell] = move;
    }
  }
  return { pairs: trace(moves, left, width, skip), score: scores[scores.length - 1] as number };
}

const UP = 0;
const ALONG = 1;
const PAIR = 2;

function trace(moves: Uint8Array, left: number, width: number, skip: number): number[] {
  const pairs = new Array<number>(left).fill(-1);
  let row = left;
  let column = width - 1;
  while (row > 0) {
    const move = moves[row * width + column];
    if (move === PAIR) {
      pairs[row - 1] = skip + column - 1;
      row--;
      column--;
    } else if (move === ALONG) column--;
    else row--;
  }
  return pairs;
}
