/**
 * Classes of bytes, sixteen at a time: a byte's classes are looked up by its two halves, as in W. Muła,
 * D. Lemire, "Faster Base64 Encoding and Decoding Using AVX2 Instructions" (2018), section 3.
 */

/**
 * Classes of a byte: bit 0 for `+ - /`, 1 for digits, 2 for letters of columns 4 and 6, 3 for those of
 * column 5 and `_`, 4 for those of column 7; then what may begin or join an encoding: 5 for `% & +`,
 * 6 for a backslash, 7 for zero. A byte has the classes that both of its halves have.
 */
export function lowHalves(): v128 {
  return i8x16(
    <i8>0x9a,
    0x1e,
    0x1e,
    0x1e,
    0x1e,
    0x3e,
    0x3e,
    0x1e,
    0x1e,
    0x1e,
    0x1c,
    0x25,
    0x44,
    0x05,
    0x04,
    0x0d,
  );
}

export function highHalves(): v128 {
  return i8x16(<i8>0x80, 0, 0x21, 0x02, 0x04, 0x48, 0x04, 0x10, 0, 0, 0, 0, 0, 0, 0, 0);
}

/** The classes of base64 (RFC 4648, both alphabets). */
export const BASE64: u8 = 0x1f;

/** The classes of sixteen bytes. `half` is 0x0f throughout. */
export function classesOf(bytes: v128, low: v128, high: v128, half: v128): v128 {
  return v128.and(
    i8x16.swizzle(low, v128.and(bytes, half)),
    i8x16.swizzle(high, v128.and(i16x8.shr_u(bytes, 4), half)),
  );
}

/** Which of the 64 bytes at `at` may stand in base64, a bit each. */
export function base64Bits(at: usize): u64 {
  const low = lowHalves();
  const high = highHalves();
  let bits: u64 = 0;
  for (let part: i32 = 0; part < 64; part += 16) {
    const classes = classesOf(v128.load(at + part), low, high, i8x16.splat(0x0f));
    const wanted = v128.and(classes, i8x16.splat(BASE64));
    bits |= (<u64>(<u32>i8x16.bitmask(i8x16.gt_s(wanted, i8x16.splat(0))))) << part;
  }
  return bits;
}

/** Whether `length` bits, at most 64, stand side by side in `bits`. */
export function hasBits(bits: u64, length: i32): bool {
  let left = bits;
  let joined: i32 = 1;
  while (2 * joined <= length) {
    left &= left >> joined;
    joined *= 2;
  }
  return (left & (left >> (length - joined))) != 0;
}
