/**
 * The proposed fix is applied and the image built again with the real engine: the build still works and
 * not one byte of the secret is left in what `docker save` writes. The engine here is older than
 * `env=` on secret mounts, so the `/run/secrets` form is tried.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Fix } from '../../src/model/finding.ts';
import { blame } from '../../src/dockerfile/blame.ts';
import type { Blame, BlamePlace } from '../../src/dockerfile/cause.ts';
import { applyEdits } from '../../src/dockerfile/edits.ts';
import { proposeFix } from '../../src/dockerfile/fix.ts';
import { alignHistory } from '../../src/dockerfile/history.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { buildImage, findDocker } from './engine.ts';
import type { BuiltImage } from './engine.ts';

const docker = findDocker();
const SECRET = `tok${randomBytes(16).toString('hex')}`;
const folder = mkdtempSync(join(tmpdir(), 'dockgate-secret-'));
const secretFile = join(folder, 'secret');
writeFileSync(secretFile, SECRET);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SYSTEM = [
  'FROM scratch',
  'COPY busybox /bin/busybox',
  'RUN ["/bin/busybox", "--install", "-s", "/bin"]',
  'WORKDIR /app',
];
const busybox = docker === null ? Buffer.alloc(0) : readFileSync('/bin/busybox');

type Files = Record<string, string>;

async function build(files: Files, flags: string[]): Promise<BuiltImage> {
  return buildImage(docker as string, { ...files, busybox }, { builder: 'buildkit', flags });
}

/** The place that a scan would find: a file with the secret, else the first history entry. */
function placeIn(image: BuiltImage): { place: BlamePlace; sha256?: string } {
  const file = image.files.find((one) => one.content.includes(SECRET));
  if (file !== undefined) {
    const sha256 = createHash('sha256').update(file.content).digest('hex');
    return { place: { where: 'layer', path: file.path, layer: file.layer }, sha256 };
  }
  const entry = image.history.find((one) => one.createdBy.includes(SECRET));
  const at = image.env.findIndex((one) => one.includes(SECRET));
  const path = entry === undefined ? `/config/Env/${at}` : `/history/${entry.index}/created_by`;
  return { place: { where: entry === undefined ? 'config' : 'history', path, layer: null } };
}

function fixFor(files: Files, image: BuiltImage): { fix: Fix; found: Blame } {
  const dockerfile = parseDockerfile('Dockerfile', files['Dockerfile'] as string);
  const alignment = alignHistory(dockerfile, image.history);
  const contextFiles = new Map(
    Object.entries(files).map(([name, text]) => [
      name,
      createHash('sha256').update(text).digest('hex'),
    ]),
  );
  const { place, sha256 } = placeIn(image);
  const found = blame(
    place,
    { dockerfile, alignment, history: image.history, contextFiles },
    { secret: Buffer.from(SECRET), ...(sha256 === undefined ? {} : { sha256 }) },
  );
  if (found === null) throw new Error('nobody to blame');
  const ignore = files['.dockerignore'];
  const fix = proposeFix([found], {
    dockerfile,
    provider: 'test',
    category: 'registry',
    env: ['NPM_TOKEN'],
    ignoreFile: ignore === undefined ? null : { path: '.dockerignore', text: ignore },
    secretEnv: false,
    holdsSecret: (text) => text.includes(SECRET),
  });
  if (fix === null) throw new Error('no fix');
  return { fix, found };
}

const CASES: [
  string,
  { lines: string[]; files?: Files; flags?: string[]; fixedFlags?: string[]; blamed: number },
][] = [
  [
    'a build argument',
    {
      lines: ['ARG NPM_TOKEN', 'RUN test -n "$NPM_TOKEN" && \\', '  echo ${#NPM_TOKEN} > /length'],
      flags: ['--build-arg', `NPM_TOKEN=${SECRET}`],
      fixedFlags: ['--secret', `id=npm_token,src=${secretFile}`],
      blamed: 5,
    },
  ],
  [
    'a build argument kept in ENV',
    {
      lines: ['ARG TOKEN', 'ENV A=1 NPM_TOKEN=$TOKEN', 'RUN echo ${#NPM_TOKEN} > /length'],
      flags: ['--build-arg', `TOKEN=${SECRET}`],
      fixedFlags: ['--secret', `id=npm_token,src=${secretFile}`],
      blamed: 6,
    },
  ],
  [
    'a value in ENV',
    {
      lines: ['ENV A=1 \\', `  NPM_TOKEN=${SECRET}`, 'RUN echo ${#NPM_TOKEN} > /length'],
      fixedFlags: ['--secret', `id=npm_token,src=${secretFile}`],
      blamed: 6,
    },
  ],
  [
    'a file that was copied, used and deleted',
    {
      lines: ['COPY .npmrc ./', 'RUN wc -c < .npmrc > /length', 'RUN rm -f .npmrc'],
      files: { '.npmrc': SECRET, '.dockerignore': 'node_modules\n' },
      fixedFlags: ['--secret', `id=npmrc,src=${secretFile}`],
      blamed: 5,
    },
  ],
  [
    'a file that came along with a folder',
    {
      lines: ['COPY . .', `RUN echo ${SECRET.length} > /length; rm -f .env`],
      files: { '.env': `KEY=${SECRET}\n`, '.dockerignore': 'node_modules\n' },
      blamed: 5,
    },
  ],
];

(docker === null ? describe.skip : describe)('the fix, built again', () => {
  test.each(CASES)(
    '%s',
    async (_name, one) => {
      const files: Files = { ...one.files, Dockerfile: [...SYSTEM, ...one.lines].join('\n') };
      const before = await build(files, one.flags ?? []);
      expect(before.saved.includes(SECRET)).toBe(true);
      const { fix, found } = fixFor(files, before);
      expect(found.line).toBe(one.blamed);
      expect(fix.edits.length).toBeGreaterThan(0);
      expect(JSON.stringify(fix)).not.toContain(SECRET);
      const after: Files = { ...files };
      for (const name of ['Dockerfile', '.dockerignore']) {
        const edits = fix.edits.filter((edit) => edit.file === name);
        if (edits.length > 0) after[name] = applyEdits(files[name] as string, edits);
      }
      const image = await build(after, one.fixedFlags ?? []);
      expect(image.saved.includes(SECRET)).toBe(false);
      const length = image.files.find((file) => file.path === 'length');
      expect(Number(length?.content.toString())).toBe(SECRET.length);
    },
    120_000,
  );
});
