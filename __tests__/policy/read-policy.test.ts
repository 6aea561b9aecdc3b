import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GateError } from '../../src/model/error.ts';
import { readPolicyFile } from '../../src/policy/read-policy.ts';

const error = (text: string): string => {
  try {
    readPolicyFile('.dockgate.yml', text);
  } catch (problem) {
    expect(problem).toBeInstanceOf(GateError);
    return (problem as GateError).message;
  }
  throw new Error('nothing was wrong');
};

const whole = `# yaml-language-server: $schema=x
extends:
  - org.yml
  - url: https://example.com/p.yml
    sha256: ${'0'.repeat(64)}
fail-on: [certain, likely]
inherited:
  fail-on: none
unopened: fail
strict-allow: true
allow:
  - fingerprint: 12345678901234567890
    reason: a public test key
    owner: "@platform"
    expires: 2027-01-31
  - rule: [jwt, assigned-password]
    path: "**/test/**"
    instruction: [12, RUN npm *]
    stage: build
    reason: fixtures
    acknowledge: true
rules:
  - gitleaks.toml
  - id: acme-key
    regex: acme_[a-z0-9]{32}
  - id: jwt
    enabled: false
    reason: we have none
limits: { depth: 4, expansion: 512 MiB, time: 60, layer: 1024 }
destinations:
  - match: registry.example.com/public/**
    fail-on: [certain, likely, possible]
known: { env: [NPM_TOKEN, CI_*], min-length: 8 }
reports:
  - { format: sarif, file: out/dockgate.sarif }
`;

describe('readPolicyFile', () => {
  test('reads every section, with the lines of what it says', () => {
    const read = readPolicyFile('.dockgate.yml', whole);
    expect(
      read.extends.map(({ target, sha256, origin }) => [
        target,
        sha256?.length ?? null,
        origin.line,
      ]),
    ).toEqual([
      ['org.yml', null, 3],
      ['https://example.com/p.yml', 64, 4],
    ]);
    expect(read.allow[0]).toEqual({
      origin: { file: '.dockgate.yml', line: 12 },
      fingerprints: ['12345678901234567890'],
      rules: null,
      paths: null,
      instructions: null,
      stages: null,
      reason: 'a public test key',
      owner: '@platform',
      expires: '2027-01-31',
      acknowledge: false,
    });
    expect(read.allow[1]).toMatchObject({
      rules: ['jwt', 'assigned-password'],
      paths: ['**/test/**'],
      instructions: [12, 'RUN npm *'],
      stages: ['build'],
      acknowledge: true,
    });
    expect(read.ruleFiles).toEqual([
      { file: 'gitleaks.toml', origin: { file: '.dockgate.yml', line: 23 } },
    ]);
    expect(read.ownRules.map(({ document }) => document.id)).toEqual(['acme-key']);
    expect(read.changes).toMatchObject([{ id: 'jwt', enabled: false, reason: 'we have none' }]);
    expect(read.limits).toEqual({
      depth: 4,
      expansion: 512 * 1024 ** 2,
      ratio: null,
      entries: null,
      time: 60_000,
      layer: 1024,
    });
    expect(read.destinations[0]?.own).toEqual(['certain', 'likely', 'possible']);
  });

  test('an empty file is a policy that says nothing', () => {
    expect(readPolicyFile('.dockgate.yml', '').allow).toEqual([]);
  });

  test.each([
    ['fail_on: none', '.dockgate.yml:1:1: the file has no such key; did you mean "fail-on"?'],
    [
      'allow:\n  - rule: jwt\n    reson: x',
      '.dockgate.yml:3:5: allow[0] has no such key; did you mean "reason"?',
    ],
    ['allow:\n  - rule: jwt', '.dockgate.yml:2:5: allow[0].reason is missing'],
    ['allow:\n  - reason: x', '.dockgate.yml:2:5: the allow entry needs a fingerprint, rule'],
    ['allow:\n  - rule: jwt\n    reason: 7', '.dockgate.yml:3:13: allow[0].reason must be a text'],
    ['allow:\n  rule: jwt', '.dockgate.yml:2:3: allow must be a list'],
    [
      'fail-on: [certain, likley]',
      '.dockgate.yml:1:20: fail-on[1] must be certain, likely, possible; did you mean "likely"?',
    ],
    [
      'fail-on: [likely]',
      '.dockgate.yml:1:10: fail-on leaves out certain, which is surer than likely; did you mean [certain, likely]?',
    ],
    [
      'allow:\n  - { rule: jwt, reason: x, expires: 2027-02-30 }',
      '.dockgate.yml:2:38: allow[0].expires must be a day that exists',
    ],
    [
      'allow:\n  - { fingerprint: abc, reason: x }',
      '.dockgate.yml:2:20: allow[0].fingerprint must be the 20 characters',
    ],
    ['allow:\n  - { path: "!x", reason: x }', '.dockgate.yml:2:13: the glob begins with "!"'],
    [
      'allow:\n  - { path: "**", reason: x }',
      '.dockgate.yml:2:5: the allow entry would allow everything',
    ],
    ['allow:\n  - { path: [a, "*/*"], reason: x }', 'would allow everything'],
    ['allow:\n  - { instruction: "*", reason: x }', 'would allow everything'],
    ['rules:\n  - id: jwt', '.dockgate.yml:2:5: rules[0] changes nothing'],
    [
      'rules:\n  - { id: jwt, enabled: false }',
      '.dockgate.yml:2:5: rules[0] switches a rule off and needs a reason',
    ],
    ['rules:\n  - { id: x, regex: y, keyword: [z] }', 'did you mean "keywords"?'],
    ['rules:\n  - { id: x, severty: low }', 'did you mean "severity"?'],
    ['limits: { depth: 0 }', '.dockgate.yml:1:18: limits.depth must be at least 1'],
    ['limits: { expansion: 5 TB }', 'limits.expansion must be a number of bytes or a size'],
    [
      'extends: { url: "http://x", sha256: x }',
      'extends.url must be an address that begins with https://',
    ],
    ['reports: [{ format: json, file: ../x }]', 'reports[0].file must be a path below'],
    ['reports: [{ format: json, file: /etc/passwd }]', 'reports[0].file must be a path below'],
    ['reports: [{ format: json, file: "a/../../x" }]', 'reports[0].file must be a path below'],
    ['reports: [{ format: json, file: "C:\\\\x" }]', 'reports[0].file must be a path below'],
    ['- a\n- b', '.dockgate.yml:1:1: the file must be a mapping'],
    ['just text', '.dockgate.yml:1:1: the file must be a mapping'],
    ['unopened: maybe', 'unopened must be report, fail'],
    ['strict-allow: "yes"', 'strict-allow must be true or false'],
  ])('%j: %s', (text, message) => {
    expect(error(text)).toContain(message);
  });

  test('counts what else is wrong', () => {
    expect(error('fail-on: 7\nunopened: x\nstrict-allow: 1')).toMatch(/ \(and 2 more\)$/);
  });

  test('never quotes what stands in the file', () => {
    const value = `hunter2${'x'.repeat(13)}`;
    for (const text of [
      `${value}: 1`,
      `allow:\n  - { fingerprint: ${value}, reason: x }`,
      `fail-on: ${value}`,
      `allow: ${value}`,
      `rules:\n  - { id: "${value} ${value}", regex: x }`,
      `allow:\n  - rule: jwt\n    reason: x\n    ${value}: y`,
    ]) {
      expect(error(text)).not.toContain('hunter2');
    }
  });

  test('keys named like members of Object are unknown keys', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(error(`${key}: { fail-on: none }`)).toContain(
        '.dockgate.yml:1:1: the file has no such key',
      );
    }
  });

  test('whatever the file: a policy, or a GateError that names its place', () => {
    const key = fc.constantFrom(
      'allow',
      'rules',
      'fail-on',
      'reason',
      'rule',
      'path',
      'id',
      'regex',
      'limits',
      'depth',
      'extends',
      'known',
      'env',
      'reports',
      '__proto__',
      'constructor',
      'fingerprint',
      'instruction',
      'expires',
    );
    const leaf = fc.oneof(
      fc.constantFrom('none', 'certain', '2027-01-01', 'jwt', '**/x', '!x', '{a', '0'.repeat(20)),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.string({ maxLength: 12 }),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((pairs) => {
          const unique = new Map(pairs);
          return { pairs: [...unique] };
        }),
      ),
    }));
    const render = (node: unknown): string => {
      if (Array.isArray(node)) return `[${node.map(render).join(', ')}]`;
      if (typeof node === 'object' && node !== null) {
        const { pairs } = node as { pairs: [string, unknown][] };
        return `{${pairs.map(([name, item]) => `${name}: ${render(item)}`).join(', ')}}`;
      }
      return JSON.stringify(node);
    };
    let [good, bad] = [0, 0];
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { maxLength: 4 }), (pairs) => {
        const text = [...new Map(pairs)]
          .map(([name, item]) => `${name}: ${render(item)}`)
          .join('\n');
        try {
          readPolicyFile('.dockgate.yml', text);
          good += 1;
        } catch (problem) {
          bad += 1;
          expect(problem).toBeInstanceOf(GateError);
          expect((problem as Error).message).toMatch(/^\.dockgate\.yml:\d+:\d+: \S/);
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(good, bad)).toBeGreaterThan(50);
  });
});
