/** Reads the build context as the builder would get it, and pushes its files to the search. */
import type { Unread } from '../model/ledger.ts';
import type { BuildContext, DockerfileText } from '../model/request.ts';
import type { FolderEntry } from '../model/source.ts';
import { AllowMention } from '../policy/in-place.ts';
import type { TextSink } from '../model/text.ts';
import type { ContextDigests } from '../context/digests.ts';
import { readIgnore, type IgnoreRules } from '../context/ignore.ts';

/** Bytes of a file whose comments are read again. */
const LARGEST_MENTION = 1024 * 1024;

export interface ReadContext {
  folder: BuildContext;
  rules: IgnoreRules;
  /** Files of the context, the ignore file not applied. */
  paths: string[];
  unread: Unread[];
  /** Files that speak of allowances (`dockgate:allow`). */
  mentions: FolderEntry[];
}

/**
 * @param dockerfile Searched as a text of its own, so its copy in the context is not.
 * @throws GateError where the ignore file cannot be read.
 */
export const readContext = async (
  folder: BuildContext,
  dockerfile: DockerfileText | null,
  sink: TextSink,
  digests: ContextDigests,
): Promise<ReadContext> => {
  const rules = readIgnore(folder.ignore?.path ?? '.dockerignore', folder.ignore?.text ?? null);
  const own =
    folder.path === '' ? dockerfile?.path : dockerfile?.path.replace(`${folder.path}/`, '');
  const paths: string[] = [];
  const unread: Unread[] = [];
  const mentions: FolderEntry[] = [];
  for await (const file of folder.files()) {
    paths.push(file.path);
    if (rules.ignores(file.path)) continue;
    if (file.open === null) {
      unread.push({
        where: 'context',
        path: file.path,
        reason: file.reason ?? 'it cannot be read',
      });
      continue;
    }
    const digest = digests.reader(file.path);
    const silent = file.path === own;
    const mention = new AllowMention();
    let mentioned = false;
    if (!silent) sink.begin({ where: 'context', path: file.path, blob: null });
    for await (const bytes of file.open()) {
      digest(bytes);
      mentioned = mention.feed(bytes);
      if (!silent) sink.write(bytes);
      await sink.pressure();
    }
    digest(null);
    if (!silent) sink.end();
    if (mentioned && !silent && file.size <= LARGEST_MENTION) mentions.push(file);
  }
  return { folder, rules, paths, unread, mentions };
};
