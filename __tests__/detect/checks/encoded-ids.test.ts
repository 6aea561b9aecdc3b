import { describe, expect, test } from '@jest/globals';
import {
  ampKey,
  devinKey,
  lettaKey,
  zapierServer,
} from '../../../src/detect/checks/encoded-ids.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const hex32 = '0123456789abcdef'.repeat(2);
const uuid = '01234567-89ab-4cde-8f01-23456789abcd';

describe('a pair of UUIDs', () => {
  test('passes whole', () => {
    expect(lettaKey.verify(`sk-let-${base64(`${uuid}:${uuid}`)}`).ok).toBe(true);
    expect(zapierServer.verify(base64(`${uuid}:${uuid}`).replace(/=+$/, '')).ok).toBe(true);
  });

  test.each([
    ['one UUID', uuid],
    ['three UUIDs', `${uuid}:${uuid}:${uuid}`],
    ['upper case', `${uuid}:${uuid.toUpperCase()}`],
    ['a line end behind it', `${uuid}:${uuid}\n`],
  ])('fails with %s', (_name, text) => {
    expect(lettaKey.verify(`sk-let-${base64(text)}`).ok).toBe(false);
    expect(zapierServer.verify(base64(text)).ok).toBe(false);
  });
});

describe("Devin's key", () => {
  test('tells its organisation', () => {
    const told = { ok: true, details: [`organisation: org-${hex32}`] };
    expect(devinKey.verify(`apk_${base64(`org-${hex32}:${hex32}`)}`)).toEqual(told);
    const user = `user-${hex32}_org-${hex32}:${hex32}`;
    expect(devinKey.verify(`apk_user_${base64(user)}`)).toEqual(told);
  });

  test('fails with other ids, and tells nothing', () => {
    const no = { ok: false, details: [] };
    expect(devinKey.verify(`apk_${base64(`org-${hex32}`)}`)).toEqual(no);
    expect(devinKey.verify(`apk_${base64(`org-\u001b[31m:${hex32}`)}`)).toEqual(no);
  });
});

describe("Amp's key", () => {
  const key = (ulid: string): string => `sgamp_user_${ulid}_${hex32}${hex32}`;

  test('tells when it was made', () => {
    // The example of github.com/ulid/spec, with a later time before it.
    expect(ampKey.verify(key('01JGFJJZ00D74V8Q3Z9F0K2M4P'))).toEqual({
      ok: true,
      details: ['created: 2025-01-01'],
    });
  });

  test.each([
    ['of 2016', '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['of the year 10889', '7ZZZZZZZZZTSV4RRFFQ69G5FAV'],
    ['with a letter that Crockford left out', '01JGFJJZ00D74V8Q3Z9F0K2M4U'],
  ])('fails with a ULID %s', (_name, ulid) => {
    expect(ampKey.verify(key(ulid)).ok).toBe(false);
  });
});

test.each([
  ['Letta', lettaKey, `sk-let-${'a1B2'.repeat(25)}`],
  ['Zapier', zapierServer, 'a1B2'.repeat(25)],
  ['Devin, a service', devinKey, `apk_b3JnL${'a1B2'.repeat(21)}`],
  ['Devin, a person', devinKey, `apk_user_${'a1B2'.repeat(36)}`],
  ['Amp', ampKey, `sgamp_user_${'A1B2'.repeat(6)}C3_${hex32}${hex32}`],
])('%s: a sealed sample passes', (_name, check, shape) => {
  expect(check.verify(check.seal(shape)).ok).toBe(true);
});
