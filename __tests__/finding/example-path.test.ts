/** Tests and documentation make generic findings less sure, and nothing else. */
import { describe, expect, test } from '@jest/globals';
import { Finder } from '../../src/detect/finder.ts';
import { compileRules } from '../../src/detect/ruleset.ts';
import { randomFrom } from '../../src/detect/sample.ts';
import { doubtExamples, isExamplePath } from '../../src/finding/example-path.ts';
import { rules } from '../../src/rules/index.ts';
import { key } from '../e2e/engine.ts';

const ruleSet = compileRules(rules);
const random = randomFrom(77);
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const secret = Array.from({ length: 16 }, () =>
  letters.charAt(Math.floor(random() * letters.length)),
).join('');

const search = async (path: string): Promise<string[]> => {
  const finder = new Finder(ruleSet);
  finder.begin({ where: 'layer', path, blob: null });
  finder.write(
    Buffer.from(
      `https://svc:${secret}@git.internal.net/a ${key('github-personal-access-token', 3)}\n`,
    ),
  );
  finder.end();
  return doubtExamples(finder.results(), rules).flatMap(({ matches }) =>
    matches.map((match) => `${rules[match.rule]?.id ?? ''} ${match.confidence}`),
  );
};

describe('a path of tests or documentation', () => {
  test.each([
    'app/test/a.txt',
    'usr/share/doc/a',
    'srv/README.md',
    'src/login_test.go',
    'a.jar!/docs/b',
  ])('%s', async (path) => {
    expect(isExamplePath(path)).toBe(true);
    expect(await search(path)).toEqual([
      'url-password possible',
      'github-personal-access-token certain',
    ]);
  });
});

describe('any other path', () => {
  test.each([
    'app/latest/a.txt',
    'srv/contest/b',
    'app/.env',
    'etc/manager/app.conf',
    'app/docset.txt',
  ])('%s', async (path) => {
    expect(isExamplePath(path)).toBe(false);
    expect(await search(path)).toEqual([
      'url-password likely',
      'github-personal-access-token certain',
    ]);
  });
});
