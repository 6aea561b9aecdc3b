/**
 * `# dockgate:allow RULE reason` beside the thing itself: on a line of the Dockerfile or of a file of
 * the build context, or above it. Files of the image are never asked, since whoever made the image
 * would allow himself.
 */
import type { Place } from '../model/finding.ts';
import { surelyBlamed } from './allow-match.ts';
import type { InstructionFacts } from './instruction-facts.ts';

const MARK = 'dockgate:allow';

export interface InPlaceAllow {
  /** Path as in `Place.path` and `InstructionRef.file`. */
  file: string;
  where: 'dockerfile' | 'context';
  /** Of the comment, from 1. */
  line: number;
  /** Lines it speaks of: its own, and the next that is no comment. */
  covers: readonly number[];
  rule: string;
  reason: string;
}

export interface InPlaceRead {
  allows: InPlaceAllow[];
  /** Comments that count for nothing, and why; they quote nothing. */
  problems: string[];
}

/** UTF-16 units of a line that are looked at. */
const LONGEST_LINE = 10_000;

/** Comments of one file; a file with more does not need a gate. */
const MOST = 1000;

/** How far below a comment the line may be that it speaks of; other comments may stand between. */
const NEAREST = 20;

/** A comment mark of any language right before the word, and what closes a comment in some. */
const OPENING = /(?:^|[\s;,{}()[\]"'])(?:#+|\/\/+|--|;+|\/\*+|<!--|%+|\*)\s*$/;
const CLOSING = ['*/', '-->'];

/** UTF-16 units before the word in which the mark stands. */
const OPENING_LENGTH = 12;

const BESIDE_ONLY = /^\s*(?:#|\/\/|--|;|\/\*|<!--|%|\*)/;

/**
 * Tells, while a file streams by, whether it may hold such a comment; only then need it be read for
 * `readInPlace`.
 */
export class AllowMention {
  #tail = '';
  #seen = false;

  /** Takes the next bytes. @returns Whether the mark was seen so far. */
  feed(bytes: Uint8Array): boolean {
    if (this.#seen) return true;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const head = this.#tail + buffer.toString('latin1', 0, MARK.length);
    this.#seen = head.includes(MARK) || buffer.includes(MARK, 0, 'latin1');
    const end = buffer.toString('latin1', Math.max(0, buffer.length - MARK.length));
    this.#tail = (this.#tail + end).slice(-MARK.length);
    return this.#seen;
  }
}

/**
 * @param lines The file's, without line ends, with every secret already redacted, so that a reason
 *   can be shown.
 */
export function readInPlace(
  file: string,
  where: 'dockerfile' | 'context',
  lines: readonly string[],
): InPlaceRead {
  const read: InPlaceRead = { allows: [], problems: [] };
  lines.forEach((text, index) => {
    if (!text.includes(MARK) || read.allows.length + read.problems.length >= MOST) return;
    const words = wordsBehind(text.slice(0, LONGEST_LINE));
    if (words === null) return;
    const line = index + 1;
    const [, rule, reason] = /^(\S+)\s+(.*\S)$/.exec(words) ?? [];
    if (rule === undefined || reason === undefined || !/^[A-Za-z0-9][\w.:-]{0,99}$/.test(rule)) {
      const what = `${MARK} needs the id of a rule and a reason behind it; it counts for nothing`;
      read.problems.push(`${file}:${line}: ${what}`);
      return;
    }
    const next = nextLine(lines, index);
    const covers = next === null ? [line] : [line, next];
    read.allows.push({ file, where, line, covers, rule, reason: reason.slice(0, 300) });
  });
  return read;
}

/** What stands behind the mark in a comment; null where there is no such comment. */
function wordsBehind(text: string): string | null {
  const at = text.indexOf(MARK);
  const behind = text.slice(at + MARK.length);
  if (at < 0 || /^[\w:-]/.test(behind)) return null;
  if (!OPENING.test(text.slice(Math.max(0, at - OPENING_LENGTH), at))) return null;
  const words = behind.trim();
  const closing = CLOSING.find((mark) => words.endsWith(mark)) ?? '';
  return words.slice(0, words.length - closing.length).trim();
}

/** The line below (from 1) that a comment which stands alone speaks of. */
function nextLine(lines: readonly string[], index: number): number | null {
  if (!BESIDE_ONLY.test(lines[index] ?? '')) return null;
  for (let at = index + 1; at < Math.min(lines.length, index + 1 + NEAREST); at++) {
    const text = lines[at] ?? '';
    if (text.trim() !== '' && !BESIDE_ONLY.test(text)) return at + 1;
  }
  return null;
}

/**
 * The places that a comment covers: those on its lines, those that an instruction on its lines is to
 * blame for, and the copy of a covered context file in a layer, where it lies at the same spot of a file
 * of the same name.
 */
export function coveredInPlace(
  allow: InPlaceAllow,
  places: readonly Place[],
  facts: InstructionFacts,
): Place[] {
  const on = (line: number): boolean => allow.covers.includes(line);
  const direct = places.filter((place) => {
    if (place.where === allow.where && place.path === allow.file) return on(place.line);
    const { instruction } = place;
    if (allow.where !== 'dockerfile' || place.where === 'context' || instruction === null) {
      return false;
    }
    const blamed = instruction.file === allow.file ? surelyBlamed(place, facts) : null;
    if (blamed === null) return false;
    return allow.covers.some((line) => line >= blamed.line && line <= blamed.endLine);
  });
  if (allow.where === 'dockerfile') return direct;
  const name = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const copies = places.filter(
    (place) =>
      place.where === 'layer' &&
      direct.some(
        (own) =>
          own.line === place.line &&
          own.column === place.column &&
          own.offset === place.offset &&
          name(own.path) === name(place.path),
      ),
  );
  return [...direct, ...copies];
}
