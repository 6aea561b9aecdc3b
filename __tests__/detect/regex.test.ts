import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Finder } from '../../src/detect/finder.ts';
import { compileLinear, RegexRefused } from '../../src/detect/regex.ts';
import { compileRules } from '../../src/detect/ruleset.ts';
import type { Match } from '../../src/model/match.ts';
import { ownRule } from '../../src/policy/own-rules.ts';
import type { OwnRuleDocument } from '../../src/policy/rule-schema.ts';

/** What an own rule finds in a text, through the whole search. */
const search = async (
  rule: Omit<OwnRuleDocument, 'id'>,
  text: string | Uint8Array,
  { path = 'a.txt', batch = 1 << 20, chunk = 1 << 16 } = {},
): Promise<Match[]> => {
  const ruleSet = compileRules([ownRule({ id: 'own', ...rule })]);
  const finder = new Finder(ruleSet, batch);
  finder.begin({ where: 'layer', path, blob: null });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunk) finder.write(bytes.subarray(at, at + chunk));
  finder.end();
  return finder.results().flatMap(({ matches }) => matches);
};

const secrets = async (
  rule: Omit<OwnRuleDocument, 'id'>,
  text: string | Uint8Array,
  options?: { path?: string; batch?: number; chunk?: number },
): Promise<string[]> =>
  (await search(rule, text, options)).map(({ secret }) => Buffer.from(secret).toString());

describe('an own rule in the search', () => {
  test('finds all its matches, with place and confidence', async () => {
    const rule = { regex: 'acme_([a-z0-9]{6})', confidence: 'possible' as const };
    const matches = await search(rule, 'x\nacme_abc123 acme_def456\n\n  acme_ghi789');
    expect(
      matches.map(({ line, column, offset, length }) => [line, column, offset, length]),
    ).toEqual([
      [2, 6, 7, 6],
      [2, 18, 19, 6],
      [4, 8, 34, 6],
    ]);
    expect(matches[0]?.confidence).toBe('possible');
  });

  test('keywords need not stand in the match, only near it', async () => {
    const rule = { regex: '\\b[0-9a-f]{8}\\b', keywords: ['acme'] };
    expect(await secrets(rule, 'acme:\n key: 0123abcd\n secret: 4567cdef')).toEqual([
      '0123abcd',
      '4567cdef',
    ]);
    expect(await secrets(rule, `0123abcd ${' '.repeat(5000)} acme`)).toEqual([]);
    expect(await secrets(rule, 'ACME 0123abcd')).toEqual(['0123abcd']);
  });

  test('the secret is the group that is named, or the first that took part', async () => {
    const text = 'acme one=AA two=BB';
    expect(await secrets({ regex: 'acme one=(\\w+) two=(\\w+)' }, text)).toEqual(['AA']);
    expect(await secrets({ regex: 'acme one=(\\w+) two=(\\w+)', 'secret-group': 2 }, text)).toEqual(
      ['BB'],
    );
    expect(await secrets({ regex: 'acme one=(\\w+) two=(\\w+)', 'secret-group': 0 }, text)).toEqual(
      [text],
    );
    expect(await secrets({ regex: 'acme (x)?one=(\\w+)' }, text)).toEqual(['AA']);
  });

  test('a line end that a pattern takes along is not part of the secret', async () => {
    expect(await secrets({ regex: 'acme_[a-z]+(?:[^a-z]|$)' }, 'acme_abc\r\n')).toEqual([
      'acme_abc',
    ]);
  });

  test('entropy, path, allowlist', async () => {
    const regex = 'acme_(\\w+)';
    expect(await secrets({ regex, entropy: 2 }, 'acme_aaaaaaaa acme_abcdefgh')).toEqual([
      'abcdefgh',
    ]);
    expect(await secrets({ regex, path: '\\.env$' }, 'acme_a', { path: 'x/.env' })).toEqual(['a']);
    expect(await secrets({ regex, path: '\\.env$' }, 'acme_a', { path: 'x/.envy' })).toEqual([]);
    const text = 'acme_test1 acme_good # fine\nacme_good';
    const allow = (part: NonNullable<OwnRuleDocument['allow']>[number]) => ({
      regex,
      allow: [part],
    });
    expect(await secrets(allow({ stopwords: ['TEST'] }), text)).toEqual(['good', 'good']);
    expect(await secrets(allow({ regexes: ['^te'] }), text)).toEqual(['good', 'good']);
    expect(await secrets(allow({ regexes: ['^te'], target: 'match' }), text)).toHaveLength(3);
    expect(await secrets(allow({ regexes: ['# fine'], target: 'line' }), text)).toEqual(['good']);
    expect(await secrets(allow({ paths: ['^t/'] }), text, { path: 't/x' })).toEqual([]);
    const all = allow({ paths: ['^t/'], stopwords: ['test'], condition: 'all' });
    expect(await secrets(all, text, { path: 't/x' })).toEqual(['good', 'good']);
    expect(await secrets(all, text, { path: 'u/x' })).toHaveLength(3);
  });

  test('bytes that are no UTF-8 do no harm, and letters beyond ASCII are found', async () => {
    const junk = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x80]),
      Buffer.from('acme_abc'),
      Buffer.from([0xc3]),
    ]);
    const [match] = await search({ regex: 'acme_[a-z]+' }, junk);
    expect([match?.offset, match?.length]).toEqual([3, 8]);
    expect(
      await secrets({ regex: 'schlüssel=(\\w+)', keywords: ['schl'] }, 'schlüssel=abc'),
    ).toEqual(['abc']);
  });

  test('a pattern without end is held to its window, and still found', async () => {
    const key = `acme_${'a'.repeat(10_000)}`;
    const [short] = await search({ regex: 'acme_[a-z]+' }, key);
    expect(short?.length).toBeGreaterThan(4000);
    const [long] = await search({ regex: 'acme_[a-z]+', longest: 12_000 }, key);
    expect(long?.length).toBe(key.length);
  });

  test('a bounded pattern does not take the end of a window for the end of the text', async () => {
    const regex = 'acme_[a-z]{5}$';
    expect(await secrets({ regex }, `acme_abcde${' x'.repeat(100)}`)).toEqual([]);
    expect(await secrets({ regex }, 'acme_abcde')).toEqual(['acme_abcde']);
  });

  test('finds the same however the text is cut', async () => {
    const rule = { regex: 'acme[_-]([a-z0-9]{4,12})\\b' };
    const piece = fc.constantFrom(
      'acme_abcd ',
      'acme-12345678\n',
      'acme',
      '_',
      'x'.repeat(50),
      '\n',
      ' ',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 60 }),
        fc.integer({ min: 1, max: 64 }),
        async (pieces, chunk) => {
          const text = pieces.join('');
          const expected = [...text.matchAll(/acme[_-]([a-z0-9]{4,12})\b/g)].map((m) => [
            m.index + 5,
            m[1]?.length,
          ]);
          const found = await search(rule, text, { batch: 1300, chunk });
          expect(found.map(({ offset, length }) => [offset, length])).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('a text full of anchors is searched once, not once an anchor', async () => {
    const text = 'acme '.repeat(100_000);
    const started = performance.now();
    expect(await secrets({ regex: '(?:x|y)[a-z ]{0,40}z9', keywords: ['acme'] }, text)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('compileLinear', () => {
  test.each([
    ['a(?=b)', 2, 'lookaround'],
    ['ab(?<!c)d', 3, 'lookaround'],
    ['(a)\\1', 4, 'invalid escape sequence'],
    ['xx[a', 3, 'missing closing ]'],
    ['a{1001}', 2, 'invalid repeat count'],
    ['ü[ß]', 3, 'beyond ASCII'],
  ])('%s is refused at character %i', (source, character, reason) => {
    try {
      compileLinear(source);
    } catch (error) {
      expect(error).toBeInstanceOf(RegexRefused);
      expect((error as RegexRefused).character).toBe(character);
      expect((error as RegexRefused).message).toContain(reason);
      return;
    }
    throw new Error('it was taken');
  });
});
