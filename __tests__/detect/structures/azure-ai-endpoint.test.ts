import { describe, expect, test } from '@jest/globals';
import { readAzureAiKey } from '../../../src/detect/structures/azure-ai-endpoint.ts';
import { randomFrom } from '../../../src/detect/sample.ts';

const suffix = '.openai.azure.com';

const keyOf = (seed: number): string => {
  const random = randomFrom(seed);
  return Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
};

/** What the reader finds at the (first) host name in `text`. */
const read = (text: string): { secret: string; details: string[] } | null => {
  const bytes = Buffer.from(text);
  const at = text.indexOf(suffix);
  const found = readAzureAiKey(bytes, at, at + suffix.length, 0, bytes.length);
  if (found === null) return null;
  const secret = bytes.toString('latin1', found.secretStart, found.secretEnd);
  return { secret, details: found.details };
};

describe('a key beside the host name of its resource', () => {
  const key = keyOf(1);

  test.each([
    ['before it', `apiKey: "${key}", baseURL: "https://unit${suffix}/openai"`],
    ['behind it', `ENDPOINT=https://unit${suffix}/\nKEY=${key}\n`],
    ['at the very start', `${key} https://unit${suffix}`],
    ['at the very end', `https://unit${suffix}/ ${key}`],
  ])('is found %s', (_name, text) => {
    expect(read(text)).toEqual({ secret: key, details: [`endpoint: unit${suffix}`] });
  });

  test('is the nearer of two', () => {
    const other = keyOf(2);
    expect(read(`${other} ${' '.repeat(40)} https://unit${suffix}/ ${key}`)?.secret).toBe(key);
  });

  test.each([
    ['a longer hash', `https://unit${suffix} ${key}${key}`],
    ['a part of a name', `https://unit${suffix} id-${key}`],
    ['the head of a name', `https://unit${suffix} ${key}-more`],
    ['capital letters', `https://unit${suffix} ${key.toUpperCase()}`],
    ['a filler', `https://unit${suffix} ${'01'.repeat(16)}`],
    ['too far away', `https://unit${suffix} ${' '.repeat(200)}${key}`],
    ['a host without a resource', `*${suffix} ${key}`],
    ['a host with a label too long', `https://${'u'.repeat(64)}${suffix} ${key}`],
  ])('is not %s', (_name, text) => {
    expect(read(text)).toBeNull();
  });
});
