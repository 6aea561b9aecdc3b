/**
 * All that is said through GitHub's API: the review of a pull request, and the check run for the
 * annotations that a step has no room for. Gives sentences for the log and the job summary, so that
 * whoever misses something learns where it went, or why it is not there.
 */
import type { Report } from '../model/report.ts';
import { annotationsBeyond, type AnnotationCaps } from '../report/annotations.ts';
import { renderSummary } from '../report/summary.ts';
import type { Api } from '../model/github-api.ts';
import type { Outcome } from './outcome.ts';
import { CHECK_SUMMARY, publishCheckRun } from './check-run.ts';
import { publishReview } from './publish-review.ts';

export interface Conversation {
  report: Report;
  /** Text of the Dockerfile and ignore file, by the path in the report. */
  texts: ReadonlyMap<string, string>;
  dockerfile: string | null;
  scope: string;
  /** The commit that checks belong to. */
  commit: string;
  pullRequest: { number: number; head: string; fork: boolean } | null;
  /** What is wanted. */
  review: boolean;
  check: boolean;
  /** What the step itself annotates. */
  caps: AnnotationCaps;
}

export interface Said {
  /** Name of the check run that has the other annotations; null without one. */
  checkRun: string | null;
  sentences: string[];
}

const FORK =
  'The token of a pull request from a fork may only read: annotations and this summary tell what a review would.';

/** Never throws for trouble with GitHub. */
export async function converse(api: Api, conversation: Conversation): Promise<Said> {
  const { report, pullRequest, scope } = conversation;
  const outcomes: Outcome[] = [];
  if (conversation.review && pullRequest !== null) {
    const { number, head } = pullRequest;
    const { texts } = conversation;
    outcomes.push(await publishReview(api, { report, texts, pull: number, head, scope }));
  }
  const rest = conversation.check ? annotationsBeyond(report, conversation.caps) : [];
  const name = `dockgate (${scope})`;
  let checkRun: string | null = null;
  if (rest.length > 0) {
    const outcome = await publishCheckRun(api, {
      report,
      annotations: rest,
      name,
      head: conversation.commit,
      dockerfile: conversation.dockerfile,
      summary: renderSummary(report, CHECK_SUMMARY),
    });
    if (outcome.done) checkRun = name;
    outcomes.push(outcome);
  }
  const sentences = outcomes.flatMap(({ sentence }) => (sentence === null ? [] : [sentence]));
  const refused = outcomes.some(({ done }) => !done);
  return {
    checkRun,
    sentences: refused && pullRequest?.fork === true ? [...sentences, FORK] : sentences,
  };
}
