import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEvent } from '../../src/host/event.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockgate-event-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = ['REPOSITORY', 'SHA', 'EVENT_PATH', 'API_URL', 'GRAPHQL_URL'].map(
  (n) => `GITHUB_${n}`,
);
const saved = new Map(names.map((name) => [name, process.env[name]]));
const sha = 'a'.repeat(40);
const head = 'b'.repeat(40);

beforeEach(() => {
  for (const name of names) delete process.env[name];
  process.env['GITHUB_REPOSITORY'] = 'o/r';
  process.env['GITHUB_SHA'] = sha;
});
afterEach(() => {
  for (const [name, value] of saved) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const payload = (value: unknown): void => {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  process.env['GITHUB_EVENT_PATH'] = path;
};

const pull = (repository: unknown, number: unknown = 7, commit: unknown = head): object => ({
  pull_request: { number, head: { sha: commit, repo: repository } },
});

describe('readEvent', () => {
  test('knows a pull request and its head', async () => {
    payload(pull({ full_name: 'o/r' }));
    expect(await readEvent()).toEqual({
      repository: 'o/r',
      commit: head,
      pullRequest: { number: 7, head, base: null, fork: false },
      apiUrl: 'https://api.github.com',
      graphqlUrl: 'https://api.github.com/graphql',
    });
  });

  test('knows the commit that it is to be merged into', async () => {
    const base = 'b'.repeat(40);
    const event = (from: string): object => ({
      pull_request: {
        number: 7,
        head: { sha: head, repo: { full_name: 'o/r' } },
        base: { sha: from },
      },
    });
    payload(event(base));
    expect((await readEvent())?.pullRequest?.base).toBe(base);
    payload(event('../x'));
    expect((await readEvent())?.pullRequest?.base).toBeNull();
  });

  test('knows a fork, deleted ones too', async () => {
    payload(pull({ full_name: 'x/r' }));
    expect((await readEvent())?.pullRequest?.fork).toBe(true);
    payload(pull(null));
    expect((await readEvent())?.pullRequest?.fork).toBe(true);
  });

  test.each([
    ['a push', { ref: 'refs/heads/main' }],
    ['a number that is none', pull({ full_name: 'o/r' }, '7/../8')],
    ['a commit that is none', pull({ full_name: 'o/r' }, 7, '../x')],
    ['no JSON', '{'],
    ['null', 'null'],
  ])('has no pull request for %s', async (_, value) => {
    payload(value);
    expect(await readEvent()).toMatchObject({ pullRequest: null, commit: sha });
  });

  test('takes the addresses of an Enterprise Server', async () => {
    process.env['GITHUB_API_URL'] = 'https://ghe.example/api/v3/';
    process.env['GITHUB_GRAPHQL_URL'] = 'https://ghe.example/api/graphql';
    expect(await readEvent()).toMatchObject({
      apiUrl: 'https://ghe.example/api/v3',
      graphqlUrl: 'https://ghe.example/api/graphql',
      pullRequest: null,
    });
  });

  test.each([
    ['GITHUB_REPOSITORY', 'no repository'],
    ['GITHUB_REPOSITORY', '../../x'],
    ['GITHUB_SHA', 'main'],
  ])('is null where %s is %j', async (name, value) => {
    process.env[name] = value;
    expect(await readEvent()).toBeNull();
  });
});
