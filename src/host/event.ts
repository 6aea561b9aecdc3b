/** What the runner tells about the run: repository, commit, pull request. */
import { readFile } from 'node:fs/promises';

export interface PullRequestEvent {
  number: number;
  /** Commit at its head. */
  head: string;
  /** Commit of the branch that it is to be merged into; null where the runner does not tell. */
  base: string | null;
  /** True where its branch lies in another repository: then the workflow's token may only read. */
  fork: boolean;
}

export interface RunEvent {
  /** `owner/name`. */
  repository: string;
  /** The commit that checks belong to: the head of the pull request, else the commit of the run. */
  commit: string;
  pullRequest: PullRequestEvent | null;
  apiUrl: string;
  graphqlUrl: string;
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

const COMMIT = /^[0-9a-f]{40,64}$/;

const readPayload = async (): Promise<unknown> => {
  const path = process.env['GITHUB_EVENT_PATH'];
  if (path === undefined || path === '') return null;
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch {
    return null;
  }
};

const pullRequestOf = (payload: unknown, repository: string): PullRequestEvent | null => {
  const pull = member(payload, 'pull_request');
  const number = member(pull, 'number');
  const head = member(pull, 'head');
  const sha = member(head, 'sha');
  const base = member(member(pull, 'base'), 'sha');
  if (!Number.isSafeInteger(number) || typeof sha !== 'string' || !COMMIT.test(sha)) return null;
  return {
    number: number as number,
    head: sha,
    base: typeof base === 'string' && COMMIT.test(base) ? base : null,
    // A deleted fork has no repository any more.
    fork: member(member(head, 'repo'), 'full_name') !== repository,
  };
};

/** Null outside a run of GitHub Actions, and where the runner tells too little. */
export const readEvent = async (): Promise<RunEvent | null> => {
  const repository = process.env['GITHUB_REPOSITORY'] ?? '';
  const commit = process.env['GITHUB_SHA'] ?? '';
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !COMMIT.test(commit)) return null;
  const apiUrl = process.env['GITHUB_API_URL'] || 'https://api.github.com';
  const pullRequest = pullRequestOf(await readPayload(), repository);
  return {
    repository,
    commit: pullRequest?.head ?? commit,
    pullRequest,
    apiUrl: apiUrl.replace(/\/+$/, ''),
    graphqlUrl: process.env['GITHUB_GRAPHQL_URL'] || `${apiUrl.replace(/\/+$/, '')}/graphql`,
  };
};
