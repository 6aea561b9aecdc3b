import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Place } from '../../src/model/finding.ts';
import { plainBlame } from '../../src/dockerfile/cause.ts';
import type { Blame } from '../../src/dockerfile/cause.ts';
import { instructionAt } from '../../src/dockerfile/blame.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { tellStory } from '../../src/dockerfile/story.ts';
import type { StoryPlace } from '../../src/dockerfile/story.ts';

const SECRET = `k${randomBytes(16).toString('hex')}`;
const redact = (text: string) => text.replaceAll(SECRET, '[redacted]');
const file = parseDockerfile(
  'D',
  [
    'FROM b AS x',
    'COPY .env /',
    'FROM b',
    'COPY . .',
    'RUN rm .env',
    `ENV KEY=${SECRET}`,
    'COPY --from=x /.env /y',
    `RUN echo ${'long words '.repeat(20)}`,
    `LABEL \`a=${SECRET}`,
  ].join('\n'),
);

function instruction(line: number) {
  const found = instructionAt(file, line);
  if (found === undefined) throw new Error(`no line ${line}`);
  return found;
}

function at(
  line: number | null,
  place: Partial<Place>,
  more: Partial<StoryPlace> = {},
  own: Partial<Blame> = {},
): StoryPlace {
  return {
    place: {
      where: 'layer',
      path: 'app/.env',
      layer: 3,
      line: 1,
      column: 1,
      offset: 0,
      length: 9,
      hidden: null,
      platforms: [],
      instruction: null,
      ...place,
    },
    blame:
      line === null ? null : { ...plainBlame('copy-context', instruction(line), 'exact'), ...own },
    hiddenBy: null,
    base: false,
    ...more,
  };
}

describe('one sentence for all places', () => {
  test('put, hidden, and again in ENV, in the order of the Dockerfile', () => {
    const places = [
      at(6, { where: 'config', path: '/config/Env/1', layer: null }, {}, { cause: 'env' }),
      at(
        4,
        { hidden: 'deleted' },
        { hiddenBy: instruction(5) },
        { contextFile: '.env', contextProven: true },
      ),
    ];
    expect(tellStory(places, redact)).toBe(
      'Line 4 `COPY . .` put `.env` in layer 3, from `.env` of the build context; line 5 `RUN rm .env` only hides it; ' +
        "line 6 `ENV KEY=[redacted]` keeps the value in the image's config.",
    );
    expect(tellStory(places.toReversed(), redact)).toBe(tellStory(places, redact));
  });

  test('through another stage, by name only, and guessed', () => {
    const own = {
      source: instruction(2),
      sourceLine: 2,
      sourceEndLine: 2,
      contextFile: '.env',
      certainty: 'guessed' as const,
    };
    expect(tellStory([at(7, { path: 'y' }, {}, own)], redact)).toBe(
      'Line 7 `COPY --from=x /.env /y` (probably) put `y` in layer 3, made by line 2 `COPY .env /`, from `.env` of the build context by its name.',
    );
  });

  test('nobody to blame: the base image, or unknown; a later layer hides it', () => {
    expect(tellStory([at(null, {}, { base: true })], redact)).toBe(
      'The base image brought `.env` in layer 3.',
    );
    expect(tellStory([at(null, { hidden: 'overwritten' })], redact)).toBe(
      '`.env` is in layer 3; a later layer overwrites it, which only hides it: the layer is still in the image.',
    );
  });

  test('many places are counted, the same clause is told once', () => {
    const places = [4, 5, 6, 7, 8, 9].map((line) => at(line, {}));
    const story = tellStory([...places, ...places], redact);
    expect(story).toMatch(/; 2 more places\.$/);
    expect(story.match(/line 4/gi)).toHaveLength(1);
  });

  test('long instructions are cut, backquotes cannot break out', () => {
    expect(tellStory([at(8, {})], redact)).toMatch(/`RUN echo long words [^`]{20,45}…` put/);
    expect(tellStory([at(9, {})], redact)).toContain("`LABEL 'a=[redacted]`");
  });

  test('no place, no story', () => {
    expect(tellStory([], redact)).toBe('');
  });

  test('a secret that the cut would split does not survive', () => {
    const cut = parseDockerfile('D', `FROM b\nRUN ${'x'.repeat(45)} ${SECRET}`).instructions[1];
    if (cut === undefined) throw new Error('no RUN');
    const story = tellStory(
      [{ ...at(4, {}), blame: plainBlame('run-literal', cut, 'exact') }],
      redact,
    );
    expect(story).not.toContain(SECRET.slice(0, 6));
  });
});
