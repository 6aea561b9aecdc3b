/**
 * The talk with GitHub against a server that plays it: every request valid by GitHub's own
 * description, and trouble of every kind met without a throw.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createGitHub } from '../../src/host/github.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { converse, type Conversation, type Said } from '../../src/pull-request/conversation.ts';
import { readMark } from '../../src/pull-request/marker.ts';
import { finding, instruction, place, report } from '../report/sample-report.ts';
import { GitHubServer, type Trouble } from './github-server.ts';

const DOCKERFILE = Array.from({ length: 40 }, (_, i) => `RUN step ${i + 1}`);
const patch = [
  '@@ -3,2 +3,3 @@',
  ` ${DOCKERFILE[2]}`,
  `+${DOCKERFILE[3]}`,
  ` ${DOCKERFILE[4]}`,
].join('\n');

const at = (line: number, changes: Partial<Finding> = {}): Finding =>
  finding({
    fingerprint: `f${line}`,
    title: `Key ${line}`,
    fix: {
      text: 'Do.',
      edits: [{ file: 'Dockerfile', line, endLine: line, text: `RUN fixed ${line}` }],
    },
    places: [place({ instruction: instruction({ line, endLine: line }) })],
    ...changes,
  });

let server: GitHubServer;
let url: string;
let waits: number[];

beforeEach(async () => {
  server = new GitHubServer();
  server.files = [{ filename: 'README.md' }, { filename: 'Dockerfile', patch }];
  url = await server.start();
  waits = [];
});
afterEach(async () => {
  await server.stop();
  expect(server.invalid).toEqual([]);
});

const talk = (findings: Finding[], changes: Partial<Conversation> = {}): Promise<Said> => {
  const drawn: Report = report({ findings, verdict: findings.length > 0 ? 'blocked' : 'clean' });
  return converse(
    createGitHub({
      apiUrl: url,
      graphqlUrl: `${url}/graphql`,
      token: 'token-of-the-test',
      repository: 'o/r',
      wait: async (milliseconds) => void waits.push(milliseconds),
    }),
    {
      report: drawn,
      texts: new Map([['Dockerfile', DOCKERFILE.join('\n')]]),
      dockerfile: 'Dockerfile',
      scope: 'app',
      commit: server.head,
      pullRequest: { number: 7, head: server.head, fork: false },
      review: true,
      check: true,
      caps: { errors: 9, warnings: 10 },
      ...changes,
    },
  );
};

const writes = (): string[] =>
  server.asked
    .filter(({ method, path }) => method !== 'GET' && path !== '/graphql')
    .map(({ method, path }) => `${method} ${path.replace('/repos/o/r/', '')}`);

describe('a review', () => {
  test('is posted with a suggestion, a comment on the file, and the rest in the body', async () => {
    const elsewhere = at(0, { places: [place({ instruction: null, layer: 0 })], fix: null });
    const said = await talk([at(4), at(20), elsewhere]);
    expect(said.sentences).toEqual(['A review was posted with 2 comments.']);
    expect(writes()).toEqual(['POST pulls/7/comments', 'POST pulls/7/reviews']);
    expect(server.comments.map(({ line, subject_type }) => [line, subject_type])).toEqual([
      [null, 'file'],
      [4, 'line'],
    ]);
    expect(server.comments[1]?.body).toContain('```suggestion\nRUN fixed 4\n```');
    expect(server.reviews).toEqual([
      expect.objectContaining({ commit_id: server.head, body: expect.stringContaining('Key 0') }),
    ]);
  });

  test('is not repeated, and follows what becomes of its findings', async () => {
    await talk([at(4), at(20)]);
    server.asked = [];
    expect(await talk([at(4), at(20)])).toEqual({ checkRun: null, sentences: [] });
    expect(writes()).toEqual([]);
    const said = await talk([at(20)]);
    expect(said.sentences).toEqual(['Earlier review comments were brought up to date.']);
    expect(server.comments.find(({ line }) => line === 4)?.body).toMatch(/no longer[^]*revoke it/);
    expect(server.minimized).toEqual([{ id: expect.stringMatching(/^C_/), why: 'RESOLVED' }]);
    expect(server.reviews).toHaveLength(1);
    expect(server.reviews[0]?.body).toContain('No longer in the image');
  });

  test('of one head commit stays one', async () => {
    await talk([at(4)]);
    const said = await talk([at(4), at(5), at(20)]);
    expect(said.sentences).toEqual([
      'The review of this commit was brought up to date with 2 comments.',
    ]);
    expect(server.reviews).toHaveLength(1);
    expect(server.comments).toHaveLength(3);
  });

  test('believes no mark that somebody else wrote', async () => {
    await talk([at(4)]);
    for (const one of [...server.comments, ...server.reviews]) one.user = 'mallory';
    await talk([at(4)]);
    expect(server.reviews).toHaveLength(2);
    expect(server.comments.filter(({ user }) => user === 'mallory')).toHaveLength(1);
    // What others wrote is never changed.
    expect(writes().filter((line) => !line.startsWith('POST'))).toEqual([]);
  });

  test('knows its own under another name', async () => {
    server.login = 'release-app[bot]';
    await talk([at(4)]);
    await talk([at(4)]);
    expect(server.reviews).toHaveLength(1);
  });

  test('reads page by page', async () => {
    server.files = [
      ...Array.from({ length: 230 }, (_, i) => ({
        filename: `src/${i}.ts`,
        patch: '@@ -1 +1 @@\n-a\n+b',
      })),
      { filename: 'Dockerfile', patch },
    ];
    await talk([at(4)]);
    expect(server.comments).toHaveLength(1);
    expect(server.asked.filter(({ path }) => path.endsWith('/files'))).toHaveLength(3);
  });

  test('tells all in its body where GitHub refuses the lines', async () => {
    server.trouble = ({ method, path, body }) =>
      method === 'POST' && path.endsWith('/reviews') && 'comments' in (body as object)
        ? { status: 422, message: 'Pull request review thread line must be part of the diff' }
        : undefined;
    const said = await talk([at(4)]);
    expect(said.sentences).toEqual(['A review was posted.']);
    expect(server.comments).toEqual([]);
    expect(server.reviews[0]?.body).toContain('Key 4');
    // The next run takes the body for told.
    server.trouble = () => undefined;
    await talk([at(4)]);
    expect(server.reviews).toHaveLength(1);
  });

  test('tells in its body what a file does not take', async () => {
    server.trouble = ({ method, path }) =>
      method === 'POST' && path.endsWith('/comments') ? { status: 422 } : undefined;
    await talk([at(20)]);
    expect(server.reviews[0]?.body).toContain('Key 20');
  });
});

describe('trouble', () => {
  const inEvery = (trouble: Trouble) => {
    server.trouble = () => trouble;
  };

  test.each([
    [401, 'Bad credentials', 'GitHub does not accept the token (Bad credentials)'],
    [
      403,
      'Resource not accessible by integration',
      'the token may not do that (Resource not accessible by integration)',
    ],
    [404, 'Not Found', 'GitHub finds no such thing, or the token may not see it (Not Found)'],
    [422, 'Validation Failed', 'GitHub does not take the request (Validation Failed)'],
  ])('%d is told and not tried again', async (status, message, reason) => {
    inEvery({ status, message });
    const said = await talk([at(4)]);
    expect(said).toEqual({
      checkRun: null,
      sentences: [`No review of the pull request: ${reason}.`],
    });
    expect(server.asked).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  test('a fork is told why', async () => {
    server.trouble = ({ method }) =>
      method === 'GET'
        ? undefined
        : { status: 403, message: 'Resource not accessible by integration' };
    const said = await talk([at(4)], { pullRequest: { number: 7, head: server.head, fork: true } });
    expect(said.sentences).toHaveLength(2);
    expect(said.sentences[1]).toMatch(/fork may only read/);
    expect(server.reviews).toEqual([]);
  });

  test('a rate limit is waited for as long as GitHub says', async () => {
    server.trouble = (_, nth) =>
      nth === 1
        ? { status: 403, headers: { 'retry-after': '7' }, message: 'secondary rate limit' }
        : undefined;
    await talk([at(4)]);
    expect(server.reviews).toHaveLength(1);
    expect(new Set(waits)).toEqual(new Set([7000]));
  });

  test('a rate limit that lasts is not waited for', async () => {
    const reset = String(Math.floor(Date.now() / 1000) + 3000);
    inEvery({
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
      message: 'API rate limit exceeded',
    });
    const said = await talk([at(4)]);
    expect(said.sentences[0]).toMatch(/rate limit is reached \(API rate limit exceeded\)/);
    expect([server.asked.length, waits]).toEqual([1, []]);
  });

  test('the patience for limits ends', async () => {
    inEvery({ status: 429, headers: { 'retry-after': '50' } });
    await talk([at(4)]);
    expect(waits).toEqual([50_000, 50_000]);
    expect(server.asked).toHaveLength(3);
  });

  test('5xx and lost answers are tried again, a few times', async () => {
    inEvery({ status: 502 });
    const said = await talk([at(4)]);
    expect(said.sentences).toEqual([
      'No review of the pull request: GitHub answered 502 (trouble).',
    ]);
    expect(waits).toEqual([1000, 2000]);
    server.asked = [];
    server.trouble = (_, nth) => (nth === 1 ? null : undefined);
    await talk([at(4)]);
    expect(server.reviews).toHaveLength(1);
  });

  test('a review whose answer was lost is not posted twice', async () => {
    server.loseAfterwards = true;
    server.trouble = ({ method, path }, nth) =>
      method === 'POST' && path.endsWith('/reviews') && nth === 1 ? { status: 502 } : undefined;
    const said = await talk([at(4)]);
    expect(server.reviews).toHaveLength(1);
    expect(said.sentences).toEqual(['A review was posted with 1 comment.']);
  });

  test('no answer at all is told', async () => {
    await server.stop();
    const said = await talk([at(4)]);
    expect(said.sentences[0]).toMatch(/GitHub's API does not answer \(/);
    expect(said.sentences.join()).not.toContain('token-of-the-test');
    await server.start();
  });

  test('answers of another form are told', async () => {
    server.trouble = () => ({ status: 200 });
    expect((await talk([at(4)])).sentences[0]).toMatch(/is no list/);
  });

  test("GitHub's words act on nothing", async () => {
    inEvery({ status: 422, message: '::error::x\n\x1b[31m##[error]' });
    const [sentence = ''] = (await talk([at(4)])).sentences;
    expect(sentence).not.toMatch(/[\n\x1b]|##\[/);
  });
});

describe('a check run', () => {
  const many = (count: number): Finding[] =>
    Array.from({ length: count }, (_, i) =>
      at(0, {
        fingerprint: `m${i}`,
        fix: null,
        places: [place({ instruction: instruction({ line: i + 1, endLine: i + 1 }) })],
      }),
    );

  test('takes what the step has no room for', async () => {
    const said = await talk(many(130), { review: false });
    expect(said).toEqual({
      checkRun: 'dockgate (app)',
      sentences: ['122 more annotations in the check run "dockgate (app)".'],
    });
    expect(server.checkRuns).toHaveLength(1);
    expect(server.checkRuns[0]?.annotations).toHaveLength(122);
    expect(writes()).toEqual([
      'POST check-runs',
      ...Array<string>(2).fill(`PATCH check-runs/${server.checkRuns[0]?.id}`),
    ]);
  });

  test('is not made where the step has room, or where it is not wanted', async () => {
    await talk(many(9), { review: false });
    await talk(many(50), { review: false, check: false });
    expect(server.asked).toEqual([]);
  });

  test('counts what did not get there', async () => {
    server.trouble = ({ method }) => (method === 'PATCH' ? { status: 500 } : undefined);
    const said = await talk(many(130), { review: false });
    expect(said.sentences).toEqual([
      '50 more annotations in the check run "dockgate (app)". 72 annotations did not get there.',
    ]);
  });

  test('is told to be missing where the token may not', async () => {
    server.trouble = () => ({ status: 403, message: 'Resource not accessible by integration' });
    const said = await talk(many(130), { review: false });
    expect(said.checkRun).toBeNull();
    expect(said.sentences[0]).toMatch(/^No check run for the other annotations: the token may not/);
  });
});

test('marks written by a run are read by the next', async () => {
  await talk([at(4)]);
  expect(readMark(server.comments[0]?.body ?? '')).toMatchObject({ kind: 'finding', scope: 'app' });
});
