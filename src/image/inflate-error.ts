/** A compressed stream that cannot be read to its end. The message holds no byte of the stream. */
export class InflateError extends Error {
  override readonly name = 'InflateError';

  /** `offset`: in the stored stream, from 0, about where it failed. */
  constructor(kind: 'gzip' | 'zstd', what: string, offset: number) {
    super(`the ${kind} stream is damaged or cut: ${what} (near byte ${offset})`);
  }

  /** What node:zlib or fzstd threw, in our words; what is neither is passed on as it is. */
  static from(kind: 'gzip' | 'zstd', error: unknown, offset: number): unknown {
    if (!(error instanceof Error) || error instanceof InflateError) return error;
    const code = (error as { code?: unknown }).code;
    const known = typeof code === 'string' ? /^(?:Z_|ZSTD_|ERR_)/.test(code) : isFzstd(code);
    return known ? new InflateError(kind, reasonOf(error), offset) : error;
  }
}

/** fzstd numbers its errors from 0 (its ZstdErrorCode). */
function isFzstd(code: unknown): boolean {
  return typeof code === 'number' && code >= 0 && code <= 5;
}

/** The libraries' messages are fixed texts; anything longer is no such text. */
function reasonOf(error: Error): string {
  return error.message.length <= 80 ? error.message : 'invalid data';
}
