/** The number that `digits` hexadecimal digits at `at` write, in either case; -1 where they are none. */
export function hexValue(bytes: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let i = at; i < at + digits; i++) {
    const byte = bytes[i] ?? 0;
    const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57;
    if (digit < 0 || digit > 15 || (digit < 10 && byte > 0x39)) return -1;
    value = value * 16 + digit;
  }
  return value;
}
