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
