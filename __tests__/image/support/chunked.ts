/** Gives bytes in chunks of `size`, each in a buffer of its own that is overwritten afterwards. */
export async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = Buffer.from(bytes.subarray(at, at + size));
    yield chunk;
    // Whoever still looks at a chunk after asking for the next one reads garbage.
    chunk.fill(0xee);
  }
}
