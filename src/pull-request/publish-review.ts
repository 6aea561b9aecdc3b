/**
 * Carries a plan out: asks what is there, posts the review, brings earlier comments up to date. GitHub
 * takes a review whole or not at all; where it refuses the lines, all is told in the body. No trouble
 * here ever changes the gate's verdict: what could not be said is said in the log and the summary.
 */
import type { Report } from '../model/report.ts';
import { safeTextWithin } from '../report/safe-text.ts';
import { counted } from '../report/units.ts';
import type { Answer, Api } from '../model/github-api.ts';
import type { Outcome } from './outcome.ts';
import { readDiff } from './diff.ts';
import { listComments, listFiles, listReviews, viewerOf } from './listing.ts';
import { planReview, type LineComment, type Past, type ReviewPlan } from './review.ts';

export interface ReviewRequest {
  report: Report;
  /** Text of the files that the gate read, by path; only compared with the diff. */
  texts: ReadonlyMap<string, string>;
  pull: number;
  head: string;
  scope: string;
}

/** Edits of earlier comments, and folds, in one run: the rest waits for the next. */
const EDITS = 40;

type Failed = Extract<Answer, { ok: false }>;
type Post = NonNullable<ReviewPlan['post']>;

export async function publishReview(api: Api, request: ReviewRequest): Promise<Outcome> {
  const { report, pull, head, scope, texts } = request;
  const files = await listFiles(api, pull);
  if (!files.ok) return refused(files);
  const author = await viewerOf(api);
  const comments = await listComments(api, pull, author);
  if (!comments.ok) return refused(comments);
  const reviews = await listReviews(api, pull, author);
  if (!reviews.ok) return refused(reviews);
  const plan = planReview({
    report,
    diff: readDiff(files.items, texts),
    head,
    scope,
    comments: comments.items,
    reviews: reviews.items,
  });
  let posted: Posted | null = null;
  if (plan.post !== null) {
    posted = await postReview(api, request, plan.post, () => listReviews(api, pull, author));
    if (!posted.ok) return refused(posted);
  }
  const edited = await editPast(api, pull, plan);
  for (const { nodeId, why } of plan.hide.slice(0, EDITS)) {
    // To fold a comment away is a courtesy; the words in it are right without.
    if (nodeId !== '') await api.graphql(MINIMIZE, { id: nodeId, why });
  }
  return { done: true, sentence: sentenceOf(posted, edited, plan) };
}

/** GitHub GraphQL API, mutation minimizeComment. */
export const MINIMIZE =
  'mutation ($id: ID!, $why: ReportedContentClassifiers!) { minimizeComment(input: { subjectId: $id, classifier: $why }) { minimizedComment { isMinimized } } }';

type Posted = { ok: true; comments: number; updated: boolean } | Failed;

async function postReview(
  api: Api,
  { pull, head }: ReviewRequest,
  post: Post,
  again: () => Promise<{ ok: true; items: Past[] } | Failed>,
): Promise<Posted> {
  let told = 0;
  let lost = false;
  const commentAlone = async (body: object): Promise<Failed | null> => {
    const answer = await api.ask({
      method: 'POST',
      path: `pulls/${pull}/comments`,
      body: { commit_id: head, ...body },
    });
    if (answer.ok) told += 1;
    else if (answer.status !== 422) return answer;
    else lost = true;
    return null;
  };
  for (const { path, body } of post.files) {
    const failed = await commentAlone({ path, body, subject_type: 'file' });
    if (failed !== null) return failed;
  }
  if (post.existing !== null) {
    for (const comment of post.comments) {
      const failed = await commentAlone(comment);
      if (failed !== null) return failed;
    }
    const answer = await api.ask({
      method: 'PUT',
      path: `pulls/${pull}/reviews/${post.existing}`,
      body: { body: lost ? post.bodyAlone : post.body },
    });
    return answer.ok ? { ok: true, comments: told, updated: true } : answer;
  }
  const create = (body: Pick<NewReview, 'body' | 'comments'>): Promise<Answer> =>
    createOnce(api, pull, { commit_id: head, event: 'COMMENT', ...body }, again);
  const full = { body: lost ? post.bodyAlone : post.body, comments: post.comments };
  const answer = await create(full);
  if (answer.ok) return { ok: true, comments: told + post.comments.length, updated: false };
  if (answer.status !== 422 || post.comments.length === 0) return answer;
  const alone = await create({ body: post.bodyAlone });
  return alone.ok ? { ok: true, comments: told, updated: false } : alone;
}

interface NewReview {
  commit_id: string;
  event: 'COMMENT';
  body: string;
  comments?: readonly LineComment[];
}

/** Creates a review; where the answer was lost, looks whether it is there before it tries again. */
async function createOnce(
  api: Api,
  pull: number,
  body: NewReview,
  again: () => Promise<{ ok: true; items: Past[] } | Failed>,
): Promise<Answer> {
  const request = { method: 'POST', path: `pulls/${pull}/reviews`, body } as const;
  const first = await api.ask(request);
  if (first.ok || (first.status !== null && first.status < 500)) return first;
  const there = await again();
  if (!there.ok) return first;
  const found = there.items.some(
    (past) => past.commit === body.commit_id && past.body === body.body.trimEnd(),
  );
  return found ? { ok: true, value: null } : api.ask(request);
}

/** @returns How many edits GitHub did not take. */
async function editPast(api: Api, pull: number, plan: ReviewPlan): Promise<number> {
  const edits = [
    ...plan.commentEdits.map(({ id, body }) => ({
      method: 'PATCH' as const,
      path: `pulls/comments/${id}`,
      body: { body },
    })),
    ...plan.reviewEdits.map(({ id, body }) => ({
      method: 'PUT' as const,
      path: `pulls/${pull}/reviews/${id}`,
      body: { body },
    })),
  ];
  let failed = Math.max(0, edits.length - EDITS);
  for (const edit of edits.slice(0, EDITS)) {
    const answer = await api.ask(edit);
    if (!answer.ok) failed += 1;
  }
  return failed;
}

function sentenceOf(
  posted: Extract<Posted, { ok: true }> | null,
  failedEdits: number,
  plan: ReviewPlan,
): string | null {
  const failed =
    failedEdits === 0
      ? ''
      : ` ${counted(failedEdits, 'earlier comment')} could not be brought up to date.`;
  if (posted !== null) {
    const with_ = posted.comments === 0 ? '' : ` with ${counted(posted.comments, 'comment')}`;
    return `${posted.updated ? 'The review of this commit was brought up to date' : 'A review was posted'}${with_}.${failed}`;
  }
  const edits = plan.commentEdits.length + plan.reviewEdits.length;
  return edits === 0 ? null : `Earlier review comments were brought up to date.${failed}`;
}

function refused({ reason }: Failed): Outcome {
  return {
    done: false,
    sentence: `No review of the pull request: ${safeTextWithin(reason, 300)}.`,
  };
}
