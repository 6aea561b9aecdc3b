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
}

/** Looks at up to `SURVEY.most` bytes. */
export const survey = (bytes: Uint8Array): Survey => {
  const memory = kernelBytes(SURVEY.size);
  memory.set(bytes, SURVEY.text);
  const count = kernel.surveyText(SURVEY.text, bytes.length, SURVEY.runs);
  // A copy: while the runs are looked at, what is decoded is surveyed in its turn.
  const runs = new Int32Array(memory.buffer, SURVEY.runs, 2 * count).slice();
  return { marks: kernel.surveyMarks(), runs };
};
