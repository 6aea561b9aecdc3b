/** Repositories as git makes them: loose, packed, unreachable; names come from the trees. */
import { afterAll, beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import { openFiles } from './support/opened.ts';
import { Workshop, has, secretLine } from './support/workshop.ts';

const env = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@b.c',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@b.c',
  GIT_AUTHOR_DATE: '2026-03-04T05:06:07Z',
  GIT_COMMITTER_DATE: '2026-03-04T05:06:08Z',
};

let shop = new Workshop();
beforeEach(() => {
  shop = new Workshop();
  shop.run('git init -q -b main .', env);
});
afterEach(() => shop.remove());
afterAll(() => shop.remove());

/** All files of the repository's `.git`, sorted, as a layer would hold them. */
function repository(): Record<string, Uint8Array> {
  const files = shop.run('find .git -type f | LC_ALL=C sort').toString().trim().split('\n');
  return Object.fromEntries(files.map((file) => [`app/${file}`, shop.read(file)]));
}

function commit(path: string, content: string, message = 'change'): string {
  shop.file(path, content).run(`git add -A && git commit -q -m '${message}'`, env);
  return shop.run('git rev-parse HEAD').toString().slice(0, 12);
}

(has('git') ? describe : describe.skip)('git', () => {
  test('a loose blob that was deleted again, with commit, date and path', async () => {
    const line = secretLine();
    const id = commit('conf/deep/.env', `${line}\n`);
    shop.run('git rm -rq conf && git commit -q -m gone --allow-empty', env);
    const { texts, unread, unopened } = await openFiles(repository());
    expect([unread, unopened]).toEqual([[], []]);
    const found = texts.texts.find((text) => text.bytes.includes(line));
    expect(found?.origin.path).toMatch(
      new RegExp(
        `^app/\\.git/objects/[0-9a-f]{2}/[0-9a-f]{38}!/commit-${id}@2026-03-04T05:06:07Z/conf/deep/\\.env$`,
      ),
    );
  });

  test('a pack with deltas: every version of a file', async () => {
    const lines = Array.from({ length: 12 }, () => secretLine());
    const padding = Array.from({ length: 400 }, (_, i) => `line ${i * 7919}\n`).join('');
    const ids = lines.map((line) => commit('src/app.ini', `${padding}${line}\n${padding}`));
    shop.run('git gc -q --aggressive --prune=now', env);
    expect(shop.run('git count-objects -v').toString()).toContain('count: 0');
    const { texts, unread, unopened } = await openFiles(repository(), { chunk: 999 });
    expect([unread, unopened]).toEqual([[], []]);
    lines.forEach((line, i) => {
      const found = texts.texts.filter((text) => text.bytes.includes(line));
      expect(found.map((text) => text.origin.path)).toEqual([
        expect.stringMatching(
          new RegExp(
            `^app/\\.git/objects/pack/pack-[0-9a-f]+\\.pack!/commit-${ids[i]}@2026-03-04T05:06:07Z/src/app\\.ini$`,
          ),
        ),
      ]);
    });
  });

  test('a message, a stash, a tag and a commit that nothing reaches', async () => {
    const [message, stash, tag, lost] = Array.from({ length: 4 }, () => secretLine());
    commit('a', 'a\n', message);
    shop.file('a', `${stash}\n`).run('git stash -q', env);
    shop.run(`git tag -a v1 -m '${tag}'`, env);
    commit('b', `${lost}\n`);
    shop.run('git reset -q --hard HEAD~1', env);
    const { texts, unread, unopened } = await openFiles(repository());
    expect([unread, unopened]).toEqual([[], []]);
    for (const line of [message, stash, tag, lost]) expect(texts.holds(line as string)).toBe(true);
  });

  test('a large blob, and an archive that was committed', async () => {
    const line = secretLine();
    const big = Buffer.alloc(9_000_000, 'abcdefgh\n').toString() + line;
    shop.file('big.txt', big).file('x/conf.env', line).run('tar czf x.tgz x && rm -r x');
    commit('c', 'c\n');
    shop.run('git gc -q', env);
    const { texts, unread } = await openFiles(repository());
    expect(unread).toEqual([]);
    const paths = texts.texts.filter((text) => text.bytes.includes(line)).map((t) => t.origin.path);
    expect(paths.some((path) => /!\/blob-at-\d+$/.test(path))).toBe(true);
    expect(paths.some((path) => /\/x\.tgz!\/x\/conf\.env$/.test(path))).toBe(true);
  });

  test('a pack that is cut is told', async () => {
    commit('a', `${secretLine()}\n`);
    shop.run('git gc -q', env);
    const [name] = Object.keys(repository()).filter((path) => path.endsWith('.pack'));
    const bytes = repository()[name as string] as Uint8Array;
    const { unopened } = await openFiles({ p: bytes.subarray(0, bytes.length - 40) });
    expect(unopened).toEqual([expect.stringMatching(/^p: the .* is damaged or cut$/)]);
  });
});
