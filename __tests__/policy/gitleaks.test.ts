import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GateError } from '../../src/model/error.ts';
import { readGitleaks } from '../../src/policy/gitleaks.ts';

const whole = `
title = "ours"
[extend]
useDefault = true
[[rules]]
id = "acme-key"
description = """An Acme
key"""
regex = '''acme_([a-z0-9]{16})'''
Keywords = ["acme_"]
entropy = 3
secretGroup = 1
path = '''\\.env$'''
[rules.allowlist]
stopwords = ["sample"]
[[rules.allowlists]]
condition = "AND"
regexTarget = "line"
regexes = ['''# test''']
paths = ['''^t/''']
[[rules]]
id = "generic-x"
regex = '''x{8}'''
[[rules]]
id = "by-name"
path = '''\\.p12$'''
[[rules]]
id = "part"
regex = "part_[a-z]+"
skipReport = true
[[rules]]
id = "whole"
regex = "whole_[a-z]+"
[[rules.required]]
id = "part"
[[allowlists]]
targetRules = ["acme-key"]
commits = ["abc"]
paths = ['''vendor/''']
[allowlist]
regexes = ["^EX"]
`;

describe('readGitleaks', () => {
  test('says a rule in the words of an own rule', () => {
    const { rules } = readGitleaks('g.toml', whole);
    expect(rules[0]).toEqual({
      line: 5,
      document: {
        id: 'acme-key',
        name: 'An Acme key',
        regex: 'acme_([a-z0-9]{16})',
        confidence: 'likely',
        keywords: ['acme_'],
        entropy: 3,
        'secret-group': 1,
        path: '\\.env$',
        allow: [
          { condition: 'all', target: 'line', regexes: ['# test'], paths: ['^t/'], stopwords: [] },
          { condition: 'any', target: 'secret', regexes: [], paths: [], stopwords: ['sample'] },
          { condition: 'any', target: 'secret', regexes: [], paths: ['vendor/'], stopwords: [] },
          { condition: 'any', target: 'secret', regexes: ['^EX'], paths: [], stopwords: [] },
        ],
      },
    });
    expect(rules.map(({ document, line }) => [document.id, document.confidence, line])).toEqual([
      ['acme-key', 'likely', 5],
      ['generic-x', 'possible', 21],
      ['whole', 'likely', 31],
    ]);
  });

  test('tells what it does not take over', () => {
    expect(readGitleaks('g.toml', whole).notes).toEqual([
      "g.toml:1: gitleaks' own rules are not loaded; dockgate's stand in for them",
      'g.toml:1: allowed commits mean nothing in an image',
      'g.toml:24: rule by-name looks at names of files only; what they hold is searched anyway',
      'g.toml:27: rule part only serves others (skipReport)',
      'g.toml:31: rule whole asks for other rules beside it; it is run without',
    ]);
  });

  test.each([
    ['a = ', 'g.toml:1:'],
    ['[[rules]]\nid = "hunter2 hunter2', 'g.toml:2:'],
    ['[[rules]]\nid = 7', 'g.toml:1:1: rules.0.id is not as'],
    [
      '\n[[rules]]\nid = "a"\nregex = "b"\n[[rules]]\nid = "b"\nregex = []',
      'g.toml:5:1: rules.1.regex is not as',
    ],
    ['rules = 7', 'g.toml:1:1: rules is not as'],
  ])('%j is refused with its place and nothing of it quoted', (text, message) => {
    expect(() => readGitleaks('g.toml', text)).toThrow(GateError);
    expect(() => readGitleaks('g.toml', text)).toThrow(message);
    expect(() => readGitleaks('g.toml', text)).not.toThrow('hunter2');
  });

  test('a key never reaches a prototype', () => {
    readGitleaks(
      'g.toml',
      '[__proto__]\npolluted = 1\n["constructor"]\nprototype = { polluted = 1 }',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('whatever the text: rules, or a GateError that names its file', () => {
    const piece = fc.constantFrom(
      '[[rules]]',
      '[',
      ']',
      '\n',
      'id',
      ' = ',
      '"',
      "'''",
      'regex',
      '"a"',
      '7',
      '{',
      '}',
      ',',
      '.',
      '#',
      '[allowlist]',
      'paths',
      '__proto__',
      '\0',
      '\u2028',
      '1e400',
      '2020-01-01',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        try {
          readGitleaks('g.toml', pieces.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(GateError);
          expect((error as Error).message).toMatch(/^g\.toml/);
        }
      }),
      { numRuns: 2000 },
    );
    expect(() => readGitleaks('g.toml', `a = ${'['.repeat(100_000)}`)).toThrow(GateError);
  });
});
