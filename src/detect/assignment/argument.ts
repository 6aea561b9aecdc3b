/** Names that are arguments of a call, whose value is the next argument. */
import { isQuote } from '../alphabet.ts';
import { textOf } from '../text-of.ts';

const OPEN = '('.charCodeAt(0);
const SPACE = ' '.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);

/** `define('TOKEN', '…')`: the name is a call's first argument, not one of a list. */
const isFirstArgument = (bytes: Uint8Array, nameStart: number, from: number): boolean => {
  let at = nameStart - 1;
  while (at >= from && (isQuote[bytes[at] as number] === 1 || bytes[at] === SPACE)) at -= 1;
  return at >= from && bytes[at] === OPEN;
};

const TYPED_REACH = 64;
/** Android's Gradle plugin, "Gradle tips and recipes": a type, a name, a value in the type's own spelling. */
const typed =
  /\b(?:buildConfigField|resValue)[ \t]{0,4}\(?[ \t]{0,4}(?:type[ \t]{0,2}=[ \t]{0,2})?["'][Ss]tring["'][ \t]{0,4},[ \t]{0,4}(?:name[ \t]{0,2}=[ \t]{0,2})?["']$/;

/** `buildConfigField("String", "API_KEY", "\"…\"")`. */
const isBehindType = (bytes: Uint8Array, nameStart: number, from: number): boolean =>
  isQuote[bytes[nameStart - 1] as number] === 1 &&
  typed.test(textOf(bytes, Math.max(from, nameStart - TYPED_REACH), nameStart));

/** Whether the argument behind this name is what is given to it. */
export const namesNextArgument = (bytes: Uint8Array, nameStart: number, from: number): boolean =>
  isFirstArgument(bytes, nameStart, from) || isBehindType(bytes, nameStart, from);

/**
 * Where the quote is behind which a value begins that is itself a quoted text: `"\"…\""`, and among
 * arguments `'"…"'`, which elsewhere is how code joins strings. Else `at`.
 */
export const innerQuote = (bytes: Uint8Array, at: number, argument: boolean): number => {
  const outer = bytes[at] as number;
  if (isQuote[outer] !== 1) return at;
  if (bytes[at + 1] === BACKSLASH && isQuote[bytes[at + 2] as number] === 1) return at + 2;
  return argument && isQuote[bytes[at + 1] as number] === 1 && bytes[at + 1] !== outer
    ? at + 1
    : at;
};
