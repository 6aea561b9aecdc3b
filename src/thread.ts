/**
 * The door of a thread that this program starts for itself: a searcher of batches, or of a share of files.
 * It is bundled apart from the front doors, since every thread evaluates all of its file anew.
 */
import { builtIn } from './built-in.ts';
import { unpackRules, type PackedRules } from './detect/packed-rules.ts';
import { serveSearches } from './detect/pool.ts';
import { openRules } from './detect/ruleset.ts';
import { openSource } from './host/source.ts';
import { ownThread } from './host/threads.ts';
import type { ShardOrder } from './model/shard.ts';
import type { ThreadPort } from './model/thread.ts';
import { searchShard } from './shard.ts';

const isShardOrder = (data: unknown): data is ShardOrder =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'shard';

/** @param data What the thread was started with. */
const serve = async (port: ThreadPort, data: unknown): Promise<void> => {
  if (!isShardOrder(data)) {
    serveSearches(port, data, builtIn());
    return;
  }
  const ruleSet = openRules(unpackRules(data.rules as PackedRules, builtIn()));
  const { source } = await openSource(data.reopening.reference, 'docker');
  port.post(await searchShard(data, source, ruleSet));
};

const thread = ownThread();
if (thread === null) throw new Error('dist/thread.js is for the threads that dockgate starts');
await serve(thread.port, thread.data);
