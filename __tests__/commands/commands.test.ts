import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/finding.ts';
import { allowFinding, allowInteractively, type AllowOptions } from '../../src/commands/allow.ts';
import { writeBaselineCommand } from '../../src/commands/baseline.ts';
import { showConfig } from '../../src/commands/config.ts';
import { importCommand } from '../../src/commands/import.ts';
import { explainRule, listRules } from '../../src/commands/rules.ts';
import { loadPolicy } from '../../src/policy/load-policy.ts';
import { readPolicyFile } from '../../src/policy/read-policy.ts';
import { rules } from '../../src/rules/index.ts';
import { finding, place } from '../policy/sample-finding.ts';

const today = '2026-11-24';
const options = (part: Partial<AllowOptions> = {}): AllowOptions => ({
  fingerprint: '0123456789abcdef0123',
  reason: 'a test key',
  expires: null,
  owner: null,
  acknowledge: false,
  ...part,
});
const load = (text: string) =>
  loadPolicy('.dockgate.yml', text, {
    read: () => Promise.reject(new Error('no files')),
    fetch: () => Promise.reject(new Error('no network')),
  });

describe('dockgate allow', () => {
  const empty = { file: '.dockgate.yml', text: null };

  test('writes an entry, with all that was said', () => {
    const result = allowFinding(
      empty,
      options({ expires: '2027-01-01', owner: '@ann', acknowledge: true }),
      today,
    );
    expect(result).toMatchObject({
      exit: 0,
      out: '.dockgate.yml: 0123456789abcdef0123 is allowed until 2027-01-01\n',
    });
    const [write] = result.writes;
    expect(write?.path).toBe('.dockgate.yml');
    expect(readPolicyFile('p', write?.text ?? '').allow[0]).toMatchObject({
      fingerprints: ['0123456789abcdef0123'],
      reason: 'a test key',
      owner: '@ann',
      expires: '2027-01-01',
      acknowledge: true,
    });
  });

  test('does not write the same entry twice, but again after it has expired', () => {
    const entry = (expires: string): string =>
      `allow:\n  - fingerprint: 0123456789abcdef0123\n    reason: x\n    expires: ${expires}\n`;
    const known = { file: '.dockgate.yml', text: entry('2026-11-24') };
    expect(allowFinding(known, options(), today)).toEqual({
      out: '.dockgate.yml:2 allows 0123456789abcdef0123 already\n',
      exit: 0,
      writes: [],
    });
    const old = { file: '.dockgate.yml', text: entry('2026-11-23') };
    expect(allowFinding(old, options(), today).writes).toHaveLength(1);
    const narrower = 'allow:\n  - { fingerprint: 0123456789abcdef0123, path: a, reason: x }\n';
    expect(allowFinding({ ...old, text: narrower }, options(), today).writes).toHaveLength(1);
  });

  test.each([
    [{ fingerprint: 'hunter2' }, 'a fingerprint is the 20 characters'],
    [{ reason: '  ' }, 'say why with --reason'],
    [{ expires: '2026-11-23' }, 'is in the past'],
    [{ expires: '2027-02-30' }, 'must be a day that exists'],
    [{ reason: 'two\nlines' }, 'must be one line of text'],
  ])('%j is refused', (part, message) => {
    expect(() => allowFinding(empty, options(part), today)).toThrow(message);
    expect(() => allowFinding(empty, options(part), today)).not.toThrow('hunter2');
  });

  /** Answers one after the other, and what was asked. */
  const talk = (...answers: (string | null)[]) => {
    const asked: string[] = [];
    const ask = async (question: string): Promise<string | null> => {
      asked.push(question);
      return answers.shift() ?? null;
    };
    return { ask, asked };
  };
  const second = finding({
    fingerprint: 'f'.repeat(20),
    title: 'Other',
    places: [place(), place(), place(), place()],
  });

  test('--interactive asks about each finding and keeps what was said', async () => {
    const { ask, asked } = talk('y', 'sample', 'nonsense', '2020-01-01', '2027-05-06', 'n');
    const hushed = finding({ suppressed: { by: 'x', reason: 'y' } });
    const result = await allowInteractively(empty, [finding(), hushed, second], ask, today);
    expect(result.out).toBe('1 of 2 findings allowed\n');
    expect(readPolicyFile('p', result.writes[0]?.text ?? '').allow).toMatchObject([
      { fingerprints: ['0123456789abcdef0123'], reason: 'sample', expires: '2027-05-06' },
    ]);
    expect(asked[0]).toContain('1 of 2: Acme key (acme-key, likely)');
    expect(asked[0]).toContain('layer 1: app/config.yml:3');
    expect(asked.at(-1)).toContain('and 1 more places');
  });

  test('--interactive ends with the input and keeps what came before', async () => {
    const { ask } = talk('yes', 'sample', '');
    const result = await allowInteractively(empty, [finding(), second], ask, today);
    expect(readPolicyFile('p', result.writes[0]?.text ?? '').allow).toHaveLength(1);
    const quit = talk('q');
    expect((await allowInteractively(empty, [finding()], quit.ask, today)).writes).toEqual([]);
    expect(quit.asked).toHaveLength(1);
    const none = talk('y', '');
    expect((await allowInteractively(empty, [finding()], none.ask, today)).writes).toEqual([]);
  });

  test('--interactive wants a proven key to be acknowledged in as many letters', async () => {
    const key = finding({ confidence: 'certain', category: 'private-key' });
    const yes = talk('y', 'acknowledge', 'ours', '');
    const written = await allowInteractively(empty, [key], yes.ask, today);
    expect(readPolicyFile('p', written.writes[0]?.text ?? '').allow[0]?.acknowledge).toBe(true);
    const no = talk('y', 'y');
    expect((await allowInteractively(empty, [key], no.ask, today)).writes).toEqual([]);
  });

  test('--interactive prints no escape of an image', async () => {
    const { ask, asked } = talk('q');
    const evil = finding({
      title: '\u001b[2J',
      redacted: '::add-mask::\u202e',
      places: [place({ path: 'a\n::error::\u001b]0;x\u0007' })],
    });
    await allowInteractively(empty, [evil], ask, today);
    expect(asked[0]).not.toMatch(/[\u001b\u0007\u202e]|^::/m);
  });
});

describe('dockgate baseline', () => {
  const file = { file: 'base.json', text: null };
  const run = (findings: Finding[]) => ({ findings, verdict: 'blocked' as const });
  const plain = { grow: false, acknowledge: false };
  const key = finding({
    fingerprint: 'c'.repeat(20),
    confidence: 'certain',
    category: 'private-key',
  });

  test('writes, shrinks, and says what it leaves out', () => {
    const first = writeBaselineCommand(file, run([finding(), key]), today, plain);
    expect(first.exit).toBe(1);
    expect(first.out).toContain('base.json: 1 finding, 1 new, 0 gone\n');
    expect(first.out).toContain('1 finding left out: proven private keys');
    const text = first.writes[0]?.text ?? '';
    expect(text).not.toContain('acm…');
    const again = writeBaselineCommand({ ...file, text }, run([key]), today, {
      ...plain,
      acknowledge: true,
    });
    expect(again.out).toContain('0 findings, 0 new, 1 gone');
    expect(again.out).toContain('--grow');
    const grown = writeBaselineCommand({ ...file, text }, run([finding(), key]), today, {
      grow: true,
      acknowledge: true,
    });
    expect(grown).toMatchObject({ exit: 0, out: 'base.json: 2 findings, 1 new, 0 gone\n' });
  });

  test('is not written after a run that could not read all', () => {
    const result = writeBaselineCommand(
      file,
      { findings: [], verdict: 'incomplete' },
      today,
      plain,
    );
    expect(result).toMatchObject({ exit: 2, writes: [] });
  });
});

describe('dockgate rules and explain', () => {
  test('lists all rules in columns, or those that were asked for', () => {
    const all = listRules(rules, null, null);
    expect(all.out.trimEnd().split('\n')).toHaveLength(rules.length + 1);
    expect(all.out).toContain(`\n${rules.length} rules\n`);
    const some = listRules(rules, null, 'OpenAI');
    expect(some.out).toMatch(/^openai-project-key +ai-model/m);
    expect(some.out.length).toBeLessThan(all.out.length / 10);
    expect(listRules(rules, null, 'no such thing')).toMatchObject({ exit: 1, out: '0 rules\n' });
  });

  test('explains any rule in safe, whole lines', () => {
    for (const { id } of rules) {
      const { out, exit } = explainRule(rules, null, id);
      expect(exit).toBe(0);
      expect(out).toMatch(/\n {2}revoke +\S/);
      expect(out).not.toMatch(/[\0-\x09\x0b-\x1f]|undefined|\[object/);
    }
    expect(explainRule(rules, null, 'openai-project-key').out).toContain('found by');
  });

  test('shows what the policy made of a rule', async () => {
    const policy = await load(
      'rules:\n  - { id: openai-project-key, enabled: false, reason: none }\n  - { id: openai-admin-key, severity: low }\n  - { id: acme, regex: "acme_[a-z]{4}" }',
    );
    expect(listRules(rules, policy, 'openai-project-key').exit).toBe(1);
    expect(explainRule(rules, policy, 'openai-project-key').out).toContain(
      'switched off: none (.dockgate.yml:2)',
    );
    expect(explainRule(rules, policy, 'openai-admin-key').out).toContain(
      'severity low (.dockgate.yml:3)',
    );
    const own = explainRule(rules, policy, 'acme').out;
    expect(own).toContain('the regular expression acme_[a-z]{4}');
    expect(own).toContain('.dockgate.yml:4');
  });

  test('a misspelt rule is an error with the one that was meant', () => {
    expect(() => explainRule(rules, null, 'openai-projct-key')).toThrow(
      'did you mean "openai-project-key"?',
    );
    expect(() => explainRule(rules, null, '\u001b')).toThrow('dockgate rules lists them');
  });
});

describe('dockgate config', () => {
  test('shows the defaults where there is no policy', () => {
    const { out } = showConfig(null, null, today);
    expect(out).toContain('no policy file: the defaults count\n');
    expect(out).toMatch(/^fail-on +certain, likely, possible +default$/m);
  });

  test('shows each value with the place it comes from', async () => {
    const policy = await loadPolicy(
      '.dockgate.yml',
      'extends: org.yml\nlimits: { depth: 3 }\nallow:\n  - { rule: a, reason: old, expires: 2026-01-01 }\ndestinations:\n  - { match: "x/**", fail-on: none }\nreports: [{ format: json, file: out.json }]\nknown: { env: [A_*] }',
      {
        read: async (name) => ({
          file: name,
          text: 'fail-on: [certain]\ninherited: { fail-on: none }',
        }),
        fetch: () => Promise.reject(new Error('no network')),
      },
    );
    const { out } = showConfig(policy, null, today);
    expect(out).toContain('policy: .dockgate.yml, org.yml\n');
    expect(out).toMatch(/^fail-on +certain +org\.yml:1$/m);
    expect(out).toMatch(/^inherited\.fail-on +none +org\.yml:2$/m);
    expect(out).toMatch(/^limits\.depth +3 +\.dockgate\.yml:2$/m);
    expect(out).toMatch(/^limits\.ratio +as built in +default$/m);
    expect(out).toMatch(/^allow rule a +old until 2026-01-01 \(expired\) +\.dockgate\.yml:4$/m);
    expect(out).toMatch(/^destination x\/\*\* +fail-on none +\.dockgate\.yml:6$/m);
    expect(out).toMatch(/^known\.env +A_\* +\.dockgate\.yml:8$/m);
    expect(showConfig(policy, ['certain', 'likely'], today).out).toMatch(
      /^fail-on +certain, likely +--fail-on$/m,
    );
  });
});

describe('dockgate import', () => {
  test('adds entries and rules, keeps the file, lists what is left', () => {
    const policy = { file: '.dockgate.yml', text: '# ours\nfail-on: none\n' };
    const toml =
      "[[rules]]\nid='a'\nregex='acme_[a-z]{4}'\n[allowlist]\npaths=['''(^|/)vendor/''']\nregexes=['hunter2']";
    const result = importCommand({ file: '.gitleaks.toml', text: toml }, policy, rules, today);
    expect(result.out).toBe(
      '.gitleaks.toml (configuration of gitleaks): 1 allow entries, 1 rules taken over\n' +
        '  left out: .gitleaks.toml: 1 regexes or stopwords of an allowlist: an entry names findings, not values; they count for the rules of the TOML file\n',
    );
    expect(result.writes[0]?.text).toMatch(/^# ours\nfail-on: none\n/);
    const read = readPolicyFile('p', result.writes[0]?.text ?? '');
    expect(read.ruleFiles.map(({ file }) => file)).toEqual(['.gitleaks.toml']);
    expect(read.allow[0]?.paths).toEqual(['**/vendor/**']);
  });

  test('writes nothing where nothing could be taken', () => {
    const result = importCommand(
      { file: '.trivyignore', text: 'CVE-2020-1\n' },
      { file: 'p', text: null },
      rules,
      today,
    );
    expect(result).toMatchObject({ exit: 0, writes: [] });
    expect(result.out).toContain('left out: .trivyignore:1: an id: it speaks of no secret');
  });
});
