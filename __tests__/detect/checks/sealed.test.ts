/** What every check of a checksum must hold: a sealed text passes, one with a character changed does not. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkNamed } from '../../../src/detect/checks/index.ts';

const alnum = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base64 = alnum + '+/';
const base32 = 'abcdefghijklmnopqrstuvwxyz234567';
const text = (alphabet: string, length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: alphabet.length - 1 }), {
      minLength: length,
      maxLength: length,
    })
    .map((numbers) => numbers.map((n) => alphabet.charAt(n)).join(''));

const long = (signature: string): fc.Arbitrary<string> =>
  text(base64, 76).map((random) => `${random}${signature}AAAAAA==`);
const short = (signature: string): fc.Arbitrary<string> =>
  text(alnum, 33).map((random) => `${random}${signature}AAAAAA=`);

const shapes: [string, fc.Arbitrary<string>][] = [
  ['gitlab-crc', text(alnum, 40).map((random) => `glpat-${random}.01.0rAAAAAAA`)],
  ['grafana-crc', text(alnum, 32).map((random) => `glsa_${random}_00000000`)],
  ['azure-storage-key', long('+ASt')],
  ['azure-batch-key', long('+ABa')],
  ['azure-apim-key', long('APIM')],
  ['azure-redis-key', short('AzCa')],
  ['azure-iot-key', short('AIoT')],
  ['azure-event-grid-key', short('AZEG')],
  ['azure-function-key', text(alnum, 44).map((random) => `${random}AzFuAAAAAA==`)],
  [
    'entra-secret',
    text(alnum + '_.~-', 37).map((random) => `${random.slice(0, 3)}8Q~${random.slice(3)}`),
  ],
  ['azure-devops-token', text(base32, 52)],
  ['base58check', text('123456789ABCDEFGHJKLMNPQRSTUVWXYZ', 50).map((random) => `5${random}`)],
  [
    'bech32',
    text('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58).map((random) => `AGE-SECRET-KEY-1${random}`),
  ],
];

describe.each(shapes)('%s', (name, shape) => {
  const check = checkNamed(name);

  test('passes what it sealed, and keeps its length', () => {
    fc.assert(
      fc.property(shape, (unsealed) => {
        const sealed = check.seal(unsealed);
        expect(sealed).toHaveLength(unsealed.length);
        expect(check.verify(sealed).ok).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('does not pass another character in the random part', () => {
    fc.assert(
      fc.property(shape, fc.integer({ min: 17, max: 28 }), (unsealed, at) => {
        const sealed = check.seal(unsealed);
        const other = [...'QZ29vx'].find((character) => character !== sealed.charAt(at)) ?? '';
        const damaged = sealed.slice(0, at) + other + sealed.slice(at + 1);
        fc.pre(other.toLowerCase() !== sealed.charAt(at).toLowerCase());
        expect(check.verify(damaged).ok).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});
