import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { HistoryEntry } from '../../src/model/image.ts';
import { blame, instructionRef } from '../../src/dockerfile/blame.ts';
import type { Blame, BlameInput, BlamePlace } from '../../src/dockerfile/cause.ts';
import { alignHistory } from '../../src/dockerfile/history.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

const SECRET = `s3cr3t${randomBytes(12).toString('hex')}`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Metadata keywords make empty entries, as BuildKit writes them. */
function inputOf(
  dockerfile: string[],
  told: string[],
  context?: Record<string, string>,
): BlameInput {
  const file = parseDockerfile('build/Dockerfile', dockerfile.join('\n'));
  let layer = 0;
  const history: HistoryEntry[] = told.map((createdBy, index) => {
    const empty = /^(?:ARG|ENV|LABEL|CMD|ENTRYPOINT|USER|EXPOSE) /.test(createdBy);
    return {
      index,
      createdBy,
      comment: 'buildkit.dockerfile.v0',
      empty,
      layer: empty ? null : layer++,
    };
  });
  const files =
    context === undefined
      ? {}
      : {
          contextFiles: new Map(
            Object.entries(context).map(([name, text]) => [name, sha256(text)]),
          ),
        };
  return { dockerfile: file, alignment: alignHistory(file, history), history, ...files };
}

const at = (found: Blame | null) =>
  found === null ? null : [found.cause, found.line, found.endLine, found.sourceLine];
const place = (
  where: BlamePlace['where'],
  path: string,
  layer: number | null = null,
): BlamePlace => ({ where, path, layer });
const hints = { secret: Buffer.from(SECRET) };

test('a folder that a relative WORKDIR stands below is blamed on the line that named it', () => {
  const input = inputOf(
    ['FROM b', `WORKDIR /w${SECRET}`, 'USER 1', 'workdir below'],
    [`WORKDIR /w${SECRET}`, 'USER 1', `WORKDIR /w${SECRET}/below`],
  );
  expect(at(blame(place('history', '/history/2/created_by'), input, hints))).toEqual(
    at(blame(place('history', '/history/0/created_by'), input, hints)),
  );
  expect(blame(place('history', '/history/2/created_by'), input, hints)?.line).toBe(2);
});

describe('values in the config and the history', () => {
  const input = inputOf(
    [
      'FROM b',
      'ARG TOKEN',
      'ARG OTHER=1',
      'ENV A=1 \\',
      '  # why',
      '  NPM_TOKEN=$TOKEN \\',
      '  C=3',
      'LABEL x="$TOKEN" y=1',
      'RUN make',
      'CMD ["run", \\',
      '  "--key", "$TOKEN"]',
    ],
    [
      'base',
      `ARG TOKEN=${SECRET}`,
      'ARG OTHER=1',
      `ENV A=1 NPM_TOKEN=${SECRET} C=3`,
      `LABEL x=${SECRET} y=1`,
      `RUN |2 TOKEN=${SECRET} OTHER=1 /bin/sh -c make # buildkit`,
      'CMD ["run" "--key" "$TOKEN"]',
    ],
  );

  test('ENV: the word in its line, and the ARG behind it', () => {
    const found = blame(place('config', '/config/Env/2'), input, hints);
    expect(at(found)).toEqual(['env', 6, 6, 2]);
    expect(found).toMatchObject({
      name: 'NPM_TOKEN',
      variables: ['TOKEN'],
      instruction: { line: 4, endLine: 7 },
      certainty: 'exact',
    });
    expect(instructionRef(input.dockerfile, found as Blame)).toEqual({
      file: 'build/Dockerfile',
      line: 6,
      endLine: 6,
      certainty: 'exact',
    });
  });

  test('LABEL, with and without the secret at hand', () => {
    expect(at(blame(place('config', '/config/Labels/x'), input, hints))).toEqual([
      'label',
      8,
      8,
      2,
    ]);
    expect(at(blame(place('config', '/config/Labels/x'), input))).toEqual(['label', 8, 8, 2]);
  });

  test("a RUN's history tells the build argument: its ARG is to blame", () => {
    expect(at(blame(place('history', '/history/5/created_by'), input, hints))).toEqual([
      'arg',
      2,
      2,
      2,
    ]);
    expect(at(blame(place('history', '/history/1/created_by'), input, hints))).toEqual([
      'arg',
      2,
      2,
      2,
    ]);
    expect(at(blame(place('history', '/history/3/created_by'), input, hints))).toEqual([
      'env',
      6,
      6,
      2,
    ]);
  });

  test('a name that ends like another is not taken for it', () => {
    const own = inputOf(
      ['FROM b', 'ARG NPM_TOKEN', 'ARG TOKEN=1', 'RUN x'],
      [
        'base',
        'ARG NPM_TOKEN',
        'ARG TOKEN=1',
        `RUN |2 NPM_TOKEN=${SECRET} TOKEN=1 /bin/sh -c x # buildkit`,
      ],
    );
    expect(at(blame(place('history', '/history/3/created_by'), own, hints))).toEqual([
      'arg',
      2,
      2,
      2,
    ]);
  });

  test('provenance that tells a build argument', () => {
    const path =
      'sha256:0!/predicate/buildDefinition/externalParameters/request/args/build-arg:TOKEN';
    expect(at(blame(place('attestation', path), input, hints))).toEqual(['arg', 2, 2, 2]);
    expect(blame(place('attestation', 'sha256:0!/predicate/x'), input, hints)).toBeNull();
  });

  test('the base image is nobody in the Dockerfile', () => {
    expect(blame(place('history', '/history/0/created_by'), input, hints)).toBeNull();
    expect(
      blame(
        place('config', '/config/Env/0'),
        inputOf(['FROM b', 'RUN x'], ['base', 'RUN /bin/sh -c x # buildkit']),
        hints,
      ),
    ).toBeNull();
  });

  test('CMD: the line of the word', () => {
    const own = inputOf(
      ['FROM b', 'CMD ["run", \\', `  "${SECRET}"]`],
      ['base', `CMD ["run" "${SECRET}"]`],
    );
    expect(at(blame(place('config', '/config/Cmd/1'), own, hints))).toEqual(['other', 3, 3, 3]);
  });
});

describe('files that RUN wrote', () => {
  const input = inputOf(
    [
      'FROM b',
      'ARG TOKEN',
      'RUN a && \\',
      '  echo "//r/:_authToken=$TOKEN" > /root/.npmrc && \\',
      '  npm ci',
      `RUN echo ${SECRET} > /lit`,
      'RUN <<E',
      'cd /srv',
      'git clone https://x:$TOKEN@h/r',
      'E',
      'RUN npm config set //r/:_authToken $TOKEN',
    ],
    [
      'base',
      'ARG TOKEN',
      'RUN |1 TOKEN=t /bin/sh -c a &&   echo "//r/:_authToken=$TOKEN" > /root/.npmrc &&   npm ci # buildkit',
      `RUN |1 TOKEN=t /bin/sh -c echo ${SECRET} > /lit # buildkit`,
      'RUN |1 TOKEN=t /bin/sh -c cd /srv\ngit clone https://x:$TOKEN@h/r\n # buildkit',
      'RUN |1 TOKEN=t /bin/sh -c npm config set //r/:_authToken $TOKEN # buildkit',
    ],
  );

  test('the line of the continuation that names the file, with the arguments it uses', () => {
    const found = blame(place('layer', 'root/.npmrc', 1), input, hints);
    expect(at(found)).toEqual(['run-file', 4, 4, 4]);
    expect(found).toMatchObject({ variables: ['TOKEN'], instruction: { line: 3, endLine: 5 } });
  });

  test('a value written out, a line of a heredoc, a command that names no file', () => {
    expect(at(blame(place('layer', 'lit', 2), input, hints))).toEqual(['run-literal', 6, 6, 6]);
    expect(at(blame(place('layer', 'srv/r/.git/config', 3), input, hints))).toEqual([
      'run-file',
      9,
      9,
      9,
    ]);
    expect(at(blame(place('layer', 'root/.npmrc', 4), input, hints))).toEqual([
      'run-file',
      11,
      11,
      11,
    ]);
  });

  test('a file that nothing names: the whole instruction', () => {
    expect(at(blame(place('layer', 'var/log/x', 1), input, hints))).toEqual(['run-file', 3, 5, 3]);
  });
});

describe('files that were copied', () => {
  const file = [
    'FROM b',
    'WORKDIR /app',
    'COPY . .',
    'COPY conf/*.pem certs/',
    'COPY ["a b", "/x"]',
    'ADD bundle.tar.gz /opt/',
    'ADD https://h/f /dl/',
    'COPY <<env.txt <<other /etc/',
    `KEY=${SECRET}`,
    'env.txt',
    'z',
    'other',
    'COPY --from=alpine /etc/x /y',
  ];
  const told = [
    'base',
    'WORKDIR /app',
    'COPY . . # buildkit',
    'COPY conf/*.pem certs/ # buildkit',
    'COPY a b /x # buildkit',
    'ADD bundle.tar.gz /opt/ # buildkit',
    'ADD https://h/f /dl/ # buildkit',
    'COPY <<env.txt <<other /etc/ # buildkit',
    'COPY /etc/x /y # buildkit',
  ];
  const context = {
    '.env': 'E',
    'sub/.env': 'S',
    'conf/k.pem': 'K',
    'a b': 'A',
    'bundle.tar.gz': 'B',
  };
  const input = inputOf(file, told, context);
  const of = (path: string, layer: number, text?: string) => {
    const found = blame(place('layer', path, layer), input, {
      ...hints,
      ...(text === undefined ? {} : { sha256: sha256(text) }),
    });
    return [found?.cause, found?.line, found?.contextFile, found?.contextProven];
  };

  test('tied to the context by digest, by its name where the content has changed', () => {
    expect(of('app/.env', 2, 'E')).toEqual(['copy-context', 3, '.env', true]);
    expect(of('app/sub/.env', 2, 'S')).toEqual(['copy-context', 3, 'sub/.env', true]);
    expect(of('app/.env', 2, 'changed')).toEqual(['copy-context', 3, '.env', false]);
    expect(of('app/absent', 2, 'gone')).toEqual(['copy-context', 3, null, false]);
    expect(of('app/certs/k.pem', 3, 'K')).toEqual(['copy-context', 4, 'conf/k.pem', true]);
    expect(of('x', 4, 'A')).toEqual(['copy-context', 5, 'a b', true]);
  });

  test('nested texts count by their outermost file', () => {
    expect(of('x!/inner/y', 4, 'A')).toEqual(['copy-context', 5, 'a b', true]);
  });

  test('an archive that ADD unpacked, a URL, a heredoc, another image', () => {
    expect(of('opt/deep/key', 5, 'k')).toEqual(['add-archive', 6, 'bundle.tar.gz', false]);
    expect(of('dl/f', 6, 'k')).toEqual(['add-url', 7, null, false]);
    expect(of('etc/env.txt', 7)).toEqual(['copy-heredoc', 9, null, false]);
    expect(of('y', 8)).toEqual(['copy-image', 13, null, false]);
  });

  test('without a context at hand the name is told, unproven', () => {
    const bare = inputOf(file, told);
    expect(blame(place('layer', 'app/.env', 2), bare)).toMatchObject({
      contextFile: '.env',
      contextProven: false,
    });
  });

  test('a file of the context itself: the copy that takes it', () => {
    expect(blame(place('context', 'sub/.env'), input)).toMatchObject({
      cause: 'copy-context',
      line: 3,
      contextFile: 'sub/.env',
    });
  });
});

describe('files that came through other stages', () => {
  const file = [
    'FROM b AS deps',
    'WORKDIR /w',
    'COPY .npmrc ./',
    'RUN npm ci && \\',
    '  echo $T > /w/out/token',
    'FROM deps AS build',
    'COPY --from=0 /w /all',
    'FROM b',
    'COPY --from=build /all/.npmrc /etc/npmrc',
    'COPY --from=build /all /srv',
  ];
  const input = inputOf(
    file,
    ['base', 'COPY /all/.npmrc /etc/npmrc # buildkit', 'COPY /all /srv # buildkit'],
    { '.npmrc': 'N' },
  );

  test('followed through two stages to the context', () => {
    const found = blame(place('layer', 'etc/npmrc', 1), input, { sha256: sha256('N') });
    expect(at(found)).toEqual(['copy-context', 9, 9, 3]);
    expect(found).toMatchObject({
      contextFile: '.npmrc',
      contextProven: true,
      source: { stage: 0 },
    });
  });

  test('followed to the line of a RUN in a folder copied whole', () => {
    expect(at(blame(place('layer', 'srv/out/token', 2), input))).toEqual(['run-file', 10, 10, 5]);
  });

  test('sources behind sources do not multiply', () => {
    const stages = Array.from(
      { length: 60 },
      (_, n) =>
        `FROM b AS s${n}\nRUN x\nRUN y\n${n === 0 ? '' : `COPY --from=s${n - 1} /a /b /c /d /\nCOPY --from=s${n - 1} /a /b /c /d /`}`,
    );
    const deep = inputOf(
      [...stages, 'FROM b', 'COPY --from=s59 / /'],
      ['base', 'COPY / / # buildkit'],
    );
    const before = performance.now();
    expect(blame(place('layer', 'a/b/c', 1), deep)?.line).toBe(deep.dockerfile.lines.length);
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});

describe('layers', () => {
  test('provenance wins over alignment', () => {
    const input = inputOf(
      ['FROM b', 'RUN a', 'RUN b'],
      ['base', 'RUN /bin/sh -c a # buildkit', 'RUN /bin/sh -c b # buildkit'],
    );
    const found = blame(place('layer', 'f', 1), {
      ...input,
      layerLines: () => ({ file: 0, line: 3, endLine: 3 }),
    });
    expect(found).toMatchObject({ line: 3, certainty: 'exact' });
  });

  test('a merged layer: by path, and said to be guessed', () => {
    const file = parseDockerfile(
      'D',
      'FROM scratch\nCOPY .env /app/\nRUN echo x > /key\nRUN b\nENV A=b',
    );
    const told: [string, boolean][] = [
      [`/bin/sh -c #(nop) COPY file:${'0'.repeat(64)} in /app/ `, true],
      ['/bin/sh -c echo x > /key', true],
      ['/bin/sh -c b', true],
      ['/bin/sh -c #(nop) ENV A=b', false],
    ];
    const history = told.map(([createdBy, empty], index) => ({
      index,
      createdBy,
      comment: '',
      empty,
      layer: empty ? null : 0,
    }));
    const input = { dockerfile: file, alignment: alignHistory(file, history), history };
    expect(blame(place('layer', 'app/.env', 0), input)).toMatchObject({
      line: 2,
      certainty: 'guessed',
    });
    expect(blame(place('layer', 'key', 0), input)).toMatchObject({ line: 3, certainty: 'guessed' });
    expect(blame(place('layer', 'other', 0), input)).toMatchObject({
      line: 4,
      certainty: 'guessed',
    });
  });

  test('what the base image deferred: its FROM', () => {
    const input = inputOf(
      ['FROM node:onbuild', 'RUN mine'],
      ['x', 'ONBUILD COPY . /app', 'COPY . /app # buildkit', 'RUN /bin/sh -c mine # buildkit'],
    );
    expect(at(blame(place('layer', 'app/.env', 2), input))).toEqual(['base-onbuild', 1, 1, 1]);
  });

  test('no history entry for the layer: nobody', () => {
    expect(
      blame(
        place('layer', 'x', 9),
        inputOf(['FROM b', 'RUN x'], ['base', 'RUN /bin/sh -c x # buildkit']),
      ),
    ).toBeNull();
    expect(
      blame(
        place('layer', 'x', null),
        inputOf(['FROM b', 'RUN x'], ['base', 'RUN /bin/sh -c x # buildkit']),
      ),
    ).toBeNull();
  });
});

describe('the Dockerfile itself', () => {
  test('the line and the name', () => {
    const input = inputOf(
      ['FROM b', 'ENV A=1 \\', `  KEY=${SECRET}`],
      ['base', `ENV A=1 KEY=${SECRET}`],
    );
    const found = blame({ ...place('dockerfile', 'build/Dockerfile'), line: 3 }, input, hints);
    expect(at(found)).toEqual(['env', 3, 3, 3]);
    expect(found?.name).toBe('KEY');
    expect(blame({ ...place('dockerfile', 'build/Dockerfile'), line: 9 }, input, hints)).toBeNull();
  });
});

test('a blame of a value that is not in the Dockerfile does not hold the secret', () => {
  const input = inputOf(
    ['FROM b', 'ARG TOKEN', 'ENV N=$TOKEN'],
    ['base', `ARG TOKEN=${SECRET}`, `ENV N=${SECRET}`],
  );
  expect(JSON.stringify(blame(place('config', '/config/Env/0'), input, hints))).not.toContain(
    SECRET,
  );
});
