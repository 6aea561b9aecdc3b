/** A compressed stream that cannot be read to its end. The message holds no byte of the stream. */
export class InflateError extends Error {
  override readonly name = 'InflateError';

  /** `offset`: in the stored stream, from 0, about where it failed. */
  constructor(kind: 'gzip' | 'zstd', what: string, offset: number) {
    super(`the ${kind} stream is damaged or cut: ${what} (near byte ${offset})`);
  }

  /** What node:zlib threw, in our words; anything else is passed on as it is. */
  static from(kind: 'gzip' | 'zstd', error: unknown, offset: number): unknown {
    if (error instanceof InflateError) return error;
    const code = codeOf(error);
    const known = typeof code === 'string' && /^(?:Z_|ZSTD_|ERR_BUFFER_TOO_LARGE$)/.test(code);
    return known ? new InflateError(kind, reasonOf(error), offset) : error;
  }
}

/** The `code` of an error, whatever realm made it; undefined where it has none. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** zlib's messages are fixed texts; anything longer is no such text. */
function reasonOf(error: unknown): string {
  const { message } = error as { message?: unknown };
  return typeof message === 'string' && message.length <= 80 ? message : 'invalid data';
}
