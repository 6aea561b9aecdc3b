/**
 * A check run with the annotations that a step has no room for: GitHub takes 50 in a request and adds
 * those of later requests. It is complete from the first request on, so nothing waits for ever where a
 * later one fails.
 */
import type { Report, Verdict } from '../model/report.ts';
import type { Annotation } from '../report/annotations.ts';
import { safeTextWithin } from '../report/safe-text.ts';
import { counted } from '../report/units.ts';
import { verdictSentence } from '../report/verdict-sentence.ts';
import type { Api } from '../model/github-api.ts';
import type { Outcome } from './outcome.ts';

export interface CheckRequest {
  report: Report;
  annotations: readonly Annotation[];
  /** What the check is called. */
  name: string;
  /** The commit it stands at. */
  head: string;
  /** Where an annotation without a file stands: GitHub wants one. */
  dockerfile: string | null;
  /** Markdown, drawn with room for at most `CHECK_SUMMARY` bytes. */
  summary: string;
}

/** GitHub takes 65535 characters of summary. */
export const CHECK_SUMMARY = 64 * 1024 - 1024;

/** Annotations of one request. */
const BATCH = 50;

/** Requests for one check run; the summary says what is left. */
const BATCHES = 20;

const CONCLUSION: Record<Verdict, 'success' | 'failure'> = {
  clean: 'success',
  blocked: 'failure',
  incomplete: 'failure',
};

interface CheckAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: 'failure' | 'warning';
  title: string;
  message: string;
}

interface CheckOutput {
  title: string;
  summary: string;
  annotations: CheckAnnotation[];
}

export interface CheckPlan {
  create: {
    name: string;
    head_sha: string;
    status: 'completed';
    conclusion: 'success' | 'failure';
    output: CheckOutput;
  };
  /** Bodies of the requests that add the other batches. */
  updates: { output: CheckOutput }[];
  /** Annotations told. */
  told: number;
}

export function planCheckRun(request: CheckRequest): CheckPlan {
  const { report, name, head } = request;
  const records = request.annotations
    .slice(0, BATCH * BATCHES)
    .map((annotation) => checkAnnotation(annotation, request));
  const outputs: CheckOutput[] = [];
  for (let at = 0; at === 0 || at < records.length; at += BATCH) {
    outputs.push({
      title: verdictSentence(report).slice(0, 250),
      summary: request.summary.slice(0, 65_535),
      annotations: records.slice(at, at + BATCH),
    });
  }
  const [first = { title: '', summary: '', annotations: [] }, ...others] = outputs;
  return {
    create: {
      name: name.slice(0, 250),
      head_sha: head,
      status: 'completed',
      conclusion: CONCLUSION[report.verdict],
      output: first,
    },
    updates: others.map((output) => ({ output })),
    told: records.length,
  };
}

function checkAnnotation(annotation: Annotation, { dockerfile }: CheckRequest): CheckAnnotation {
  const { level, file, line, endLine, title, message } = annotation;
  return {
    // A check's annotation must name a file; a folder that every repository with a workflow has will do.
    path: file ?? dockerfile ?? '.github',
    start_line: line ?? 1,
    end_line: Math.max(line ?? 1, endLine ?? 1),
    annotation_level: level === 'error' ? 'failure' : 'warning',
    title: title.slice(0, 250),
    message,
  };
}

export async function publishCheckRun(api: Api, request: CheckRequest): Promise<Outcome> {
  const plan = planCheckRun(request);
  const created = await api.ask({ method: 'POST', path: 'check-runs', body: plan.create });
  if (!created.ok) {
    const reason = safeTextWithin(created.reason, 300);
    return { done: false, sentence: `No check run for the other annotations: ${reason}.` };
  }
  const id = (created.value as { id?: unknown } | null)?.id;
  let told = plan.create.output.annotations.length;
  for (const body of typeof id === 'number' ? plan.updates : []) {
    const answer = await api.ask({ method: 'PATCH', path: `check-runs/${String(id)}`, body });
    if (!answer.ok) break;
    told += body.output.annotations.length;
  }
  const left = request.annotations.length - told;
  const rest = left === 0 ? '' : ` ${counted(left, 'annotation')} did not get there.`;
  return {
    done: true,
    sentence: `${counted(told, 'more annotation')} in the check run "${plan.create.name}".${rest}`,
  };
}
