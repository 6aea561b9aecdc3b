/** Searches one batch of texts: anchors, attempts, judgement. Runs in whatever thread holds the batch. */
import { createHash } from 'node:crypto';
import { isAlnum } from './alphabet.ts';
import type { Candidate } from './attempt.ts';
import { endsEscape } from './boundary.ts';
import { findAnchors } from './find-anchors.ts';
import { judge, type Judgement, type Refusal } from './judge.ts';
import { isKnownExample } from './known-examples.ts';
import { RegexWindows } from './regex-windows.ts';
import type { FileDigests } from '../model/match.ts';
import type { Confidence } from '../model/levels.ts';
import type { Rule } from '../model/rule.ts';
import type { CompiledPattern, RuleSet } from './ruleset.ts';
import { lineEnds } from '../kernel/lines.ts';
import { vetoed } from './veto.ts';

/**
 * A piece of one text in a batch. A long text comes as several pieces that overlap by the rule set's
 * margin on either side of their cores; a secret belongs to the piece in whose core it begins.
 */
export interface Segment {
  /** Bounds in the batch. */
  start: number;
  end: number;
  coreStart: number;
  coreEnd: number;
  /** Offset of `start` in the text. */
  offset: number;
  /** True where the text has other pieces, so that line numbers must be pieced together. */
  partial: boolean;
  /** Whether the text is a settings file. */
  settings: boolean;
  /** Whether the text is a program. */
  program: boolean;
  /** Path of the text, empty where no pattern asks for it. */
  path: string;
}

/** A match in a piece; lines are counted from the piece's core. */
export interface PieceMatch {
  rule: number;
  specificity: number;
  confidence: Confidence;
  /** Offset of the secret in the text. */
  offset: number;
  length: number;
  /** Line ends between the start of the core and the secret. */
  linesBefore: number;
  /** Offset in the text of the byte behind the last of these line ends; -1 where there is none. */
  lineStart: number;
  secret: Uint8Array;
  details: string[];
}

export interface PieceResult {
  matches: PieceMatch[];
  /** Line ends in the core, and the offset in the text behind the last (-1: none); for partial pieces. */
  lines: number;
  lastLineStart: number;
  /** Of a whole text in which something matched. */
  digests: FileDigests | null;
}

/** Counts line ends forward; asked for a place behind the last one it goes on from there. */
class LineCounter {
  lines = 0;
  /** The byte behind the last line end; -1 where there is none. */
  lastStart = -1;
  readonly bytes: Uint8Array;
  readonly from: number;
  #done: number;

  constructor(bytes: Uint8Array, from: number) {
    this.bytes = bytes;
    this.from = from;
    this.#done = from;
  }

  countTo(to: number): void {
    if (to < this.#done) {
      this.lines = 0;
      this.lastStart = -1;
      this.#done = this.from;
    }
    const { count, last } = lineEnds(this.bytes, this.#done, to);
    this.lines += count;
    if (last >= 0) this.lastStart = last + 1;
    this.#done = to;
  }
}

/** Few texts have a match, and then their bytes are still at hand. */
const digestsOf = (text: Uint8Array): FileDigests => {
  const hex = (algorithm: string): string => createHash(algorithm).update(text).digest('hex');
  return { md5: hex('md5'), sha1: hex('sha1'), sha256: hex('sha256') };
};

/** A search of `bytes[0, fill)`, one result for each segment. */
export const searchBatch = (
  ruleSet: RuleSet,
  bytes: Uint8Array,
  fill: number,
  segments: readonly Segment[],
): PieceResult[] => {
  const results = segments.map((segment): PieceResult => {
    if (!segment.partial) return { matches: [], lines: 0, lastLineStart: -1, digests: null };
    const counter = new LineCounter(bytes, segment.coreStart);
    counter.countTo(segment.coreEnd);
    const { lines, lastStart } = counter;
    const lastLineStart = lastStart < 0 ? -1 : lastStart - segment.start + segment.offset;
    return { matches: [], lines, lastLineStart, digests: null };
  });
  const { automaton } = ruleSet;
  const { triedStart, tried } = ruleSet.tables;
  const { anchors, demands } = automaton;
  const windows = ruleSet.regexes.size > 0 ? new RegexWindows() : null;
  let number = 0;
  let counter = new LineCounter(bytes, -1);
  findAnchors(automaton, bytes, 0, fill, (end, anchor) => {
    while (number < segments.length && (segments[number] as Segment).end < end) number += 1;
    const segment = segments[number];
    if (segment === undefined) return;
    const start = end - (anchors[anchor] as Uint8Array).length;
    if (start < segment.start) return;
    if (
      demands[anchor]?.begins === true &&
      start > segment.start &&
      isAlnum[bytes[start - 1] as number] === 1 &&
      !endsEscape(bytes, start, segment.start)
    ) {
      return;
    }
    const last = triedStart[anchor + 1] as number;
    for (let at = triedStart[anchor] as number; at < last; at += 1) {
      const pattern = tried[at] as number;
      const regex = windows === null ? undefined : ruleSet.regexes.get(pattern);
      if (regex !== undefined) {
        windows?.add(pattern, number, { start, end, reach: regex.reach }, segment);
        continue;
      }
      const match = tryPattern(ruleSet, bytes, pattern, start, end, segment);
      if (match === null) continue;
      if (counter.from !== segment.coreStart) counter = new LineCounter(bytes, segment.coreStart);
      counter.countTo(match.offset - segment.offset + segment.start);
      match.linesBefore = counter.lines;
      if (counter.lastStart >= 0) {
        match.lineStart = counter.lastStart - segment.start + segment.offset;
      }
      addMatch((results[number] as PieceResult).matches, match);
    }
  });
  if (windows !== null) searchWindows(ruleSet, bytes, segments, windows, results);
  results.forEach((result, at) => {
    const { partial, start, end } = segments[at] as Segment;
    if (result.matches.length > 0 && !partial)
      result.digests = digestsOf(bytes.subarray(start, end));
  });
  return results;
};

/** Runs users' own patterns where their anchors were seen. */
const searchWindows = (
  ruleSet: RuleSet,
  bytes: Uint8Array,
  segments: readonly Segment[],
  windows: RegexWindows,
  results: readonly PieceResult[],
): void => {
  let counter = new LineCounter(bytes, -1);
  for (const { pattern, segment: number, from, to } of windows.list()) {
    const segment = segments[number] as Segment;
    const compiled = ruleSet.patterns[pattern];
    const rule = compiled && ruleSet.rules[compiled.rule];
    const regex = ruleSet.regexes.get(pattern);
    if (compiled === undefined || rule === undefined || regex === undefined) continue;
    for (const { secretStart, secretEnd } of regex.search(bytes, from, to, segment)) {
      if (secretStart < segment.coreStart || secretStart >= segment.coreEnd) continue;
      if (counter.from !== segment.coreStart) counter = new LineCounter(bytes, segment.coreStart);
      counter.countTo(secretStart);
      (results[number] as PieceResult).matches.push({
        rule: compiled.rule,
        specificity: compiled.specificity,
        confidence: compiled.pattern.confidence ?? rule.confidence,
        offset: secretStart - segment.start + segment.offset,
        length: secretEnd - secretStart,
        linesBefore: counter.lines,
        lineStart: counter.lastStart < 0 ? -1 : counter.lastStart - segment.start + segment.offset,
        secret: bytes.slice(secretStart, secretEnd),
        details: [],
      });
    }
  }
};

/** A proven match goes before any other, one with letters glued to it behind. */
const CERTAIN_BONUS = 2000;
const GLUED_MALUS = 1000;

/** The same secret by the same rule from two anchors (`OPENAI` and `openai` beside one value) is one match. */
const addMatch = (matches: PieceMatch[], match: PieceMatch): void => {
  for (let i = matches.length - 1; i >= 0 && i > matches.length - 16; i -= 1) {
    const other = matches[i] as PieceMatch;
    if (
      other.rule === match.rule &&
      other.offset === match.offset &&
      other.length === match.length
    ) {
      if (match.specificity > other.specificity) matches[i] = match;
      return;
    }
  }
  matches.push(match);
};

/** All judges in turn, the cheapest first. */
const weigh = (
  ruleSet: RuleSet,
  bytes: Uint8Array,
  candidate: Candidate,
  { pattern, rule: number }: CompiledPattern,
): Judgement | Refusal => {
  const secret = bytes.subarray(candidate.secretStart, candidate.secretEnd);
  if (candidate.name !== undefined) {
    const value = Buffer.from(secret).toString('latin1');
    if (vetoed(ruleSet.vetoes, candidate.name, value)) return 'veto';
  }
  const judgement = judge(bytes, candidate, pattern, ruleSet.rules[number] as Rule);
  return typeof judgement !== 'string' && isKnownExample(secret) ? 'known example' : judgement;
};

const tryPattern = (
  ruleSet: RuleSet,
  bytes: Uint8Array,
  number: number,
  start: number,
  end: number,
  segment: Segment,
): PieceMatch | null => {
  const compiled = ruleSet.patterns[number];
  if (compiled === undefined) return null;
  const candidate = compiled.attempt(
    bytes,
    start,
    end,
    segment.start,
    segment.end,
    segment.settings,
    segment.program,
  );
  if (candidate === null) return null;
  const { secretStart, secretEnd } = candidate;
  if (secretStart < segment.coreStart || secretStart >= segment.coreEnd) return null;
  const judgement = weigh(ruleSet, bytes, candidate, compiled);
  if (typeof judgement === 'string') {
    ruleSet.tally?.(judgement, compiled.rule);
    return null;
  }
  return {
    rule: compiled.rule,
    specificity:
      compiled.specificity +
      (judgement.confidence === 'certain' ? CERTAIN_BONUS : 0) -
      (candidate.glued === true ? GLUED_MALUS : 0),
    confidence: judgement.confidence,
    offset: secretStart - segment.start + segment.offset,
    length: secretEnd - secretStart,
    linesBefore: 0,
    lineStart: -1,
    secret: bytes.slice(secretStart, secretEnd),
    details: judgement.details,
  };
};
