/** Checks that read what a token says of itself: 1Password, Supabase, Atlassian Data Center. */
import { describe, expect, test } from '@jest/globals';
import { atlassianDataCenter } from '../../../src/detect/checks/atlassian-data-center.ts';
import { onepasswordToken } from '../../../src/detect/checks/onepassword.ts';
import { supabaseServiceRole } from '../../../src/detect/checks/supabase.ts';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signature = 'A'.repeat(43);
const supabaseKey = (payload: object): string =>
  [encode({ alg: 'HS256' }), encode(payload), signature].join('.');

describe('1Password', () => {
  test('tells the account, only when it can be told safely', () => {
    const token = (address: string): string => `ops_${encode({ signInAddress: address })}`;
    expect(onepasswordToken.verify(token('team.1password.com'))).toEqual({
      ok: true,
      details: ['account: team.1password.com'],
    });
    expect(onepasswordToken.verify(token('\u001b[31m'))).toEqual({ ok: true, details: [] });
  });

  test.each(['ops_', 'ops_eyJub3QganNvbg', 'ops_MTIz', 'ops_bnVsbA'])('%s is none', (text) => {
    expect(onepasswordToken.verify(text)).toEqual({ ok: false, details: [] });
  });

  test('a sealed sample passes', () => {
    expect(onepasswordToken.verify(onepasswordToken.seal(`ops_eyJ${'k'.repeat(300)}`)).ok).toBe(
      true,
    );
  });
});

describe('Supabase', () => {
  test('tells the service role from the public one', () => {
    const claims = { iss: 'supabase', ref: 'abcdefghijklmnopqrst' };
    expect(supabaseServiceRole.verify(supabaseKey({ ...claims, role: 'service_role' }))).toEqual({
      ok: true,
      details: ['Supabase project: abcdefghijklmnopqrst'],
      alive: true,
    });
    expect(supabaseServiceRole.verify(supabaseKey({ ...claims, role: 'anon' })).ok).toBe(false);
  });

  test('says when it is over', () => {
    const key = supabaseKey({ role: 'service_role', exp: 1_600_000_000 });
    expect(supabaseServiceRole.verify(key)).toMatchObject({ ok: true, alive: false });
  });

  test.each(['', 'a', 'a.b.c', 'eyJ.bnVsbA.x', 'eyJ.W10.x'])('%s is none', (text) => {
    expect(supabaseServiceRole.verify(text).ok).toBe(false);
  });
});

describe('Atlassian Data Center', () => {
  const token = (head: string): string =>
    Buffer.concat([Buffer.from(head), Buffer.alloc(33 - head.length, 7)]).toString('base64');

  test('is twelve digits, a colon and twenty bytes', () => {
    expect(atlassianDataCenter.verify(token('123456789012:')).ok).toBe(true);
    expect(atlassianDataCenter.verify(token('12345678901x:')).ok).toBe(false);
    expect(atlassianDataCenter.verify(token('1234567890123')).ok).toBe(false);
    expect(atlassianDataCenter.verify(`${token('123456789012:')}AAAA`).ok).toBe(false);
  });
});
