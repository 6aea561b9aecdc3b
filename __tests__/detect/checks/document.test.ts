import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeDocument, plainDetail, readDocument } from '../../../src/detect/checks/document.ts';

describe('readDocument', () => {
  test('gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }), (value) => {
        expect({ ...readDocument(encodeDocument(value)) }).toEqual(value);
      }),
      { numRuns: 100 },
    );
  });

  test('throws for no text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const document = readDocument(text);
        expect(document === null || typeof document === 'object').toBe(true);
      }),
    );
  });

  test('knows no member that the text has not', () => {
    const document = readDocument(Buffer.from('{"__proto__":{"k":"x"}}').toString('base64'));
    expect(document?.['k']).toBeUndefined();
    expect(document?.['toString']).toBeUndefined();
  });

  test('refuses a text longer than any token', () => {
    expect(readDocument(encodeDocument({ k: 'a'.repeat(5000) }))).toBeNull();
  });
});

describe('plainDetail', () => {
  test.each([
    ['name', 'main-token', ['name: main-token']],
    ['organisation', 4711, ['organisation: 4711']],
    ['address', 'https://sentry.io', ['address: https://sentry.io']],
    ['name', 'two words', []],
    ['name', '\u001b[2J', []],
    ['name', 'x'.repeat(81), []],
    ['name', undefined, []],
    ['name', { toString: (): string => 'x' }, []],
  ])('%s of %j', (name, value, lines) => {
    expect(plainDetail(name, value)).toEqual(lines);
  });
});
