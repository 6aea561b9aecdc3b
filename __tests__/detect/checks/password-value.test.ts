import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { passwordKind, passwordValue } from '../../../src/detect/checks/password-value.ts';

describe('a value where a password belongs', () => {
  test.each([
    'password',
    'Passwd',
    'changeme',
    'change_me_please',
    'your-password',
    'YOUR_SECRET',
    'DB_PASSWORD',
    'example-value',
    'secret',
    'admin',
    '${DB_PASS}',
    '$DB_PASS',
    '$(cat /run/secrets/db)',
    '`wiki_pass`',
    '{{ .Values.password }}',
    '#{password}',
    '%s',
    '%(password)s',
    '%DB_PASS%',
    '<password>',
    '&lt;password&gt;',
    '[password]',
    '@@TOKEN@@',
    '__TOKEN__',
    'process.env.DB_PASS',
    '********',
    'xxxxxxxx',
    '12345678',
    '87654321',
    'abc',
    'proxypass',
    'optional; leave empty if not used.',
  ])('%s is no secret', (text) => {
    expect(passwordKind(text)).toBe('placeholder');
  });

  test.each(['P@ssw0rd!', 'secret123', 'Admin2024', 'geheim', 's3cr3t', 'x9k2z'])(
    '%s may be one, or an example',
    (text) => {
      expect(passwordKind(text)).toBe('weak');
    },
  );

  test.each(['tr0ub4dor&3', '9fQ-k2Lz_x', '$YYbMD2ot5P', 'v83mfd92kq0x', 'k2#Lm!9z'])(
    '%s is one',
    (text) => {
      expect(passwordKind(text)).toBe('plain');
    },
  );

  test('a document is one, however it looks inside', () => {
    expect(passwordKind(`{"password": "${'ab1'.repeat(200)}"}`)).toBe('plain');
  });

  test('random values of usual lengths are', () => {
    const characters = [...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789-_!#'];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...characters), { minLength: 16, maxLength: 40 }),
        (list) => {
          const text = list.join('');
          // A drawn value has many different characters and does not spell a word of the lists.
          fc.pre(new Set(text).size > 9 && !/pass|todo|fixme|your|xxxx|____|^!/i.test(text));
          expect(passwordKind(`${text}7Q`)).toBe('plain');
        },
      ),
    );
  });

  test('takes hostile texts in little time', () => {
    const started = Date.now();
    for (const unit of ['{', '<', '[', '$', 'a ', 'your-', '%(', '.']) {
      passwordKind(unit.repeat(399));
      passwordKind(unit.repeat(100_000));
    }
    expect(Date.now() - started).toBeLessThan(500);
  });

  test('the check proves nothing, it only rules out', () => {
    expect(passwordValue.verify('changeme').ok).toBe(false);
    expect(passwordValue.verify('9fQ-k2Lz_x').ok).toBe(true);
    expect(passwordValue.proves).toBe(false);
  });
});
