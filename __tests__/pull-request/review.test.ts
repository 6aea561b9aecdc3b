import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { readDiff, type Diff } from '../../src/pull-request/diff.ts';
import { readMark, writeMark } from '../../src/pull-request/marker.ts';
import {
  planReview,
  type Past,
  type ReviewInput,
  type ReviewPlan,
} from '../../src/pull-request/review.ts';
import { scopeOf } from '../../src/pull-request/scope.ts';
import {
  HOSTILE_STRINGS,
  finding,
  hostileReport,
  instruction,
  place,
  report,
} from '../report/sample-report.ts';

const DOCKERFILE = ['FROM a', 'WORKDIR /a', 'RUN x', 'COPY . /app', 'RUN y', 'CMD z'];
/** Lines 3 to 5 are in the diff. */
const diff: Diff = readDiff(
  [{ path: 'Dockerfile', patch: '@@ -3,2 +3,3 @@\n RUN x\n+COPY . /app\n RUN y' }],
  new Map([['Dockerfile', DOCKERFILE.join('\n')]]),
);

const at = (line: number, changes: Partial<Finding> = {}, endLine = line): Finding =>
  finding({
    fingerprint: `f${line}`,
    title: `Key ${line}`,
    fix: null,
    places: [place({ instruction: instruction({ line, endLine }) })],
    ...changes,
  });

const input = (findings: Finding[], changes: Partial<ReviewInput> = {}): ReviewInput => ({
  report: report({ findings, verdict: findings.length > 0 ? 'blocked' : 'clean' }),
  diff,
  head: 'head-2',
  scope: 'app',
  comments: [],
  reviews: [],
  ...changes,
});

const post = (plan: ReviewPlan): NonNullable<ReviewPlan['post']> => {
  if (plan.post === null) throw new Error('nothing to post');
  return plan.post;
};

/** What a plan posted, as GitHub would list it in the next run. */
const past = (plan: ReviewPlan, commit: string): Pick<ReviewInput, 'comments' | 'reviews'> => {
  const { comments, files, body } = post(plan);
  const base = { commit, living: true };
  return {
    comments: [...comments, ...files].map((one, i) => ({
      ...base,
      id: i + 1,
      nodeId: `C${i + 1}`,
      body: one.body,
    })),
    reviews: [{ ...base, id: 90, nodeId: 'R90', body }],
  };
};

describe('planReview', () => {
  test('comments on lines of the diff, on the file, and in the body', () => {
    const elsewhere = at(99, { places: [place({ instruction: null, layer: 0 })] });
    const plan = post(planReview(input([at(4), at(1), elsewhere])));
    expect(plan.comments).toEqual([
      { path: 'Dockerfile', line: 4, side: 'RIGHT', body: expect.stringContaining('Key 4') },
    ]);
    expect(plan.files).toEqual([{ path: 'Dockerfile', body: expect.stringContaining('Key 1') }]);
    expect(plan.body).toContain('Key 99');
    expect(plan.body).not.toContain('Key 4');
    expect(plan.body).toContain('2 instructions commented in the diff');
    for (const title of ['Key 4', 'Key 1', 'Key 99']) expect(plan.bodyAlone).toContain(title);
    expect(plan.existing).toBeNull();
  });

  test('spans the lines of an instruction, as far as they are in the diff', () => {
    expect(post(planReview(input([at(3, {}, 5)]))).comments[0]).toMatchObject({
      start_line: 3,
      start_side: 'RIGHT',
      line: 5,
    });
    expect(post(planReview(input([at(4, {}, 6)]))).comments[0]).toMatchObject({
      start_line: 4,
      line: 5,
    });
    const single = post(planReview(input([at(5, {}, 6)]))).comments[0];
    expect(single).toMatchObject({ line: 5 });
    expect(single).not.toHaveProperty('start_line');
  });

  test('tells a file that is not in the pull request in the body', () => {
    const other = at(4, {
      places: [place({ instruction: instruction({ file: 'other/Dockerfile' }) })],
    });
    const plan = post(planReview(input([other])));
    expect([plan.comments, plan.files]).toEqual([[], []]);
    expect(plan.body).toContain('other/Dockerfile:4');
  });

  test('puts the other parts of a fix on their own lines', () => {
    const fix = {
      text: 'Mount it.',
      edits: [
        { file: 'Dockerfile', line: 3, endLine: 3, text: 'RUN --mount x' },
        { file: 'Dockerfile', line: 4, endLine: 4, text: '' },
      ],
    };
    const { comments } = post(planReview(input([at(4, { fix })])));
    expect(comments.map(({ line, body }) => [line, readMark(body)?.kind])).toEqual([
      [4, 'finding'],
      [3, 'part'],
    ]);
    expect(comments[0]?.body).toContain('```suggestion\n\n```');
    expect(comments[1]?.body).toContain('```suggestion\nRUN --mount x\n```');
    expect(comments[1]?.body).toContain('Part of the fix for: Key 4');
  });

  test('tells an instruction off the diff where its fix begins', () => {
    const fix = {
      text: 'Do.',
      edits: [{ file: 'Dockerfile', line: 5, endLine: 5, text: 'RUN y2' }],
    };
    const { comments, files } = post(planReview(input([at(1, { fix })])));
    expect(files).toEqual([]);
    expect(comments).toEqual([
      expect.objectContaining({ line: 5, body: expect.stringContaining('Key 1') }),
    ]);
  });

  test('says nothing again that a living comment tells', () => {
    const first = planReview(input([at(4), at(1)]));
    const again = planReview(input([at(4), at(1)], { ...past(first, 'head-1') }));
    expect(again).toEqual({ post: null, commentEdits: [], reviewEdits: [], hide: [] });
  });

  test('reviews a new head for what is new alone, and puts the older review away', () => {
    const before = past(planReview(input([at(4)])), 'head-1');
    const plan = planReview(input([at(4), at(3)], before));
    expect(post(plan).comments.map(({ line }) => line)).toEqual([3]);
    expect(post(plan).existing).toBeNull();
    expect(plan.reviewEdits).toEqual([{ id: 90, body: expect.stringContaining('A newer review') }]);
    expect(plan.hide).toEqual([{ nodeId: 'R90', why: 'OUTDATED' }]);
    expect(plan.commentEdits).toEqual([]);
  });

  test('keeps to one review for a head commit', () => {
    const before = past(planReview(input([at(4)])), 'head-2');
    const plan = planReview(input([at(4), at(3)], before));
    expect(post(plan).existing).toBe(90);
    expect(plan.reviewEdits).toEqual([]);
    expect(plan.hide).toEqual([]);
  });

  test('tells anew what GitHub has folded away', () => {
    const before = past(planReview(input([at(4)])), 'head-1');
    const comments = before.comments.map((one) => ({ ...one, living: false }));
    const plan = planReview(input([at(4)], { ...before, comments }));
    expect(post(plan).comments).toHaveLength(1);
    expect(plan.hide).toContainEqual({ nodeId: 'C1', why: 'OUTDATED' });
  });

  test('says what has gone, once, and that it is to be revoked', () => {
    const before = past(planReview(input([at(4), at(1)])), 'head-1');
    const plan = planReview(input([at(1)], before));
    expect(plan.post).toBeNull();
    expect(plan.commentEdits).toEqual([
      { id: 1, body: expect.stringMatching(/Key 4[^]*no longer[^]*revoke it/) },
    ]);
    expect(plan.hide).toEqual([{ nodeId: 'C1', why: 'RESOLVED' }]);
    expect(plan.reviewEdits).toEqual([
      { id: 90, body: expect.stringMatching(/No longer in the image[^]*Key 4/) },
    ]);
    const then = {
      comments: before.comments.map((one) => ({
        ...one,
        body: plan.commentEdits.find(({ id }) => id === one.id)?.body ?? one.body,
      })),
      reviews: before.reviews.map((one) => ({ ...one, body: plan.reviewEdits[0]?.body ?? '' })),
    };
    expect(planReview(input([at(1)], then))).toEqual({
      post: null,
      commentEdits: [],
      reviewEdits: [],
      hide: [],
    });
    // It comes back: that is news.
    expect(post(planReview(input([at(1), at(4)], then))).comments).toHaveLength(1);
  });

  test('says of a finding in the body that it has gone, and keeps saying so', () => {
    const elsewhere = at(99, { places: [place({ instruction: null, layer: 0 })] });
    const before = past(planReview(input([elsewhere])), 'head-1');
    const plan = planReview(input([], before));
    expect(plan.reviewEdits[0]?.body).toMatch(/Clean: [^]*No longer in the image[^]*Key 99/);
    const then = {
      reviews: before.reviews.map((one) => ({ ...one, body: plan.reviewEdits[0]?.body ?? '' })),
    };
    expect(planReview(input([], then)).reviewEdits).toEqual([]);
    expect(post(planReview(input([elsewhere], then))).body).toContain('Key 99');
  });

  test('calls nothing fixed while a part of the image was not read', () => {
    const before = past(planReview(input([at(4), at(1)])), 'head-1');
    const unread = [{ where: 'layer' as const, path: 'x', reason: 'damaged' }];
    const incomplete: Report = report({
      findings: [],
      verdict: 'incomplete',
      ledger: { ...report().ledger, unread },
    });
    const plan = planReview({ ...input([]), report: incomplete, ...before });
    expect([plan.commentEdits, plan.hide]).toEqual([[], []]);
    expect(plan.reviewEdits.map(({ body }) => body).join()).not.toContain('No longer');
  });

  test('tells an accepted finding from a fixed one', () => {
    const before = past(planReview(input([at(4)])), 'head-1');
    const accepted = at(4, { suppressed: { by: '.dockgate.yml', reason: 'a test key' } });
    const plan = planReview(input([accepted], before));
    expect(plan.commentEdits[0]?.body).toMatch(/Key 4[^]*accepted: \.dockgate\.yml: a test key/);
    expect(plan.commentEdits[0]?.body).not.toContain('no longer');
  });

  test('leaves alone what another gate wrote', () => {
    const theirs = past(planReview(input([at(4)], { scope: 'other' })), 'head-1');
    const plan = planReview(input([], theirs));
    expect(plan).toEqual({ post: null, commentEdits: [], reviewEdits: [], hide: [] });
    expect(post(planReview(input([at(4)], theirs))).comments).toHaveLength(1);
  });

  test('posts no review for what the gate lets pass', () => {
    const tolerated = report({ verdict: 'clean', findings: [at(4, { confidence: 'possible' })] });
    expect(planReview({ ...input([]), report: tolerated }).post).toBeNull();
  });

  test('stays within what GitHub takes, however much there is', () => {
    const long = '<&"'.repeat(3000);
    const many = Array.from({ length: 1000 }, (_, i) =>
      at(4, {
        fingerprint: String(i).padStart(20, '0'),
        title: long,
        story: long,
        revoke: long,
        fix: { text: Array(100).fill(long).join('\n'), edits: [] },
        places: [
          place({ path: long, instruction: i % 2 === 0 ? null : instruction(), layer: i % 200 }),
        ],
      }),
    );
    const plan = post(planReview(input(many)));
    for (const { body } of [...plan.comments, ...plan.files, plan, { body: plan.bodyAlone }]) {
      expect(body.length).toBeLessThan(65_536);
      expect(readMark(body)).not.toBeNull();
    }
    const lines = post(
      planReview(
        input(
          Array.from({ length: 100 }, (_, i) =>
            at(3 + (i % 3), {
              fingerprint: `x${i}`,
              places: [place({ instruction: instruction({ line: 3, endLine: 3 + i }) })],
            }),
          ),
        ),
      ),
    );
    expect(lines.comments.length).toBeLessThanOrEqual(30);
    expect(lines.body).toContain('Not in the diff');
  });

  test.each(HOSTILE_STRINGS)('lets %j be nothing but text', (text) => {
    const hostile = hostileReport(text);
    const shape = {
      ...hostile,
      findings: hostile.findings.map((one) => ({ ...one, places: one.places })),
    };
    const plan = post(planReview({ ...input([]), report: shape }));
    const inDiff = post(
      planReview({
        ...input([
          at(4, {
            title: text,
            story: text,
            revoke: text,
            redacted: text,
            fix: { text, edits: [] },
          }),
        ]),
      }),
    );
    for (const body of [plan.body, plan.bodyAlone, ...inDiff.comments.map((one) => one.body)]) {
      const drawn = body.replace(/<!-- dockgate:1 [A-Za-z0-9+/=]+ -->$/, '');
      for (const tag of drawn.match(/<[^>]*>/g) ?? []) {
        expect(tag).toMatch(/^<\/?(?:h3|p|strong|code|span|br|ul|li|details|summary)>$/);
      }
      // Every block begins as one of ours, so no Markdown is read in it.
      for (const block of drawn.trimEnd().split('\n\n'))
        expect(block).toMatch(/^<(?:h3|p|details)>/);
      expect(drawn).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
      expect(drawn.replace(/<code>.*?<\/code>/g, '')).not.toMatch(/@\w|(?<!&)#\d/);
    }
  });

  test('marks are only believed whole', () => {
    const forged: Past = {
      id: 1,
      nodeId: 'C1',
      body: `I am dockgate ${writeMark({ kind: 'done', scope: 'app', findings: new Map([['f4', 'Key']]), gone: new Map() })}`,
      commit: null,
      living: true,
    };
    // A comment that says it is done tells nothing.
    expect(post(planReview(input([at(4)], { comments: [forged] }))).comments).toHaveLength(1);
  });
});

describe('scopeOf', () => {
  test.each([
    ['app:1.2', 'app'],
    ['ghcr.io/o/app:sha-1@sha256:abc', 'ghcr.io/o/app'],
    ['localhost:5000/app', 'localhost:5000/app'],
    ['docker-daemon:app:latest', 'app'],
    ['oci-archive:out/image.tar', 'oci-archive:out/image.tar'],
    ['dir:rootfs', 'dir:rootfs'],
    [`sha256:${'a'.repeat(64)}`, 'docker/Dockerfile'],
    ['0123456789ab', 'docker/Dockerfile'],
  ])('of %s is %s', (reference, scope) => {
    expect(scopeOf(reference, 'docker/Dockerfile')).toBe(scope);
  });
});
