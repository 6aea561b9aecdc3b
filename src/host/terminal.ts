/** Standard output and error: whole writes, no crash when the reader goes away, sparse progress. */
import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const RETRY_MS = 5;

/** Writes all of `text` before it returns, whatever the descriptor is; a closed pipe ends it quietly. */
const writeAll = async (descriptor: number, text: string): Promise<void> => {
  let rest = Buffer.from(text, 'utf8');
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      await wait(RETRY_MS);
    }
  }
};

export const writeOut = (text: string): Promise<void> => writeAll(1, text);
export const writeError = (text: string): Promise<void> => writeAll(2, text);

/** Whether colours are wanted: a terminal, and neither NO_COLOR (no-color.org) nor a dumb one. */
export const wantsColour = (): boolean =>
  process.stdout.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';

const TERMINAL_MS = 100;
const LOG_MS = 15_000;

/**
 * Shows how far a run has come on standard error: one line painted over on a terminal, a line every
 * 15 seconds in a log.
 * @returns `show` takes a line without an end; `clear` takes the painted line away.
 */
export const createProgress = (): { show: (line: string) => void; clear: () => void } => {
  const terminal = process.stderr.isTTY;
  let last = terminal ? 0 : Date.now();
  let painted = false;
  return {
    show: (line) => {
      const now = Date.now();
      if (now - last < (terminal ? TERMINAL_MS : LOG_MS)) return;
      last = now;
      painted = terminal;
      process.stderr.write(terminal ? `\r\u001b[K${line}` : `${line}\n`);
    },
    clear: () => {
      if (painted) process.stderr.write('\r\u001b[K');
      painted = false;
    },
  };
};
