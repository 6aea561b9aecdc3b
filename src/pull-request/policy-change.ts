/**
 * A policy must not be widened by the pull request that it judges without anybody seeing it: whether
 * the pull request changes the policy's file, and the file as the base branch has it.
 */
import type { Api } from '../model/github-api.ts';
import { listFiles } from './listing.ts';

/**
 * @param file Path of the policy in the repository.
 * @returns A sentence for log and summary; null where the pull request leaves the file alone.
 */
export async function policyChange(api: Api, pull: number, file: string): Promise<string | null> {
  const files = await listFiles(api, pull);
  if (!files.ok)
    return `Whether this pull request changes the policy ${file} could not be learned.`;
  const changed = files.items.some((one) => one.path === file);
  return changed
    ? `This pull request changes ${file}, the policy that judges it: look at that change, or set policy-ref: base.`
    : null;
}

export type BasePolicy =
  | { ok: true; /** Null where the base branch has no such file. */ text: string | null }
  | { ok: false; reason: string };

const NOT_FOUND = 404;

const contentOf = (value: unknown): string | null => {
  if (typeof value !== 'object' || value === null || !('content' in value)) return null;
  const { content } = value;
  return typeof content === 'string' ? Buffer.from(content, 'base64').toString('utf8') : null;
};

/** The policy's file at a commit (GET /repos/{owner}/{repo}/contents/{path}, needs `contents: read`). */
export async function basePolicy(api: Api, file: string, commit: string): Promise<BasePolicy> {
  const path = `contents/${file.split('/').map(encodeURIComponent).join('/')}`;
  const answer = await api.ask({ method: 'GET', path, query: { ref: commit } });
  if (!answer.ok) {
    if (answer.status === NOT_FOUND) return { ok: true, text: null };
    const said = answer.status === null ? 'it did not answer' : `it answered ${answer.status}`;
    return { ok: false, reason: `GitHub was asked for it, and ${said}` };
  }
  const text = contentOf(answer.value);
  return text === null ? { ok: false, reason: 'GitHub gave no text for it' } : { ok: true, text };
}
