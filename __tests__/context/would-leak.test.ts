import { describe, expect, test } from '@jest/globals';
import { readIgnore } from '../../src/context/ignore.ts';
import { readGitIgnore } from '../../src/context/git-ignore.ts';
import { SECRET_FILES } from '../../src/context/secret-files.ts';
import { wouldLeak } from '../../src/context/would-leak.ts';

const copy = (line: number, ...sources: string[]) => ({
  line,
  sources,
  exclude: [] as string[],
  parents: false,
});
const leaks = (
  copies: ReturnType<typeof copy>[],
  ignore: string | null,
  gitignore: string | null = null,
  paths: string[] = [],
) => wouldLeak({ copies, paths, rules: readIgnore('i', ignore), gitignore });

describe('what a COPY would take', () => {
  test('COPY . . without .dockerignore takes all of the list; what git ignores is marked', () => {
    const found = leaks([copy(4, '.')], null, '.env\n/id_*\n');
    expect(new Set(found.map((one) => one.ignoreLine))).toEqual(
      new Set(SECRET_FILES.map((one) => one.line)),
    );
    expect(
      found
        .filter((one) => one.gitIgnored)
        .map((one) => one.path)
        .sort(),
    ).toEqual(['.env', 'id_rsa']);
    expect(found.every((one) => one.line === 4)).toBe(true);
  });

  test('the lines it proposes keep everything out', () => {
    const found = leaks([copy(4, '.'), copy(5, 'sub')], null);
    expect(
      leaks([copy(4, '.'), copy(5, 'sub')], found.map((one) => one.ignoreLine).join('\n')),
    ).toEqual([]);
  });

  test('a folder, a wildcard, a single file', () => {
    expect(
      leaks([copy(2, 'sub/')], null, null, ['sub/a']).find((one) => one.ignoreLine === '**/.env')
        ?.path,
    ).toBe('sub/.env');
    expect(leaks([copy(2, '*.pem')], null).map((one) => one.path)).toEqual(['server.pem']);
    expect(leaks([copy(2, 'package.json')], null, null, ['package.json'])).toEqual([]);
    expect(leaks([copy(2, 'absent')], null)).toEqual([]);
    expect(leaks([copy(2, '.aws')], null).map((one) => one.path)).toEqual(['.aws/credentials']);
    expect(
      leaks([copy(2, 'certs/*')], null).find((one) => one.ignoreLine === '**/*.key')?.path,
    ).toBe('certs/server.key');
  });

  test('a file that is named and a file that is there', () => {
    expect(leaks([copy(2, '.npmrc')], null, null, ['.npmrc'])).toMatchObject([
      { path: '.npmrc', present: true, gitIgnored: false },
    ]);
  });

  test('--exclude keeps out too', () => {
    expect(
      leaks(
        [
          {
            ...copy(2, '.'),
            exclude: [
              '**/.*',
              '**/*.*',
              '**/id_*',
              '**/_netrc',
              '**/kubeconfig',
              '**/config',
              '**/credentials',
              '**/token',
            ],
          },
        ],
        null,
      ),
    ).toEqual([]);
  });

  test('an ignore file that lets one back in', () => {
    expect(leaks([copy(2, '.')], '*\n!app\n!.env').map((one) => one.path)).toEqual(['.env']);
  });
});

describe('.gitignore', () => {
  test.each([
    ['.env', ['.env', 'a/.env', '.env/x'], ['b']],
    ['/.env', ['.env'], ['a/.env']],
    ['a/b', ['a/b', 'a/b/c'], ['x/a/b']],
    ['*.pem\n!public.pem', ['x.pem', 'd/x.pem'], ['public.pem']],
    ['secrets/', ['secrets/x', 'a/secrets/x'], ['secrets']],
    ['secrets/\n!secrets/x', ['secrets/x'], []],
    ['a/**/z', ['a/z', 'a/b/c/z'], ['a']],
    ['# c\n\\#x\n\\!y', ['#x', '!y'], ['# c']],
    ['t \nu\\ ', ['t', 'u '], ['t ']],
    ['{a,b}', ['{a,b}'], ['a']],
  ])('%j', (text, ignored, not) => {
    const rules = readGitIgnore(text);
    expect(ignored.filter((path) => !rules.ignores(path))).toEqual([]);
    expect(not.filter((path) => rules.ignores(path))).toEqual([]);
  });

  test('none ignores nothing', () => {
    expect(readGitIgnore(null).ignores('.env')).toBe(false);
  });
});
