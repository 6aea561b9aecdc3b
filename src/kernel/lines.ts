/** Counts line ends (assembly/lines.ts). */
import { kernel, kernelBytes, SURVEY } from './kernel.ts';

export interface LineEnds {
  count: number;
  /** Position of the last one; -1 where there is none. */
  last: number;
}

/** The line ends (LF) in `bytes[from, to)`. */
export const lineEnds = (bytes: Uint8Array, from: number, to: number): LineEnds => {
  let count = 0;
  let last = -1;
  for (let at = from; at < to; at += SURVEY.most) {
    const stop = Math.min(to, at + SURVEY.most);
    kernelBytes(SURVEY.size).set(bytes.subarray(at, stop), SURVEY.text);
    count += kernel.countLines(SURVEY.text, stop - at);
    if (kernel.lastLine() >= 0) last = at + kernel.lastLine();
  }
  return { count, last };
};
