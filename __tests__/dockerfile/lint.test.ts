import { describe, expect, test } from '@jest/globals';
import { lintDockerfile, secretMounts } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { meansSecret } from '../../src/dockerfile/secret-names.ts';

const lint = (...lines: string[]) =>
  lintDockerfile(parseDockerfile('D', ['FROM a', ...lines].join('\n')));
const told = (...lines: string[]) => lint(...lines).map((one) => [one.kind, one.line]);

describe('names that mean a secret', () => {
  test.each([
    'NPM_TOKEN',
    'dbPassword',
    'AWS_SECRET_ACCESS_KEY',
    'OPENAI_API_KEY',
    'apikey',
    'GITHUB-PAT',
    'PGPASSWORD_',
    'SSH_PRIVATE_KEY',
    'DB_PWD',
    'MY_CREDS',
    'client.secret',
  ])('%s does', (name) => {
    expect(meansSecret(name)).toBe(true);
  });
  test.each([
    'PATH',
    'TOKEN_FILE',
    'SECRET_NAME',
    'PUBLIC_KEY',
    'API_KEY_PUBLIC',
    'KEYBOARD',
    'TOKENIZERS_PARALLELISM',
    'PASSWORD_MIN_LENGTH',
    'PATTERN',
    'AUTHOR',
    'AWS_ACCESS_KEY_ID',
    '',
  ])('%j does not', (name) => {
    expect(meansSecret(name)).toBe(false);
  });
});

describe('variables', () => {
  test('ENV with a value, ARG with and without', () => {
    expect(
      told(
        'ENV A=b \\',
        '  NPM_TOKEN=x',
        'ARG DB_PASSWORD',
        'ARG DB_PASSWORD=y',
        'ONBUILD ENV API_KEY=z',
      ),
    ).toEqual([
      ['secret-variable', 3],
      ['secret-argument', 4],
      ['secret-argument', 5],
      ['secret-variable', 6],
    ]);
  });

  test('an empty ENV and harmless names say nothing', () => {
    expect(told('ENV NPM_TOKEN= X=1', 'ENV NPM_TOKEN=""', 'ARG VERSION=1')).toEqual([]);
  });

  test('no message holds a value', () => {
    const value = `v${Math.random().toString(36).slice(2)}`;
    expect(JSON.stringify(lint(`ENV NPM_TOKEN=${value}`, `ARG API_KEY=${value}`))).not.toContain(
      value,
    );
  });
});

describe('secret mounts', () => {
  test('target, id and env as BuildKit fills them in', () => {
    const [, run] = parseDockerfile(
      'D',
      'FROM a\nRUN --mount=type=secret,id=npm --mount=type=secret,target=/root/.npmrc --mount=type=cache,target=/c --mount=type=secret,id=t,env=T x',
    ).instructions;
    if (run === undefined) throw new Error('no RUN');
    expect(secretMounts(run)).toEqual([
      { id: 'npm', target: '/run/secrets/npm', env: null },
      { id: '.npmrc', target: '/root/.npmrc', env: null },
      { id: 't', target: '/run/secrets/t', env: 'T' },
    ]);
  });

  const mount = '--mount=type=secret,id=x';
  test.each([
    `cat /run/secrets/x > /root/.npmrc`,
    `make && cp /run/secrets/x /app/key`,
    `install -m 600 /run/secrets/x /key`,
    `echo "t=$(cat /run/secrets/x)" >> .npmrc`,
    `cat /run/secrets/x | tee /etc/key`,
    `base64 /run/secrets/x >"/k"`,
  ])('leaks: %s', (command) => {
    expect(told(`RUN ${mount} ${command}`)).toEqual([['leaked-mount', 2]]);
  });

  test.each([
    `npm ci`,
    `T="$(cat /run/secrets/x)" npm ci`,
    `cat /run/secrets/x > /dev/null`,
    `cat /run/secrets/x 2>/dev/null | npm login`,
    `curl -H "Authorization: $(cat /run/secrets/x)" https://h > /out`,
    `cat /other > /root/.npmrc`,
    `cat /run/secrets/x; echo done > /marker`,
  ])('does not leak: %s', (command) => {
    expect(told(`RUN ${mount} ${command}`)).toEqual([]);
  });

  test('the very line is named, in continuations and in heredocs', () => {
    expect(
      told(
        `RUN ${mount} a && \\`,
        '  # c',
        '  cp /run/secrets/x /y',
        `RUN ${mount} <<E`,
        'a',
        'cat /run/secrets/x > /y',
        'E',
      ),
    ).toEqual([
      ['leaked-mount', 4],
      ['leaked-mount', 7],
    ]);
  });

  test('with env=, a command that writes the variable', () => {
    expect(
      told(
        'RUN --mount=type=secret,id=x,env=TOK echo "$TOK" > /k',
        'RUN --mount=type=secret,id=x,env=TOK npm ci',
      ),
    ).toEqual([['leaked-mount', 2]]);
  });
});

test('time stays short on long commands', () => {
  const before = performance.now();
  lint(`RUN --mount=type=secret,id=x ${'cat /run/secrets/x >>>> '.repeat(30_000)}`);
  lint(`RUN --mount=type=secret,id=x ${'a && '.repeat(150_000)}`);
  expect(performance.now() - before).toBeLessThan(5_000);
});
