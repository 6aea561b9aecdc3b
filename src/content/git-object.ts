/** One object of a git repository: what it is called, and what becomes of it. */
import { createHash } from 'node:crypto';
import type { Repositories } from './git-names.ts';
import { authorDate } from './git-names.ts';
import type { Nested } from './nested.ts';

export type GitType = 'commit' | 'tree' | 'blob' | 'tag';

/** The id of an object: sha1 over its type, its size and its bytes (gitformat-loose). */
export function objectId(type: GitType, bytes: Uint8Array): string {
  return createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}

/**
 * Remembers a commit or tree; pushes a commit's or tag's text, a blob, and the names that a tree
 * adds. A blob without a name waits, where there is room, until all trees have been seen.
 */
export function pushObject(
  nested: Nested,
  repositories: Repositories,
  type: GitType,
  bytes: Buffer,
): void {
  const names = repositories.of(nested.origin.path);
  const id = objectId(type, bytes);
  if (type === 'tree') {
    const added = names.addTree(id, bytes);
    if (added !== '') nested.text(`tree-${id.slice(0, 12)}`, Buffer.from(added));
  } else if (type === 'blob') {
    const waits = !names.knows(id) && repositories.wait(nested, names, id, bytes);
    if (!waits) nested.text(names.pathOf(id), bytes);
  } else {
    if (type === 'commit') names.addCommit(id, bytes);
    const date = type === 'commit' ? `@${authorDate(bytes.toString('latin1', 0, 4096))}` : '';
    nested.text(`${type}-${id.slice(0, 12)}${date}/message`, bytes);
  }
}

const LOOSE = /^(commit|tree|blob|tag) (\d{1,15})\0/;

/** Where a loose object's bytes begin, and its type; null for other zlib data. */
export function looseHeader(head: Uint8Array): { type: GitType; from: number } | null {
  const match = LOOSE.exec(Buffer.from(head.subarray(0, 32)).toString('latin1'));
  return match === null ? null : { type: match[1] as GitType, from: match[0].length };
}
