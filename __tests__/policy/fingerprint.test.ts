import { scryptSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { fingerprint } from '../../src/policy/fingerprint.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('fingerprint', () => {
  test('is scrypt with the documented cost, salted with the rule', () => {
    const expected = scryptSync('a sample', 'dockgate/fingerprint/1/some-rule', 10, {
      N: 8192,
      r: 8,
      p: 1,
    });
    expect(fingerprint('some-rule', bytes('a sample'))).toBe(expected.toString('hex'));
  });

  test('never changes: allowlists in repositories hold it', () => {
    expect(fingerprint('openai-project-key', bytes('not a key'))).toMatch(/^[0-9a-f]{20}$/);
    expect(fingerprint('openai-project-key', bytes('not a key'))).toBe('5763c0aa92b92be6e59a');
  });

  test('differs by rule and by secret', () => {
    const names = [
      fingerprint('a', bytes('one')),
      fingerprint('b', bytes('one')),
      fingerprint('a', bytes('two')),
      fingerprint('a/', bytes('one')),
      fingerprint('a', bytes('/one')),
    ];
    expect(new Set(names).size).toBe(5);
  });

  test('names 100 findings in less than 3 seconds, and the same ones again at once', () => {
    const secrets = Array.from({ length: 100 }, (_, i) => bytes(`speed ${i}`));
    let start = performance.now();
    const first = secrets.map((secret) => fingerprint('speed', secret));
    expect(performance.now() - start).toBeLessThan(3000);
    start = performance.now();
    expect(secrets.map((secret) => fingerprint('speed', secret))).toEqual(first);
    expect(performance.now() - start).toBeLessThan(100);
  });

  test('does not keep or change the bytes it is given', () => {
    const secret = bytes('changing');
    const before = fingerprint('r', secret);
    secret.fill(0x78);
    expect(fingerprint('r', secret)).not.toBe(before);
    expect(Buffer.from(secret).toString()).toBe('xxxxxxxx');
  });
});
