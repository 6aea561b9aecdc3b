import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/model/error.ts';
import type { Rule } from '../../src/model/rule.ts';
import { rulesUnder, unknownRules } from '../../src/policy/catalogue.ts';
import { loadPolicy, type PolicyReader } from '../../src/policy/load-policy.ts';
import { ownRule } from '../../src/policy/own-rules.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { failOnFor } from '../../src/policy/thresholds.ts';

/** Files and addresses that a policy may name, and what was asked for. */
const world = (files: Record<string, string>): PolicyReader & { asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    read: async (name, from) => {
      asked.push(`${from} -> ${name}`);
      const text = files[name];
      if (text === undefined) throw new GateError(`cannot read ${name}`);
      return { file: name, text };
    },
    fetch: async (url) => {
      asked.push(url);
      return Buffer.from(files[url] ?? '');
    },
  };
};

const load = (text: string, files: Record<string, string> = {}): Promise<Policy> =>
  loadPolicy('.dockgate.yml', text, world(files));
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const rule = (id: string): Rule => ownRule({ id, regex: `${id}_[a-z]{8}` });

describe('loadPolicy', () => {
  test('asks for nothing that the policy does not name', async () => {
    const reader = world({});
    await loadPolicy('.dockgate.yml', 'fail-on: none', reader);
    expect(reader.asked).toEqual([]);
  });

  test('builds on what it extends: lists are joined, the user’s own values win', async () => {
    const policy = await load(
      'extends: org.yml\nfail-on: [certain]\nlimits: { depth: 2 }\nallow:\n  - { rule: b, reason: own }',
      {
        'org.yml':
          'fail-on: none\nunopened: fail\nlimits: { depth: 9, ratio: 5 }\nallow:\n  - { rule: a, reason: org }',
      },
    );
    expect(policy.files).toEqual(['.dockgate.yml', 'org.yml']);
    expect(policy.failOn).toEqual(['certain']);
    expect(policy.unopenedFails).toBe(true);
    expect(policy.limits).toMatchObject({ depth: 2, ratio: 5, time: null });
    expect(policy.allow.map(({ reason }) => reason)).toEqual(['org', 'own']);
    expect(policy.origins.get('fail-on')).toEqual({ file: '.dockgate.yml', line: 2 });
    expect(policy.origins.get('limits.depth')).toEqual({ file: '.dockgate.yml', line: 3 });
    expect(policy.origins.get('limits.ratio')).toEqual({ file: 'org.yml', line: 3 });
  });

  test('takes what lies behind an address only with the digest that was pinned', async () => {
    const url = 'https://example.com/p.yml';
    const text = 'strict-allow: true\n';
    const pinned = (digest: string): string => `extends: { url: "${url}", sha256: ${digest} }`;
    expect((await load(pinned(sha256(text)), { [url]: text })).strictAllow).toBe(true);
    await expect(load(pinned(sha256('x')), { [url]: text })).rejects.toThrow(
      `.dockgate.yml:1: the file there has another digest (sha256 ${sha256(text)})`,
    );
    await expect(load(`extends: ${url}`)).rejects.toThrow('an address needs its digest');
    const nested = 'extends: /etc/passwd\n';
    await expect(load(pinned(sha256(nested)), { [url]: nested })).rejects.toThrow(
      `${url}:1: a policy behind an address cannot name files`,
    );
    const toml = 'rules: [x.toml]\n';
    await expect(load(pinned(sha256(toml)), { [url]: toml })).rejects.toThrow('cannot name files');
  });

  test('a circle of policies ends, and so does a long row', async () => {
    await expect(
      load('extends: a.yml', { 'a.yml': 'extends: b.yml', 'b.yml': 'extends: a.yml' }),
    ).rejects.toThrow('b.yml:1: the policy extends itself');
    const row = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`p${i}.yml`, `extends: p${i + 1}.yml`]),
    );
    await expect(load('extends: p0.yml', row)).rejects.toThrow('more than 20 policies');
  });

  test('names the place of a pattern that cannot be run', async () => {
    const text = 'rules:\n  - id: own\n    regex: acme_(?=x)\n    must-match: [acme_]';
    await expect(load(text)).rejects.toThrow(
      '.dockgate.yml:3:12: rule own: at character 6 of the pattern: lookaround cannot be run',
    );
    const sample =
      'rules:\n  - id: own\n    regex: acme_\\d\n    must-match:\n      - acme_1\n      - acme_x';
    await expect(load(sample)).rejects.toThrow(
      '.dockgate.yml:6:9: rule own: this sample is not found',
    );
  });

  test('takes rules of gitleaks, and says which it does not run', async () => {
    const toml =
      "[[rules]]\nid = 'a'\nregex = 'acme_[a-z]{4}'\n[[rules]]\nid = 'b'\nregex = '[a-z]{9}'\n";
    const policy = await load('rules: [g.toml]', { 'g.toml': toml });
    expect(policy.ownRules.map(({ rule: { id }, origin }) => [id, origin])).toEqual([
      ['a', { file: 'g.toml', line: 1 }],
    ]);
    expect(policy.notes[0]).toMatch(/^g\.toml:4: rule b: .* give keywords; it is not run$/);
    await expect(
      load('rules: [g.toml]', { 'g.toml': toml.replace('acme_', '(?=x)') }),
    ).rejects.toThrow('g.toml:1: rule a: at character 1 of the pattern: lookaround');
    await expect(load('rules: [none.toml]')).rejects.toThrow('cannot read none.toml');
  });
});

describe('rulesUnder', () => {
  const builtin = [rule('alpha'), rule('beta'), rule('gamma')];

  test('switches off, changes, adds', async () => {
    const policy = await load(
      'rules:\n  - { id: alpha, enabled: false, reason: x }\n  - { id: beta, severity: low }\n  - { id: own, regex: "acme_[a-z]+" }',
    );
    const rules = rulesUnder(builtin, policy);
    expect(rules.map(({ id, severity }) => [id, severity])).toEqual([
      ['beta', 'low'],
      ['gamma', 'high'],
      ['own', 'high'],
    ]);
    expect(rulesUnder(builtin, null)).toEqual(builtin);
  });

  test('a rule that does not exist is an error, with the one that was meant', async () => {
    const policy = await load('rules:\n  - { id: gama, severity: low }');
    expect(() => rulesUnder(builtin, policy)).toThrow(
      '.dockgate.yml:2: there is no rule of that id; did you mean "gamma"?',
    );
  });

  test('no rule takes the place of another; one of gitleaks gets a name of its own', async () => {
    const own = await load('rules:\n  - { id: beta, regex: "acme_[a-z]+" }');
    expect(() => rulesUnder(builtin, own)).toThrow('.dockgate.yml:2: there is a rule beta already');
    const toml = { 'g.toml': "[[rules]]\nid = 'beta'\nregex = 'acme_[a-z]{4}'" };
    const rules = rulesUnder(builtin, await load('rules: [g.toml]', toml));
    expect(rules.map(({ id }) => id)).toEqual(['alpha', 'beta', 'gamma', 'gitleaks:beta']);
  });

  test('entries that name no rule are told', async () => {
    const policy = await load(
      'allow:\n  - { rule: [beta, bata], reason: x }\n  - { path: x, reason: x }',
    );
    expect(unknownRules(builtin, policy)).toEqual([
      '.dockgate.yml:2: there is no rule of that id; did you mean "beta"?',
    ]);
  });
});

describe('failOnFor', () => {
  const all = ['certain', 'likely', 'possible'];
  test('asked before destination before policy before default', async () => {
    expect(failOnFor(null, 'x', null)).toEqual({ own: all, inherited: all, unopened: false });
    const policy = await load(
      'fail-on: [certain, likely]\ninherited: { fail-on: [certain] }\nunopened: fail\ndestinations:\n  - { match: "ghcr.io/acme/**", fail-on: [certain, likely, possible], inherited: { fail-on: none } }\n  - { match: "*/internal/*", fail-on: none }',
    );
    expect(failOnFor(policy, 'x', null)).toEqual({
      own: ['certain', 'likely'],
      inherited: ['certain'],
      unopened: true,
    });
    expect(failOnFor(policy, 'ghcr.io/acme/api:1', null)).toMatchObject({
      own: all,
      inherited: [],
    });
    expect(failOnFor(policy, 'r/internal/x', null)).toMatchObject({
      own: [],
      inherited: ['certain'],
    });
    expect(failOnFor(policy, 'r/internal/x', ['certain'])).toMatchObject({ own: ['certain'] });
    expect(failOnFor(null, 'x', [])).toEqual({ own: [], inherited: [], unopened: false });
  });
});
