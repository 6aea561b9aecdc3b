import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GateError } from '../../../src/model/error.ts';
import { importPolicy } from '../../../src/policy/import/importers.ts';
import type { Imported } from '../../../src/policy/import/imported.ts';
import { globOfPath, globOfRegex } from '../../../src/policy/import/path-regex.ts';
import { rulesNamed, toolNames } from '../../../src/policy/import/rule-names.ts';
import { addAllowEntries, addRuleItems } from '../../../src/policy/edit-policy.ts';
import { compileGlob } from '../../../src/policy/glob.ts';
import { rules } from '../../../src/rules/index.ts';

const ids = new Set(rules.map((rule) => rule.id));
const take = (file: string, text: string): Imported =>
  importPolicy({ file, text, ids, today: '2026-11-24' });

describe('the names of other tools', () => {
  test.each([
    ['gitleaks', 'aws-access-token', 'aws-access-key-id'],
    ['gitleaks', 'anthropic-api-key', 'anthropic-api-key'],
    ['trivy', 'private-key', 'private-key-rsa'],
    ['detect-secrets', 'Private Key', 'private-key-openssh'],
    ['ggshield', 'AWS Keys', 'aws-secret-access-key'],
  ])('%s calls it %s', (tool, name, id) => {
    expect(rulesNamed(tool, name, ids)).toContain(id);
  });

  test('every rule that a table names exists', () => {
    const listed = Object.values(toolNames).flatMap((names) => Object.values(names).flat());
    expect(listed.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('what is not known is not guessed', () => {
    expect(rulesNamed('gitleaks', 'no-such-thing', ids)).toEqual([]);
    expect(rulesNamed('gitleaks', '__proto__', ids)).toEqual([]);
    expect(rulesNamed('constructor', 'name', ids)).toEqual([]);
    expect(rulesNamed('trivy', 'stripe-publishable-token', ids)).toEqual([]);
  });
});

describe('globOfRegex', () => {
  const candidates = [
    ...[
      'vendor/a',
      'x/vendor/a',
      'xvendor/a',
      'vendor',
      'x/vendor',
      'a.lock',
      'x/a.lock',
      'a.lock/x',
    ],
    ...[
      'package-lock.json',
      'x/package-lock.json',
      'xpackage-lock.json',
      'x/package-lock.json/y',
      'a.locks',
    ],
    ...['src/test/a', 'test/a', 'x/test', 'testing/a', 'a/testing', 'a/xtest/b'],
  ];
  test.each([
    '(^|/)vendor/',
    '^vendor/.*',
    '\\.lock$',
    '(?:^|/)package-lock\\.json$',
    'package-lock\\.json',
    'test/',
    '(?:^|/)vendor(?:/.*)?$',
    '^src/test',
    '.*\\.lock$',
    '/test/',
    'test',
  ])('%s means the same as its glob', (source) => {
    const glob = globOfRegex(source);
    if (glob === null) throw new Error('no glob');
    const fits = compileGlob(glob);
    const regex = new RegExp(source);
    expect(candidates.filter(fits)).toEqual(candidates.filter((path) => regex.test(path)));
  });

  test.each(['a|b', '[ab]c', 'a+', '.*', '^', '/', '(a)', 'a.c', '\\w+', '(?i)x', ''])(
    '%j has none',
    (source) => {
      expect(globOfRegex(source)).toBeNull();
    },
  );

  test('any fixed text: glob and pattern agree on any path', () => {
    const part = fc.string({
      unit: fc.constantFrom('a', 'b', '-', '.'),
      minLength: 1,
      maxLength: 4,
    });
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const dotted = (text: string): boolean => text.split('/').some((one) => /^\.+$/.test(one));
    fc.assert(
      fc.property(
        path,
        path,
        fc.constantFrom('', '^', '(^|/)'),
        fc.constantFrom('', '$', '/'),
        (fixed, whole, front, back) => {
          const source = `${front}${fixed.replaceAll('.', '\\.')}${back}`;
          const glob = globOfRegex(source);
          if (glob === null || dotted(whole) || dotted(fixed)) return;
          expect([source, glob, whole, compileGlob(glob)(whole)]).toEqual([
            source,
            glob,
            whole,
            new RegExp(source).test(whole),
          ]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('a path of a repository is found wherever it was copied', () => {
    const fits = compileGlob(globOfPath('src/[id]/a.ts') ?? '');
    expect([fits('src/[id]/a.ts'), fits('app/src/[id]/a.ts'), fits('src/i/a.ts')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('importPolicy', () => {
  test('gitleaks: rules by the file, paths of allowlists as entries', () => {
    const {
      allow,
      rules: items,
      left,
    } = take(
      '.gitleaks.toml',
      "[[rules]]\nid='a'\nregex='acme_[a-z]{4}'\n[allowlist]\ndescription='generated'\npaths=['''(^|/)vendor/''', '''a|b''']\nregexes=['x']\ncommits=['c']\n[[allowlists]]\ntargetRules=['private-key']\npaths=['''\\.pem$''']\n[[allowlists]]\ntargetRules=['nobody']\npaths=['''x$''']",
    );
    expect(items).toEqual(['.gitleaks.toml']);
    expect(allow).toMatchObject([
      { rule: expect.arrayContaining(['private-key-rsa']), path: ['**/*.pem'] },
      { path: ['**/vendor/**'], reason: 'imported from .gitleaks.toml: generated' },
    ]);
    expect(left.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        '1 paths of an allowlist',
        '1 regexes or stopwords of an allowlist',
        '1 target rules',
      ]),
    );
  });

  test('.gitleaksignore', () => {
    const { allow, left } = take(
      '.gitleaksignore',
      `# all\n${'a'.repeat(40)}:cmd/x.go:aws-access-token:23\ncmd/x.go:aws-access-token:29\nlib/y.go:unknown-rule:1\nnonsense\n`,
    );
    expect(allow).toEqual([
      {
        rule: expect.arrayContaining(['aws-access-key-id']) as unknown,
        path: '**/cmd/x.go',
        reason: 'imported from .gitleaksignore:2',
      },
    ]);
    expect(left.map(({ line }) => line)).toEqual([4, 5]);
  });

  test('.trivyignore and .trivyignore.yaml', () => {
    const lines = take(
      '.trivyignore',
      '# x\nCVE-2020-1\naws-access-key-id exp:2027-01-01 # mine\nprivate-key\nnone\n',
    );
    expect(lines.allow).toMatchObject([
      { expires: '2027-01-01', reason: 'imported from .trivyignore:3: mine' },
      { reason: 'imported from .trivyignore:4' },
    ]);
    expect(lines.left).toMatchObject([{ line: 2, why: 'it speaks of no secret' }, { line: 5 }]);
    const yaml = take(
      '.trivyignore.yaml',
      'vulnerabilities:\n  - id: CVE-1\nsecrets:\n  - id: private-key\n    paths: ["**/*.pem", certs/a.key]\n    statement: test keys\n    expired_at: 2027-02-03\n  - id: nobody\n',
    );
    expect(yaml.allow).toMatchObject([
      {
        path: ['**/*.pem', '**/certs/a.key'],
        reason: 'imported from .trivyignore.yaml:4: test keys',
        expires: '2027-02-03',
      },
    ]);
    expect(yaml.left).toMatchObject([{ what: '1 entries' }, { line: 8 }]);
  });

  test('trivy-secret.yaml', () => {
    const {
      allow,
      rules: items,
      left,
    } = take(
      'trivy-secret.yaml',
      'rules:\n  - id: acme\n    title: Acme\n    severity: HIGH\n    keywords: [acme_]\n    regex: (x)?acme_(?P<secret>[a-z]{8})[(]\n    secret-group-name: secret\n    allow-rules:\n      - id: t\n        path: ^test/\n        regex: demo\ndisable-rules: [jwt-token, nobody]\nallow-rules:\n  - id: tests\n    description: skip tests\n    path: (^|/)tests/\n  - id: v\n    regex: x\n',
    );
    expect(items).toEqual([
      {
        id: 'acme',
        name: 'Acme',
        severity: 'high',
        keywords: ['acme_'],
        regex: '(x)?acme_(?P<secret>[a-z]{8})[(]',
        'secret-group': 2,
        allow: [{ regexes: ['demo'], target: 'match', paths: ['^test/'], condition: 'all' }],
      },
      ...['json-web-token', 'json-web-token-base64'].map((id) => ({
        id,
        enabled: false,
        reason: 'imported from trivy-secret.yaml:12',
      })),
    ]);
    expect(allow).toEqual([
      { path: '**/tests/**', reason: 'imported from trivy-secret.yaml:14: skip tests' },
    ]);
    expect(left.map(({ line }) => line)).toEqual(expect.arrayContaining([12, 17]));
  });

  test('.secrets.baseline: only what was audited as false', () => {
    const { allow, left } = take(
      '.secrets.baseline',
      JSON.stringify({
        version: '1.5.0',
        filters_used: [
          {
            path: 'detect_secrets.filters.regex.should_exclude_file',
            pattern: ['\\.lock$', 'a|b'],
          },
        ],
        results: {
          'b.py': [
            { type: 'Secret Keyword', hashed_secret: 'ff', is_secret: true, line_number: 2 },
          ],
          'a.py': [
            { type: 'Private Key', hashed_secret: 'aa', is_secret: false, line_number: 2 },
            { type: 'Private Key', hashed_secret: 'ab', is_secret: false, line_number: 9 },
            { type: 'Unheard Of', hashed_secret: 'cc', is_secret: false, line_number: 2 },
            { type: 'Secret Keyword', hashed_secret: 'bb', line_number: 3 },
          ],
        },
      }),
    );
    expect(allow).toMatchObject([
      { rule: expect.arrayContaining(['private-key-rsa']), path: '**/a.py' },
      { path: '**/*.lock' },
    ]);
    expect(left.map(({ what }) => what)).toEqual([
      'an audited result',
      '1 results',
      '1 results',
      'an excluded path',
    ]);
  });

  test('.gitguardian.yaml, both versions; ignored values are counted and never shown', () => {
    const two = take(
      '.gitguardian.yaml',
      'version: 2\nsecret:\n  ignored-paths: ["**/test/**", docs/*.md, "**"]\n  ignored-detectors: [AWS Keys, Nobody]\n  ignored-matches:\n    - name: mine\n      match: hunter2\n',
    );
    expect(two.allow).toMatchObject([
      { path: ['**/test/**', '**/docs/*.md'] },
      { rule: expect.arrayContaining(['aws-access-key-id']) },
    ]);
    expect(two.left.map(({ what }) => what)).toEqual([
      '1 paths',
      '1 detectors',
      '1 ignored matches',
    ]);
    expect(JSON.stringify(two)).not.toContain('hunter2');
    const one = take('.gitguardian.yml', 'paths-ignore: [a/b]\nmatches-ignore: [hunter2]\n');
    expect(one.allow).toMatchObject([{ path: ['**/a/b'] }]);
  });

  test('a file of another name is an error that lists the names', () => {
    expect(() => take('x.json', '')).toThrow(/x\.json: its name is none of \.gitleaks\.toml/);
  });

  test('any text in any of the files: entries that the policy takes, or a GateError', () => {
    const names = [
      '.gitleaks.toml',
      '.gitleaksignore',
      '.trivyignore',
      '.trivyignore.yaml',
      'trivy-secret.yaml',
      '.secrets.baseline',
      '.gitguardian.yaml',
    ];
    const piece = fc.constantFrom(
      'secrets:',
      'rules:',
      '\n',
      '  ',
      '- ',
      'id: ',
      'private-key',
      'paths: ',
      '[',
      ']',
      '"',
      '**',
      '/',
      'a',
      ':',
      '1',
      '#',
      '{',
      '}',
      'regex: ',
      'allow-rules:',
      'path: ',
      'secret:',
      'ignored-paths: ',
      '!',
      '\0',
      'results',
      'x.go:aws-access-token:1',
      '__proto__',
      '\u001b[2J',
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(piece, { maxLength: 30 }), (file, pieces) => {
        let imported: Imported;
        try {
          imported = take(file, pieces.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(GateError);
          return;
        }
        expect(() =>
          addAllowEntries(
            'p.yml',
            addRuleItems('p.yml', null, imported.rules) || null,
            imported.allow,
          ),
        ).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});
