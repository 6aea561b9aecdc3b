import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ownRule, RuleRefused } from '../../src/policy/own-rules.ts';
import type { OwnRuleDocument } from '../../src/policy/rule-schema.ts';

const refused = (rule: Omit<OwnRuleDocument, 'id'>): [string, readonly PropertyKey[]] => {
  try {
    ownRule({ id: 'own', ...rule });
  } catch (error) {
    expect(error).toBeInstanceOf(RuleRefused);
    return [(error as RuleRefused).message, (error as RuleRefused).path];
  }
  throw new Error('it was taken');
};

const pattern = (rule: Omit<OwnRuleDocument, 'id'>) => {
  const found = ownRule({ id: 'own', ...rule }).patterns[0];
  if (found?.kind !== 'regex') throw new Error('no regex');
  return found;
};

describe('ownRule', () => {
  test.each([
    [{ regex: 'a(?!b)' }, ['regex'], 'at character 2 of the pattern: lookaround'],
    [{ regex: 'acme', path: '(' }, ['path'], 'at character 1'],
    [
      { regex: 'acme', allow: [{}, { regexes: ['x', '('] }] },
      ['allow', 1, 'regexes', 1],
      'at character 1',
    ],
    [{ regex: 'acme', allow: [{ paths: ['['] }] }, ['allow', 0, 'paths', 0], 'missing closing'],
    [{ regex: '^$', keywords: ['acme'] }, ['regex'], 'nothing but the empty text'],
    [{ regex: '[a-f0-9]{32}' }, ['regex'], 'give keywords'],
    [{ regex: '[a-f0-9]{32}', keywords: ['k'] }, ['keywords'], 'a keyword of one character'],
    [{ regex: 'acme(x)', 'secret-group': 2 }, ['secret-group'], 'has 1 capture groups'],
    [{ regex: `acme${'[a-z]{1000}'.repeat(30)}` }, ['regex'], 'too large'],
    [{ regex: 'acme_\\d', 'must-match': ['acme_1', 'acme_x'] }, ['must-match', 1], 'is not found'],
    [
      { regex: 'acme_\\d', 'must-not-match': ['acme_x', 'acme_1'] },
      ['must-not-match', 1],
      'must not be',
    ],
  ] as const)('%j', (rule, path, message) => {
    const [said, where] = refused(rule as unknown as Omit<OwnRuleDocument, 'id'>);
    expect(where).toEqual(path);
    expect(said).toContain(message);
  });

  test('samples are judged as the search would: anchors, windows, allowlist', () => {
    expect(() =>
      ownRule({
        id: 'own',
        regex: '\\b[0-9a-f]{8}\\b',
        keywords: ['acme'],
        path: '\\.env$',
        allow: [{ stopwords: ['dead'] }],
        'must-match': ['acme=0123abcd', `acme ${'x '.repeat(1000)} 0123abcd`],
        'must-not-match': ['0123abcd', 'acme=deadbeef', `acme ${'x '.repeat(4000)} 0123abcd`],
      }),
    ).not.toThrow();
  });

  test('a message never holds the sample or the pattern', () => {
    const [said] = refused({ regex: 'acme_\\d', 'must-match': ['hunter2'] });
    expect(said).not.toContain('hunter2');
    const [other] = refused({ regex: 'hunter2(?=x)' });
    expect(other).not.toContain('hunter2');
  });

  test('anchors are the texts that every match holds, where the keywords lie in them', () => {
    expect(pattern({ regex: '(?i)AcmeKey_[a-z]{4}', keywords: ['acme'] })).toMatchObject({
      anchors: ['acmekey_'],
      reach: 12 + 16,
      bounded: true,
    });
    expect(pattern({ regex: 'key=[a-z]{4}', keywords: ['acme'] }).anchors).toEqual(['acme']);
    expect(pattern({ regex: 'key=[a-z]{4}', keywords: ['k'] }).anchors).toEqual(['key=']);
    expect(pattern({ regex: 'key=[a-z]+' })).toMatchObject({ bounded: false, reach: 4096 + 16 });
    expect(pattern({ regex: 'key=[a-z]+', longest: 9000 }).reach).toBe(9016);
  });

  test('any pattern: a rule, or a refusal with a place', () => {
    const piece = fc.constantFrom(
      'acme',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '1',
      ',',
      '*',
      '+',
      '?',
      '|',
      '\\',
      'b',
      'x',
      '^',
      '$',
      '.',
      '(?i)',
      '(?P<',
      '>',
      ':',
      'ü',
      '\\Q',
      '\\p{',
      '-',
    );
    let taken = 0;
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
        try {
          ownRule({ id: 'own', regex: pieces.join('') });
          taken += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(RuleRefused);
        }
      }),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(100);
  });
});
