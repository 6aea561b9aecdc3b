/** A first look at a text for what may be encoded in it (assembly/survey.ts). */
import { kernel, kernelBytes, SURVEY } from './kernel.ts';

/** What may stand in a text, as bits. */
export const Mark = {
  /** `\x2d`, `\u0041`. */
  escape: 1,
  /** `%41`. */
  percent: 2,
  /** `&#`. */
  entity: 4,
  /** A plus sign between quotes or blanks. */
  plus: 8,
  /** A quote at the end of a line. */
  line: 16,
  /** A zero byte. */
  zero: 32,
} as const;

export interface Survey {
  /** Bits of `Mark`: what is not set does not begin in these bytes. */
  marks: number;
  /** Runs of at least 24 letters, digits, `+`, `-`, `/` and `_`: first byte and the one behind the last. */
  runs: Int32Array;
  /** How many entries of `runs` count. */
  count: number;
}

/**
 * Looks at `bytes` from `from` on, at most `SURVEY.most` of them.
 * @param into Takes what is seen; positions are those in `bytes`.
 */
export const survey = (bytes: Uint8Array, from: number, into: Survey): void => {
  const memory = kernelBytes(SURVEY.size);
  memory.set(from === 0 ? bytes : bytes.subarray(from), SURVEY.text);
  const count = 2 * kernel.surveyText(SURVEY.text, bytes.length - from, SURVEY.runs);
  into.marks = kernel.surveyMarks();
  into.count = count;
  if (count === 0) return;
  // A copy: while the runs are looked at, what is decoded is surveyed in its turn.
  if (count > into.runs.length) into.runs = new Int32Array(2 * count);
  const { runs } = into;
  const seen = new Int32Array(memory.buffer, SURVEY.runs, count);
  for (let i = 0; i < count; i += 1) runs[i] = (seen[i] as number) + from;
};
