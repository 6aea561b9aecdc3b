/** How a format is read as a whole whose names and values become the lines of one text. */
import { FormatError, isOutOfRange } from './budget.ts';
import { Lines } from './lines.ts';
import type { Nested } from './nested.ts';
import type { WholeOpener } from './wholes.ts';

/**
 * Adds lines, and yields where these may be written; calls `count` for each thing that takes bytes of its own.
 * May throw RangeError where the file does not hold together, and FormatError.
 */
export type ReadLines = (bytes: Buffer, lines: Lines, count: () => void) => Generator<void>;

interface Writing {
  /** Name of the text. */
  step: string;
  /** What is read, with its verb: `the resources are`. */
  what: string;
  /** Bytes that each thing takes at least: more of them than the file can hold are told again and again. */
  each: number;
}

/** What is read of a damaged file is written all the same; then throws FormatError. Throws LimitError. */
export const writeLines =
  ({ step, what, each }: Writing, read: ReadLines): WholeOpener =>
  async (bytes: Buffer, nested: Nested): Promise<void> => {
    const lines = new Lines(nested, step);
    let left = bytes.length / each;
    const count = (): void => {
      if ((--left & 0xfff) === 0) nested.budget.step();
      if (left < 0) throw new FormatError(`${what} damaged`);
    };
    try {
      const reading = read(bytes, lines, count);
      while (reading.next().done !== true) if (lines.full) await lines.flush();
    } catch (error) {
      await lines.end();
      if (!isOutOfRange(error)) throw error;
      throw new FormatError(`${what} damaged or cut`);
    }
    await lines.end();
  };
