/** Reads the lists of a pull request page by page, and takes from each item what is asked of it. */
import type { Answer, Api } from '../model/github-api.ts';
import type { ChangedFile } from './diff.ts';
import { readMark } from './marker.ts';
import type { Past } from './review.ts';

/** GitHub's largest page. */
const PAGE = 100;

type Listed<T> = { ok: true; items: T[] } | Extract<Answer, { ok: false }>;

/**
 * @param pages At most so many are read.
 * @param read Gives null for an item that is not wanted.
 */
async function list<T>(
  api: Api,
  path: string,
  pages: number,
  read: (item: Readonly<Record<string, unknown>>) => T | null,
): Promise<Listed<T>> {
  const items: T[] = [];
  for (let page = 1; page <= pages; page++) {
    const answer = await api.ask({ method: 'GET', path, query: { per_page: PAGE, page } });
    if (!answer.ok) return answer;
    if (!Array.isArray(answer.value)) {
      return { ok: false, status: null, reason: `GitHub's answer for ${path} is no list` };
    }
    const values: unknown[] = answer.value;
    for (const value of values) {
      if (typeof value !== 'object' || value === null) continue;
      const item = read(value as Record<string, unknown>);
      if (item !== null) items.push(item);
    }
    if (values.length < PAGE) break;
  }
  return { ok: true, items };
}

/** The files of a pull request; GitHub lists 3000 at most. */
export function listFiles(api: Api, pull: number): Promise<Listed<ChangedFile>> {
  return list(api, `pulls/${pull}/files`, 30, ({ filename, patch, status }) =>
    typeof filename !== 'string' || status === 'removed'
      ? null
      : { path: filename, patch: typeof patch === 'string' ? patch : null },
  );
}

/** Comments with our mark that `author` wrote; anybody could write the mark. */
export function listComments(api: Api, pull: number, author: string): Promise<Listed<Past>> {
  return list(api, `pulls/${pull}/comments`, 20, (item) => {
    // GitHub leaves the line out once the diff has moved away under it.
    const living = item['subject_type'] === 'file' || typeof item['line'] === 'number';
    return pastOf(item, author, living);
  });
}

/** Reviews with our mark that `author` wrote, oldest first. */
export function listReviews(api: Api, pull: number, author: string): Promise<Listed<Past>> {
  return list(api, `pulls/${pull}/reviews`, 20, (item) => pastOf(item, author, true));
}

function pastOf(
  item: Readonly<Record<string, unknown>>,
  author: string,
  living: boolean,
): Past | null {
  const { id, node_id: nodeId, body, user, commit_id: commit } = item;
  const login = (user as { login?: unknown } | null | undefined)?.login;
  if (typeof id !== 'number' || typeof body !== 'string' || login !== author) return null;
  const plain = body.replace(/\r\n/g, '\n').trimEnd();
  if (readMark(plain) === null) return null;
  return {
    id,
    nodeId: typeof nodeId === 'string' ? nodeId : '',
    body: plain,
    commit: typeof commit === 'string' ? commit : null,
    living,
  };
}

/** What a workflow's own token is called (docs.github.com, automatic token authentication). */
const WORKFLOW = 'github-actions[bot]';

/** Who the token speaks for. */
export async function viewerOf(api: Api): Promise<string> {
  const answer = await api.graphql('query { viewer { login } }', {});
  const data = answer.ok ? (answer.value as { viewer?: { login?: unknown } } | null) : null;
  return typeof data?.viewer?.login === 'string' ? data.viewer.login : WORKFLOW;
}
