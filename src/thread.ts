/** The side of a thread that this program started for itself: a searcher of batches, or of a share of files. */
import { unpackRules, type PackedRules } from './detect/packed-rules.ts';
import { serveSearches } from './detect/pool.ts';
import { openRules } from './detect/ruleset.ts';
import type { TabledRules } from './detect/tables.ts';
import { openSource } from './host/source.ts';
import type { ShardOrder } from './model/shard.ts';
import type { ThreadPort } from './model/thread.ts';
import { searchShard } from './shard.ts';

const isShardOrder = (data: unknown): data is ShardOrder =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'shard';

/**
 * @param data What the thread was started with.
 * @param known The rules that come with the program.
 */
export const serveThread = async (
  port: ThreadPort,
  data: unknown,
  known: TabledRules,
): Promise<void> => {
  if (!isShardOrder(data)) {
    serveSearches(port, data, known);
    return;
  }
  const ruleSet = openRules(unpackRules(data.rules as PackedRules, known));
  const { source } = await openSource(data.reopening.reference, 'docker');
  port.post(await searchShard(data, source, ruleSet));
};
