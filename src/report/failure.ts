/** What a failed run says: one line, and a stack trace only when asked for. */
import { GateError } from '../model/error.ts';
import { safeText } from './safe-text.ts';

/**
 * @param debug Whether to add the stack.
 * @returns With a line end.
 */
export const failureLine = (error: unknown, debug: boolean): string => {
  const message = error instanceof Error ? error.message : String(error);
  const what = error instanceof GateError ? '' : 'internal error: ';
  const stack = debug && error instanceof Error ? `${error.stack ?? ''}\n` : '';
  return `dockgate: ${what}${safeText(message)}\n${stack}`;
};
