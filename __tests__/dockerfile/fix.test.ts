import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Blame } from '../../src/dockerfile/cause.ts';
import { plainBlame } from '../../src/dockerfile/cause.ts';
import type { Dockerfile } from '../../src/dockerfile/dockerfile.ts';
import { applyEdits } from '../../src/dockerfile/edits.ts';
import { proposeFix } from '../../src/dockerfile/fix.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { FixInput } from '../../src/dockerfile/proposal.ts';
import { randomBuild } from './random-dockerfile.ts';

const SECRET = `k${randomBytes(16).toString('hex')}`;

function inputOf(dockerfile: Dockerfile, more: Partial<FixInput> = {}): FixInput {
  return {
    dockerfile,
    provider: 'npm',
    category: 'registry',
    env: ['NPM_TOKEN'],
    ignoreFile: null,
    secretEnv: true,
    holdsSecret: (text) => text.includes(SECRET),
    ...more,
  };
}

/** The fix for a blame of `line`, and the Dockerfile after it. */
function fixed(lines: string[], line: number, own: Partial<Blame>, more: Partial<FixInput> = {}) {
  const dockerfile = parseDockerfile('Dockerfile', lines.join('\n'));
  const instruction = dockerfile.instructions.find((one) => one.line === line);
  if (instruction === undefined) throw new Error('no instruction');
  const fix = proposeFix(
    [{ ...plainBlame('other', instruction, 'exact'), ...own }],
    inputOf(dockerfile, more),
  );
  if (fix === null) throw new Error('no fix');
  const edits = fix.edits.filter((edit) => edit.file === 'Dockerfile');
  const after = applyEdits(lines.join('\n'), edits);
  expect(parseDockerfile('Dockerfile', after).problems).toEqual([]);
  expect(JSON.stringify(fix)).not.toContain(SECRET);
  return { ...fix, after: after.split('\n') };
}

describe('ARG and ENV', () => {
  const file = [
    'FROM b',
    'ARG NPM_TOKEN',
    'ARG V=1',
    'RUN npm ci && \\',
    '  echo $NPM_TOKEN',
    'run --network=none x ${NPM_TOKEN} $V',
  ];

  test('the variable goes, each RUN that uses it gets a mount', () => {
    const { after, text } = fixed(file, 2, { cause: 'arg', name: 'NPM_TOKEN' });
    expect(after).toEqual([
      'FROM b',
      '',
      'ARG V=1',
      'RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci && \\',
      '  echo $NPM_TOKEN',
      'run --mount=type=secret,id=npm_token,env=NPM_TOKEN --network=none x ${NPM_TOKEN} $V',
    ]);
    expect(text).toContain('docker build --secret id=npm_token,env=NPM_TOKEN .');
    expect(text).toContain('    npm_token=${{ secrets.NPM_TOKEN }}');
  });

  test('for an older builder the command reads the file', () => {
    const { after } = fixed(file, 2, { cause: 'arg', name: 'NPM_TOKEN' }, { secretEnv: false });
    expect(after[3]).toBe(
      'RUN --mount=type=secret,id=npm_token export NPM_TOKEN="$(cat /run/secrets/npm_token)" && npm ci && \\',
    );
    expect(after[5]).toBe(
      'run --mount=type=secret,id=npm_token --network=none export NPM_TOKEN="$(cat /run/secrets/npm_token)" && x ${NPM_TOKEN} $V',
    );
  });

  test('the other words of an ENV stay, on their own lines', () => {
    const { after } = fixed(
      ['FROM b', 'ENV A=1 \\', `  KEY=${SECRET} \\`, '  C="x y"', 'CMD z'],
      2,
      { cause: 'env', name: 'KEY' },
    );
    expect(after).toEqual(['FROM b', 'ENV A=1 \\', '    C="x y"', 'CMD z']);
  });

  test('ENV fed by ARG: both go', () => {
    const lines = ['FROM b', 'ARG T', 'ENV NPM_TOKEN=$T', 'RUN npm ci $NPM_TOKEN'];
    const source = parseDockerfile('D', lines.join('\n')).instructions[1] as Blame['source'];
    const { after } = fixed(lines, 3, {
      cause: 'env',
      name: 'NPM_TOKEN',
      variables: ['T'],
      source,
      sourceLine: 2,
    });
    expect(after).toEqual([
      'FROM b',
      '',
      '',
      'RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci $NPM_TOKEN',
    ]);
  });

  test('two words of one ARG are taken out together', () => {
    const lines = ['FROM b', 'ARG T U=1 NPM_TOKEN', 'ENV NPM_TOKEN=$T', 'RUN x $NPM_TOKEN'];
    const source = parseDockerfile('D', lines.join('\n')).instructions[1] as Blame['source'];
    expect(
      fixed(lines, 3, { cause: 'env', name: 'NPM_TOKEN', variables: ['T'], source, sourceLine: 2 })
        .after,
    ).toEqual([
      'FROM b',
      'ARG U=1',
      '',
      'RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN x $NPM_TOKEN',
    ]);
  });

  test('no edit where something else needs the variable, or another secret stays in a line', () => {
    expect(
      fixed(['FROM b', 'ARG T', 'COPY $T /x', 'RUN y $T'], 2, { cause: 'arg', name: 'T' }).edits,
    ).toEqual([]);
    expect(
      fixed(['FROM b', `ENV T=1 OTHER=${SECRET}`], 2, { cause: 'env', name: 'T' }).edits,
    ).toEqual([]);
  });

  test('a heredoc cannot take a prefix: text only', () => {
    const { edits, text } = fixed(
      ['FROM b', 'ARG T', 'RUN <<E', 'echo $T', 'E'],
      2,
      { cause: 'arg', name: 'T' },
      { secretEnv: false },
    );
    expect(edits).toEqual([]);
    expect(text).toContain('/run/secrets/t');
  });

  test('needed only at run time: Vault and Secrets Manager are named', () => {
    const { text, after } = fixed(['FROM b', `ENV KEY=${SECRET}`, 'CMD x'], 2, {
      cause: 'env',
      name: 'KEY',
    });
    expect(text).toContain('HashiCorp Vault or AWS Secrets Manager');
    expect(after).toEqual(['FROM b', '', 'CMD x']);
  });

  test('ONBUILD', () => {
    expect(
      fixed(['FROM b', 'ONBUILD ARG T', 'ONBUILD RUN x $T'], 2, { cause: 'arg', name: 'T' }).after,
    ).toEqual(['FROM b', '', 'ONBUILD RUN --mount=type=secret,id=t,env=T x $T']);
  });
});

describe('files of the context', () => {
  test('taken along with a folder: a line for .dockerignore, appended', () => {
    for (const text of ['node_modules\n', 'node_modules']) {
      const { edits } = fixed(
        ['FROM b', 'COPY . .'],
        2,
        { cause: 'copy-context', contextFile: '.env' },
        { ignoreFile: { path: '.dockerignore', text } },
      );
      expect(applyEdits(text, edits).trimEnd()).toBe('node_modules\n**/.env');
    }
  });

  test('an ignore file that does not exist, and an empty one', () => {
    expect(
      fixed(['FROM b', 'COPY . .'], 2, { cause: 'copy-context', contextFile: 'a/[x]' }),
    ).toMatchObject({ edits: [], text: expect.stringContaining('add a/\\[x\\] to .dockerignore') });
    const { edits } = fixed(
      ['FROM b', 'COPY . .'],
      2,
      { cause: 'copy-context', contextFile: '.env' },
      { ignoreFile: { path: '.dockerignore', text: '' } },
    );
    expect(applyEdits('', edits)).toBe('**/.env');
  });

  test('named in a COPY: mounted for the next RUN, and the rm that hid it goes', () => {
    const { after, text } = fixed(
      ['FROM b', 'WORKDIR /app', 'COPY .npmrc ./', 'RUN npm ci', 'RUN rm -f .npmrc', 'CMD x'],
      3,
      { cause: 'copy-context', contextFile: '.npmrc' },
    );
    expect(after).toEqual([
      'FROM b',
      'WORKDIR /app',
      '',
      'RUN --mount=type=secret,id=npmrc,target=/app/.npmrc npm ci',
      '',
      'CMD x',
    ]);
    expect(text).toContain('docker build --secret id=npmrc,src=.npmrc .');
  });

  test('an rm among other commands, several sources, an unknown folder: text only', () => {
    const own: Partial<Blame> = { cause: 'copy-context', contextFile: '.npmrc' };
    expect(
      fixed(['FROM b', 'COPY .npmrc /a/', 'RUN npm ci && rm /a/.npmrc'], 2, own).edits,
    ).toEqual([]);
    expect(fixed(['FROM b', 'COPY .npmrc x /a/', 'RUN npm ci'], 2, own).edits).toEqual([]);
    expect(fixed(['FROM b', 'COPY .npmrc ./', 'RUN npm ci'], 2, own).edits).toEqual([]);
  });

  test('.git: persist-credentials', () => {
    expect(
      fixed(['FROM b', 'COPY . .'], 2, { cause: 'copy-context', contextFile: 'sub/.git/config' })
        .text,
    ).toMatch(/add sub\/\.git to \.dockerignore[^]*persist-credentials: false/);
  });
});

describe('other causes', () => {
  test.each([
    ['run-literal', 'and use $NPM_TOKEN in the command'],
    ['run-file', 'earlier stage'],
    ['label', 'labels are read by everyone'],
    ['copy-heredoc', 'heredoc'],
    ['add-archive', 'archive'],
    ['add-url', 'downloads'],
    ['copy-stage', 'Copy on line 2 only'],
    ['copy-image', 'Copy on line 2 only'],
    ['base-onbuild', 'with ONBUILD'],
    ['other', 'Take the value out of line 2'],
  ] as const)('%s', (cause, words) => {
    expect(fixed(['FROM b', 'RUN x'], 2, { cause }).text).toContain(words);
  });

  test('git clone with a token', () => {
    expect(
      fixed(['FROM b', 'RUN git clone https://x:$T@h/r'], 2, {
        cause: 'run-file',
        variables: ['T'],
      }).text,
    ).toContain('--mount=type=ssh');
  });

  test.each([
    ['AWS', 'aws-actions/configure-aws-credentials'],
    ['Google Cloud', 'google-github-actions/auth'],
    ['Microsoft Azure', 'azure/login'],
    ['Hetzner', 'OpenID Connect'],
  ])('a cloud key of %s: a short-lived identity', (provider, words) => {
    expect(
      fixed(['FROM b', 'RUN x'], 2, { cause: 'other' }, { provider, category: 'cloud' }).text,
    ).toContain(words);
  });
});

test('no blame, no fix; the same blame twice is told once', () => {
  const dockerfile = parseDockerfile('D', 'FROM b\nENV A=1');
  expect(proposeFix([], inputOf(dockerfile))).toBeNull();
  const env = {
    ...plainBlame('env', dockerfile.instructions[1] as Blame['instruction'], 'exact'),
    name: 'A',
  };
  expect(proposeFix([env, env], inputOf(dockerfile))).toEqual(
    proposeFix([env], inputOf(dockerfile)),
  );
});

describe('applying edits', () => {
  const edit = (line: number, endLine: number, text: string) => ({
    file: 'f',
    line,
    endLine,
    text,
  });
  test('in any order, with more and fewer lines', () => {
    expect(applyEdits('a\nb\nc\nd', [edit(1, 1, 'x\ny'), edit(3, 4, 'z')])).toBe('x\ny\nb\nz');
  });
  test.each([
    [[edit(0, 1, '')]],
    [[edit(5, 5, '')]],
    [[edit(2, 1, '')]],
    [[edit(1, 2, ''), edit(2, 3, '')]],
  ])('what does not fit is refused', (edits) => {
    expect(() => applyEdits('a\nb\nc\nd', edits)).toThrow(/apply them by hand/);
  });
});

test('in any Dockerfile an edit takes the variable out and leaves every other instruction', () => {
  const said = (dockerfile: Dockerfile, gone: string) =>
    dockerfile.instructions.flatMap((one) => {
      const words = one.properties.map((two) => `${two.name}=${two.value}`);
      const kept = words.filter((word) => !word.startsWith(`${gone}=`));
      if (words.length > 0 && kept.length === 0) return [];
      return [`${one.keyword} ${words.length > 0 ? kept.join(' ') : one.args}`];
    });
  let edited = 0;
  fc.assert(
    fc.property(randomBuild, fc.boolean(), ({ dockerfile: text }, secretEnv) => {
      const before = parseDockerfile('Dockerfile', text);
      for (const instruction of before.instructions) {
        const cause = instruction.keyword === 'ARG' ? 'arg' : 'env';
        if (!['ARG', 'ENV'].includes(instruction.keyword) || instruction.stage === null) continue;
        for (const { name } of instruction.properties) {
          const blamed = { ...plainBlame(cause, instruction, 'exact' as const), name };
          const edits = proposeFix([blamed], inputOf(before, { secretEnv }))?.edits ?? [];
          if (edits.length === 0) continue;
          edited++;
          const after = parseDockerfile('Dockerfile', applyEdits(text, edits));
          expect(after.problems).toEqual([]);
          expect(said(after, name)).toEqual(said(before, name));
          expect(after.lines.length).toBeLessThanOrEqual(before.lines.length);
        }
      }
    }),
    { numRuns: 150 },
  );
  expect(edited).toBeGreaterThan(50);
});
