/**
 * Bytes as a text of one character each, so that positions in the text are those in the bytes.
 *
 * @param start Offset from 0; `end` is behind the last byte.
 */
export const textOf = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
