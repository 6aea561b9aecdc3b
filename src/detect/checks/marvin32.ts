/**
 * Marvin32, the keyed hash that Microsoft's annotated security keys end in. Source: SymCrypt's
 * marvin32.c and microsoft/security-utilities; the seed is read as two little-endian words.
 */

const rotate = (value: number, bits: number): number =>
  ((value << bits) | (value >>> (32 - bits))) >>> 0;

/**
 * @param seed Eight ASCII characters; the hash starts from them in reverse order, as Microsoft does.
 * @returns Both halves of the 64-bit state folded into 32 bits, as an unsigned number.
 */
export const marvin32 = (data: Uint8Array, seed: string): number => {
  const start = Buffer.from(seed, 'latin1').reverse();
  let low = start.readUInt32LE(0);
  let high = start.readUInt32LE(4);
  const mix = (word: number): void => {
    low = (low + word) >>> 0;
    high = (high ^ low) >>> 0;
    low = (rotate(low, 20) + high) >>> 0;
    high = (rotate(high, 9) ^ low) >>> 0;
    low = (rotate(low, 27) + high) >>> 0;
    high = rotate(high, 19);
  };
  const view = Buffer.from(data.buffer, data.byteOffset, data.length);
  const whole = data.length - (data.length % 4);
  for (let at = 0; at < whole; at += 4) mix(view.readUInt32LE(at));
  // The rest is closed by one set bit, as in every hash of this family.
  let last = 0x80;
  for (let at = data.length - 1; at >= whole; at -= 1) last = last * 256 + (data[at] as number);
  mix(last);
  mix(0);
  return (low ^ high) >>> 0;
};
