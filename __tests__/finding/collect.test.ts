/** A known value is one secret, in however many encodings it lies about. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Finder } from '../../src/detect/finder.ts';
import { knownValueRules } from '../../src/detect/known-values.ts';
import { compileRules } from '../../src/detect/ruleset.ts';
import { openInside } from '../../src/inside.ts';
import { collectSecrets, type Secret } from '../../src/finding/collect.ts';
import type { TextMatches } from '../../src/model/match.ts';
import { redactLines } from '../../src/policy/redact.ts';
import { rules } from '../../src/rules/index.ts';
import { key } from '../e2e/engine.ts';

const value = 'k9"Zu/7&Qd wX3+nB';
const ruleSet = compileRules([
  ...rules,
  ...knownValueRules([{ name: 'DEPLOY_KEY', value: Buffer.from(value), found: false }]).rules,
]);

const search = async (texts: Record<string, string>): Promise<TextMatches[]> => {
  const finder = new Finder(ruleSet);
  for (const [path, text] of Object.entries(texts)) {
    finder.begin({ where: 'layer', path, blob: 'sha256:1' });
    finder.write(Buffer.from(text));
    finder.end();
  }
  return finder.results();
};

const collect = (texts: readonly TextMatches[]): Secret[] => collectSecrets(texts, ruleSet.rules);

const forms = {
  plain: `a: ${value}\n`,
  base64: `data: ${Buffer.from(`svc:${value}`).toString('base64')}\n`,
  'base64 again': `data: ${Buffer.from(value).toString('base64')}\n`,
  hex: `0x${Buffer.from(value).toString('hex')}\n`,
  url: `https://some.host/?k=${encodeURIComponent(value)}&b\n`,
  json: JSON.stringify({ a: value, b: 1 }),
  markup: `<a>${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}</a>\n`,
};

describe('a known value', () => {
  test('in several encodings is one secret with a place for each', async () => {
    const secrets = collect(await search(forms));
    expect(secrets).toHaveLength(1);
    const [secret] = secrets as [Secret];
    expect(secret.rule.name).toBe('known value DEPLOY_KEY');
    expect(Buffer.from(secret.bytes).toString()).toBe(value);
    expect(secret.confidence).toBe('certain');
    expect(secret.occurrences.map(({ origin }) => origin.path).sort()).toEqual(
      Object.keys(forms).sort(),
    );
    expect(secret.details).toEqual(
      ['base64', 'hex', 'json', 'markup', 'percent'].map((encoding) => `encoding: ${encoding}`),
    );
  });

  test('is the same secret where it lies in one encoding alone', async () => {
    for (const [path, text] of Object.entries(forms)) {
      const [secret] = collect(await search({ [path]: text }));
      expect(Buffer.from(secret?.bytes ?? []).toString()).toBe(value);
    }
  });

  test('is told the same, in whatever order its places are found', async () => {
    const texts = await search({
      ...forms,
      other: `token=${key('github-personal-access-token', 5)}\n`,
    });
    const told = (found: readonly TextMatches[]): unknown =>
      collect(found).map(({ rule, bytes, details, confidence, spellings }) => ({
        rule: rule.name,
        bytes,
        details,
        confidence,
        spellings,
      }));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(texts, { minLength: texts.length, maxLength: texts.length }),
        (shuffled) => {
          expect(told(shuffled)).toEqual(told(texts));
        },
      ),
    );
  });

  test('has no second place in what is decoded of its first', async () => {
    const finder = new Finder(ruleSet);
    const { sink, settled } = openInside(finder, { openContents: true, limits: null });
    const far = 'x = 1\n'.repeat(200);
    const words = 'some words of no meaning ';
    const wrapped = Buffer.from(`${words}${value} ${words.repeat(3)}`)
      .toString('base64')
      .replace(/.{44}/g, '$&\n');
    for (const [path, text] of Object.entries({
      ...forms,
      wrapped,
      twice: `${forms.hex}${far}${forms.hex}`,
    })) {
      sink.begin({ where: 'layer', path, blob: 'sha256:1' });
      sink.write(Buffer.from(text));
      sink.end();
    }
    await settled();
    const texts = finder.results();
    expect(texts.map(({ origin }) => origin.path).join()).toMatch(/base64!\/base64@\d+/);
    const [secret, ...more] = collect(texts);
    expect(more).toEqual([]);
    const paths = secret?.occurrences.map(({ origin }) => origin.path).sort() ?? [];
    // Only what a line end cut through is found nowhere else than decoded.
    expect(paths).toEqual([...Object.keys(forms), 'twice', 'twice', 'wrapped!/base64@0'].sort());
  });

  test('is kept out of what a report quotes in each of its spellings', async () => {
    const secrets = collect(await search(forms)).flatMap(({ spellings }) => spellings);
    expect(secrets).toHaveLength(7);
    const lines = redactLines(Object.values(forms), secrets).join('\n');
    for (const spelling of secrets) {
      expect(lines).not.toContain(Buffer.from(spelling).toString('latin1'));
    }
  });
});

test('a secret that no value of this run is has its one spelling', async () => {
  const token = key('github-personal-access-token', 6);
  const [secret, ...more] = collect(await search({ a: token, b: `x ${token}\n` }));
  expect(more).toEqual([]);
  expect(secret?.spellings.map((bytes) => Buffer.from(bytes).toString())).toEqual([token]);
  expect(secret?.occurrences).toHaveLength(2);
});
