import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unescapeString } from '../../src/content/json-string.ts';

const unescaped = (literal: string): string => {
  const bytes = Buffer.from(literal);
  return unescapeString(bytes, 1, bytes.length - 1).toString();
};

test('a string is unescaped as the engine unescapes it', () => {
  const unit = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.constantFrom('\n', '"', '\\', '\u0000', '\u{1f511}', 'é'),
  );
  fc.assert(
    fc.property(fc.array(unit), fc.boolean(), (parts, spelt) => {
      const text = parts.join('');
      const plain = JSON.stringify(text);
      const literal = spelt
        ? plain.replace(
            /[^\x20-\x7e]/g,
            (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
          )
        : plain;
      // A lone surrogate has no bytes; both write the replacement character.
      expect(unescaped(literal)).toBe(Buffer.from(text).toString());
    }),
  );
});

test('what is no escape stays, and nothing is read behind the end', () => {
  expect(unescaped('"a\\u00zz\\q\\/"')).toBe('au00zzq/');
  expect(unescaped('"\\u12"')).toBe('u12');
  expect(unescaped('"\\ud83dx"')).toBe('\ufffdx');
  expect(unescapeString(Buffer.from('"ab\\'), 1, 4).toString()).toBe('ab\\');
});
