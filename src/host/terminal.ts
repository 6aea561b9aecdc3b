/** Standard output and error: whole writes, no crash when the reader goes away, sparse progress. */
import { writeSync } from 'node:fs';
import type { ReadingProgress } from '../model/request.ts';

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
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
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

export interface ProgressDisplay {
  /** Takes a way to ask how far the run has come, and begins to show it. */
  watch(ask: () => ReadingProgress): void;
  /** Ends it and takes the painted line away. */
  stop(): void;
}

/**
 * Shows how far a run has come on standard error: one line painted over on a terminal, a line every
 * 15 seconds in a log.
 * @param draw Gives the line, without an end.
 */
export const createProgress = (draw: (progress: ReadingProgress) => string): ProgressDisplay => {
  const terminal = process.stderr.isTTY;
  let timer: NodeJS.Timeout | null = null;
  let painted = false;
  return {
    watch: (ask) => {
      timer = setInterval(
        () => {
          process.stderr.write(terminal ? `\r\u001b[K${draw(ask())}` : `${draw(ask())}\n`);
          painted = terminal;
        },
        terminal ? TERMINAL_MS : LOG_MS,
      );
      timer.unref();
    },
    stop: () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      if (painted) process.stderr.write('\r\u001b[K');
      painted = false;
    },
  };
};

/** Asks on the terminal; null where nobody can answer (no terminal, or its input ended). */
export const askOnTerminal = async (question: string): Promise<string | null> => {
  if (!process.stdin.isTTY) return null;
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } catch {
    return null;
  } finally {
    terminal.close();
  }
};
