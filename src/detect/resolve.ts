/** From the raw matches of one text to its final ones: no two rules report the same bytes. */
import type { Match } from '../model/match.ts';
import type { Rule } from '../model/rule.ts';
import type { PieceMatch, PieceResult } from './search.ts';

/** A match with its place in the text, before overlaps are settled. */
interface Placed {
  piece: PieceMatch;
  line: number;
  column: number;
}

/** Line and column of each match, pieced together over the text's pieces in order. */
const place = (pieces: readonly PieceResult[], lead: number): Placed[] => {
  const placed: Placed[] = [];
  let line = 1;
  let lineStart = lead;
  for (const piece of pieces) {
    for (const match of piece.matches) {
      const start = match.lineStart < 0 ? lineStart : match.lineStart;
      placed.push({
        piece: match,
        line: line + match.linesBefore,
        column: match.offset - start + 1,
      });
    }
    line += piece.lines;
    if (piece.lastLineStart >= 0) lineStart = piece.lastLineStart;
  }
  return placed;
};

/** The better of two matches first: specificity, then length, then the rule's id. */
const better =
  (rules: readonly Rule[]) =>
  (left: Placed, right: Placed): number => {
    const a = left.piece;
    const b = right.piece;
    if (a.specificity !== b.specificity) return b.specificity - a.specificity;
    if (a.length !== b.length) return b.length - a.length;
    const idA = rules[a.rule]?.id ?? '';
    const idB = rules[b.rule]?.id ?? '';
    if (idA !== idB) return idA < idB ? -1 : 1;
    return a.offset - b.offset;
  };

/** Of every set of matches that overlap, the best; the more specific wins, whatever the order of arrival. */
const settle = (placed: Placed[], rules: readonly Rule[]): Placed[] => {
  const kept: Placed[] = [];
  const byOffset = [...placed].sort((a, b) => a.piece.offset - b.piece.offset);
  let group: Placed[] = [];
  let groupEnd = -1;
  const close = (): void => {
    const accepted: Placed[] = [];
    for (const match of [...group].sort(better(rules))) {
      const { offset, length } = match.piece;
      const free = accepted.every(
        ({ piece }) => offset >= piece.offset + piece.length || offset + length <= piece.offset,
      );
      if (free) accepted.push(match);
    }
    kept.push(...accepted);
  };
  for (const match of byOffset) {
    if (match.piece.offset >= groupEnd && group.length > 0) {
      close();
      group = [];
    }
    group.push(match);
    groupEnd = Math.max(groupEnd, match.piece.offset + match.piece.length);
  }
  if (group.length > 0) close();
  return kept.sort((a, b) => a.piece.offset - b.piece.offset);
};

/**
 * @param pieces The results of the text's pieces, in order.
 * @param lead Bytes at the start of the text that do not lie in the place its path names.
 * @returns Matches by offset, none overlapping another; those inside the lead are dropped.
 */
export const resolveText = (
  pieces: readonly PieceResult[],
  lead: number,
  rules: readonly Rule[],
): Match[] =>
  settle(place(pieces, lead), rules)
    .filter(({ piece }) => piece.offset >= lead)
    .map(({ piece, line, column }) => ({
      rule: piece.rule,
      confidence: piece.confidence,
      specificity: piece.specificity,
      offset: piece.offset - lead,
      length: piece.length,
      line,
      column,
      secret: piece.secret,
      details: piece.details,
    }));
