import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addAllowEntries, addRuleItems } from '../../src/policy/edit-policy.ts';
import { readPolicyFile } from '../../src/policy/read-policy.ts';

const entry = { rule: 'jwt', reason: 'a: reason # with marks' };
const add = (text: string | null): string => addAllowEntries('p.yml', text, [entry]);

describe('addAllowEntries', () => {
  test('makes a file where there is none, with the line that editors read', () => {
    expect(add(null)).toBe(
      '# yaml-language-server: $schema=https://unpkg.com/dockgate/schema/policy.schema.json\nallow:\n  - rule: jwt\n    reason: "a: reason # with marks"\n',
    );
  });

  const item = (indent: string): string =>
    `${indent}- rule: jwt\n${indent}  reason: "a: reason # with marks"\n`;
  test.each([
    ['an empty file', '', `allow:\n${item('  ')}`],
    ['only comments', '# mine\n', `# mine\nallow:\n${item('  ')}`],
    ['no list yet', 'fail-on: none # why\n', `fail-on: none # why\n\nallow:\n${item('  ')}`],
    ['no line end', 'fail-on: none', `fail-on: none\n\nallow:\n${item('  ')}`],
    [
      'a list with comments',
      'allow:\n    # first\n    - rule: a   # one\n      reason: b   # two\n    # last\n\n# end\nfail-on: none\n',
      `allow:\n    # first\n    - rule: a   # one\n      reason: b   # two\n${item('    ')}    # last\n\n# end\nfail-on: none\n`,
    ],
    [
      'a list that is not indented',
      'allow:\n- rule: a\n  reason: b\nfail-on: none\n',
      `allow:\n- rule: a\n  reason: b\n${item('')}fail-on: none\n`,
    ],
    [
      'a folded reason at the end',
      'allow:\n  - rule: a\n    reason: >-\n      two\n      lines\nfail-on: none\n',
      `allow:\n  - rule: a\n    reason: >-\n      two\n      lines\n${item('  ')}fail-on: none\n`,
    ],
    [
      'an entry in braces',
      'allow:\n  - {rule: a, reason: b}',
      `allow:\n  - {rule: a, reason: b}\n${item('  ')}`,
    ],
  ])('%s', (_, before, after) => {
    expect(add(before)).toBe(after);
  });

  test('line ends stay as they are', () => {
    const text = add('allow:\r\n  - rule: a\r\n    reason: b\r\n');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('a list in brackets is written anew, comments kept', () => {
    const text = add('# top\nallow: [{ rule: a, reason: b }] # side\nfail-on: none\n');
    expect(readPolicyFile('p.yml', text).allow).toHaveLength(2);
    expect(text).toContain('# top');
    expect(text).toContain('# side');
    expect(readPolicyFile('p.yml', add('allow: []\n')).allow).toHaveLength(1);
    expect(readPolicyFile('p.yml', add('{ fail-on: none }\n')).allow).toHaveLength(1);
    expect(readPolicyFile('p.yml', add('{}\n')).allow).toHaveLength(1);
  });

  test('a file that is no policy is not touched', () => {
    expect(() => add('alow: []')).toThrow('did you mean "allow"?');
    expect(() => add('- a')).toThrow('p.yml:1:1');
  });

  test('fingerprints of digits come back as they were', () => {
    for (const fingerprint of [
      '12345678901234567890',
      '1234e567890123456789',
      '00000000000000000001',
    ]) {
      const text = addAllowEntries('p.yml', null, [{ fingerprint, reason: 'x' }]);
      expect(readPolicyFile('p.yml', text).allow[0]?.fingerprints).toEqual([fingerprint]);
    }
  });

  test('whatever stands in the file: all of it stays, and the entry is the last', () => {
    const reason = fc
      .string({ minLength: 1, maxLength: 30 })
      .map((text) => `x${text.replace(/[\0-\x1f\x7f]/g, ' ')}`);
    const comment = fc.constantFrom('', ' # note', '\n    # below');
    const items = fc.array(fc.tuple(reason, comment), { minLength: 1, maxLength: 5 });
    const tail = fc.constantFrom('', '\n', 'fail-on: none\n', '\n# end\nunopened: fail\n');
    fc.assert(
      fc.property(items, tail, reason, (list, end, last) => {
        const body = list.map(
          ([text, note]) => `  - rule: a${note}\n    reason: ${JSON.stringify(text)}\n`,
        );
        const before = `# head\nallow:\n${body.join('')}${end}`;
        const after = addAllowEntries('p.yml', before, [{ rule: 'b', reason: last }]);
        for (const line of before.split('\n')) expect(after).toContain(line);
        const read = readPolicyFile('p.yml', after).allow;
        expect(read.map((one) => one.reason)).toEqual([
          ...list.map(([text]) => text.trim()),
          last.trim(),
        ]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('addRuleItems', () => {
  test('adds files, changes and own rules', () => {
    const text = addRuleItems('p.yml', 'rules:\n  - a.toml\n', [
      'b.toml',
      { id: 'jwt', enabled: false, reason: 'none here' },
      { id: 'own', regex: "acme_['a-z]{3}\\d", keywords: ['acme_'] },
    ]);
    const read = readPolicyFile('p.yml', text);
    expect(read.ruleFiles.map(({ file }) => file)).toEqual(['a.toml', 'b.toml']);
    expect(read.changes[0]?.id).toBe('jwt');
    expect(read.ownRules[0]?.document.regex).toBe("acme_['a-z]{3}\\d");
  });
});
