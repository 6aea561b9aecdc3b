/** How unlike a word or a name a value is: the mean surprise of its letters under the trigram model. */
import { inflateRawSync } from 'node:zlib';
import { symbolOf, symbols } from './symbols.ts';
import { packedTrigrams } from './trigram-table.ts';

let table: Uint8Array | null = null;

/**
 * @returns Bits a character. Words and identifiers lie near 3, drawn letters above 4.5.
 */
export const surprise = (text: string): number => {
  table ??= inflateRawSync(Buffer.from(packedTrigrams, 'base64'));
  let first = 0;
  let second = 0;
  let sum = 0;
  for (let i = 0; i <= text.length; i += 1) {
    const third = i < text.length ? symbolOf(text.charCodeAt(i)) : 0;
    sum += table[(first * symbols + second) * symbols + third] as number;
    first = second;
    second = third;
  }
  return sum / 16 / (text.length + 1);
};

const SHORTEST_WORDS = 20;
/** Of 20 and more drawn letters and digits hardly one lies below; with both cases none below the second. */
const NAME_BITS = 4.2;
const CAPITALISED_BITS = 4.8;
const capitalised = /^[A-Za-z][a-z]*\d{0,2}[a-z]+(?:[A-Z]{1,2}[a-z]+\d{0,3})+\.?$/;
/** `gnutls_x509_crl_sign`: drawn letters have capitals among them. */
const underscored = /^[a-z]{2,}\d*(?:_[a-z]+\d*)+$/;
const UNDERSCORED_BITS = 5.5;

/** Names that a C++ compiler makes (Itanium ABI section 5.1): `_ZN4llvm6detail`. */
const mangled = /^_{1,2}Z[NSTLKGR\d]\w*?\d{1,2}[A-Za-z_]{3}/;

/** Whether a value is put together of words, with a digit here and there: `Ministral3ForTokenClassification`. */
export const readsAsWords = (text: string): boolean =>
  mangled.test(text) ||
  (capitalised.test(text) && surprise(text.replace(/\d/g, '')) < CAPITALISED_BITS) ||
  (underscored.test(text) && surprise(text) < UNDERSCORED_BITS) ||
  (text.length >= SHORTEST_WORDS &&
    text.replace(/[^0-9]/g, '').length * 8 <= text.length &&
    surprise(text) < (/[a-z]/.test(text) && /[A-Z]/.test(text) ? CAPITALISED_BITS : NAME_BITS));
