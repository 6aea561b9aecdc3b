import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileGlob, fitsText, globProblem } from '../../src/policy/glob.ts';

describe('compileGlob', () => {
  test.each([
    ['app/config.yml', 'app/config.yml', true],
    ['/app/config.yml', 'app/config.yml', true],
    ['app/*.yml', 'app/config.yml', true],
    ['app/*.yml', 'app/sub/config.yml', false],
    ['**/test/**', 'usr/lib/node_modules/x/test/key.pem', true],
    ['**/.env', '.env', true],
    ['*', '.hidden', true],
    ['app.jar!/config/*.yml', 'app.jar!/config/a.yml', true],
    ['opt/*.jar!/**', 'opt/x.jar!/BOOT-INF/lib/y.jar!/z.properties', true],
    ['opt/*.jar!/**', 'opt/x.jar', false],
    ['*.{pem,key}', 'server.key', true],
    ['config/Env/*', '/config/Env/3', true],
    ['@(a|b)', 'a', false],
    ['@(a|b)', '@(a|b)', true],
    ['#notes', '#notes', true],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
  ])('%s and %s: %s', (glob, path, fits) => {
    expect(compileGlob(glob)(path)).toBe(fits);
  });

  test('a path that no file system holds never fits', () => {
    expect(compileGlob('**')('a'.repeat(300))).toBe(false);
    expect(compileGlob('**')('a/'.repeat(5000))).toBe(false);
  });

  test('hostile paths under the worst glob that is let in take little time', () => {
    const glob = '**/*a*a*b/**/*a*a*b/**/*a*a*b';
    expect(globProblem(glob)).toBeNull();
    const fits = compileGlob(glob);
    const started = performance.now();
    for (let i = 0; i < 20; i++) {
      fits(Array.from({ length: 30 }, () => 'a'.repeat(255 - i)).join('/'));
    }
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('globProblem', () => {
  test.each([
    ['!a', 'begins with'],
    ['*a*a*a*a*', 'times * between'],
    ['**/a/**/b/**/c/**', 'more than 3 times **'],
    ['{a,b}{c,d}{e,f}', 'more than two { }'],
    ['{1..1000000}', 'a range'],
    ['a\nb', 'control character'],
    ['[[[[[[[[[]]]]]]]]]', 'too many'],
  ])('%j: %s', (glob, problem) => {
    expect(globProblem(glob)).toContain(problem);
  });

  test('any glob that is let in compiles and answers', () => {
    const piece = fc.constantFrom(
      '*',
      '**',
      '/',
      'a',
      'b',
      '{',
      '}',
      ',',
      '[',
      ']',
      '!',
      '?',
      '\\',
      '(',
      ')',
      '+',
      '@',
      '|',
      '.',
      '-',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.string(), (pieces, path) => {
        const glob = pieces.join('');
        if (glob === '' || globProblem(glob) !== null) return;
        expect(typeof compileGlob(glob)(path)).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('fitsText', () => {
  test.each([
    ['RUN npm ci', 'RUN npm ci', true],
    ['RUN npm ci', 'RUN npm ci --x', false],
    ['RUN npm*', 'RUN npm ci', true],
    ['ENV TOKEN=*', 'ENV   TOKEN=ghp_a…b', true],
    ['*ci', 'RUN npm ci', true],
    ['RUN * ci', 'RUN ci', false],
    ['a*a', 'a', false],
    ['*', '', true],
    ['COPY *.env*app', 'COPY conf/.env /app', true],
    ['a*b*c', 'a c b c', true],
    ['a*b*c', 'a b', false],
    ['RUN [x]', 'RUN x', false],
  ])('%j and %j: %s', (pattern, text, fits) => {
    expect(fitsText(pattern, text)).toBe(fits);
  });

  test('is what the regular expression would be', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
    fc.assert(
      fc.property(word, text, (pattern, whole) => {
        const regex = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
        expect(fitsText(pattern, whole)).toBe(regex.test(whole));
      }),
      { numRuns: 2000 },
    );
  });
});
