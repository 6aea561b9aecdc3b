/** What a fix is made from and of. */
import type { Edit } from '../model/finding.ts';
import type { Category } from '../model/rule.ts';
import type { Dockerfile } from './dockerfile.ts';

export interface FixInput {
  dockerfile: Dockerfile;
  provider: string;
  category: Category;
  /** The usual names in the environment (`Rule.env`). */
  env: string[];
  /** The `.dockerignore` in force; null where there is none. */
  ignoreFile: { path: string; text: string } | null;
  /** False for a builder older than Dockerfile 1.10, which has no `env=` on secret mounts. */
  secretEnv: boolean;
  /** Whether a text holds any secret of the report; such a text never goes into an edit. */
  holdsSecret: (text: string) => boolean;
}

export interface Proposal {
  /** Lines of text. */
  lines: string[];
  edits: Edit[];
}

/** `--mount=…` of a secret that is a value. */
export function mountFlag(id: string, name: string, input: Pick<FixInput, 'secretEnv'>): string {
  const flag = `--mount=type=secret,id=${id}`;
  return input.secretEnv ? `${flag},env=${name}` : flag;
}
