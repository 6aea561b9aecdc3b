/** The letters that the trigram model knows: a-z without regard to case, any digit, anything else. */

export const symbols = 28;
const DIGIT = 27;

/** @param code Of a character; 0 for a boundary or anything that is neither letter nor digit. */
export const symbolOf = (code: number): number => {
  const lower = code | 0x20;
  if (lower >= 0x61 && lower <= 0x7a) return lower - 0x60;
  return code >= 0x30 && code <= 0x39 ? DIGIT : 0;
};
