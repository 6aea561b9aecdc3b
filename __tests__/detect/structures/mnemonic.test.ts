/** Recovery phrases, made of words that are in no list; prose beside the same names. */
import { describe, expect, test } from '@jest/globals';
import { readMnemonic } from '../../../src/detect/structures/mnemonic.ts';

const vocabulary =
  'lemon garden window silver planet button candle rocket spider tunnel anchor velvet'.split(' ');
const phrase = (count: number): string =>
  Array.from({ length: count }, (_, n) => vocabulary[n % vocabulary.length]).join(' ');

const secretIn = (text: string, anchor: string): string | null => {
  const at = text.toLowerCase().indexOf(anchor);
  const bytes = Buffer.from(text);
  const found = readMnemonic(bytes, at, at + anchor.length, 0, bytes.length);
  return found === null ? null : text.slice(found.secretStart, found.secretEnd);
};

describe('a recovery phrase', () => {
  test.each([
    ['.env', (words: string) => `MNEMONIC="${words}"`],
    ['.env without quotes', (words: string) => `MNEMONIC=${words}\nNEXT=1`],
    ['JSON', (words: string) => `{"mnemonic": "${words}"}`],
    ['JavaScript', (words: string) => `accounts: { mnemonic: '${words}', count: 10 }`],
    ['a call', (words: string) => `fromMnemonic("${words}")`.replace('fromM', 'from_m')],
  ])('is found in %s', (_name, write) => {
    for (const count of [12, 15, 18, 21, 24]) {
      expect(secretIn(write(phrase(count)), 'mnemonic')).toBe(phrase(count));
    }
  });

  test.each([
    ['of eleven or thirteen words', `mnemonic="${phrase(11)}" # ${phrase(13)}`],
    ['of thirteen words', `mnemonic="${phrase(13)}"`],
    ['that repeats one word', `mnemonic: "${'test '.repeat(11)}junk"`],
    [
      'that is prose',
      'mnemonic: the words that you wrote down when the wallet was made, or a list of them',
    ],
    ['that goes on', `mnemonic = ${phrase(24)} and some more words after it`],
    ['in capitals', `mnemonic="${phrase(12).toUpperCase()}"`],
  ])('is none %s', (_name, text) => {
    expect(secretIn(text, 'mnemonic')).toBeNull();
  });
});
