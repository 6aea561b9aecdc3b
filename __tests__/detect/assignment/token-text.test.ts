/** What tokens are written with, and what tells that a value is none. */
import { describe, expect, test } from '@jest/globals';
import {
  hasForeignMarks,
  isOtherText,
  isIssued,
} from '../../../src/detect/assignment/token-text.ts';
import { draw } from '../search-text.ts';

const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const left = draw(alphanumeric, 14, 1);
const right = draw(alphanumeric, 14, 2);

describe('marks', () => {
  test.each(['?', '^', ';', '<', '#', ','])(
    'one %s among letters is foreign to a token',
    (mark) => {
      expect(hasForeignMarks(`${left}${mark}${right}`)).toBe(true);
    },
  );

  test.each(['-', '.', '_', '~', '+', '/', '=', ':', '|', '!', '$', '%2F'])(
    '%s is an issuer’s own',
    (mark) => {
      expect(hasForeignMarks(`${left}${mark}${right}`)).toBe(false);
    },
  );

  test('many are those of a value that was drawn from all characters', () => {
    expect(
      hasForeignMarks([...left].map((letter, at) => letter + '?#^;'.charAt(at % 4)).join('')),
    ).toBe(false);
  });

  test('a short value may be a person’s', () => {
    expect(hasForeignMarks(`${left.slice(0, 8)}?`)).toBe(false);
  });
});

test('letters of another script and patterns are no token', () => {
  expect(isOtherText('s2svpn!*')).toBe(true);
  expect(isOtherText(String.raw`Usu\u00E1rio`)).toBe(true);
  expect(isOtherText(`${left}\\${right}`)).toBe(false);
});

test('a secret may be thought up, a token is issued', () => {
  expect(isIssued('GITEA_TOKEN')).toBe(true);
  expect(isIssued('cookieSecret')).toBe(false);
});
