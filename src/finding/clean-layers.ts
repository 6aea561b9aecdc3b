/**
 * The cache: digests of layers in which nothing was found under one exact rule set. It holds nothing
 * else, so it can neither give a secret away nor carry one image's verdict to another; and a layer
 * that it names is still read and its digest compared, so a forged name gains nothing.
 */
import { createHash } from 'node:crypto';
import type { ImageReading } from '../image/read.ts';
import { readOutline } from '../image/outline.ts';
import type { Unread } from '../model/ledger.ts';
import type { TextMatches } from '../model/match.ts';
import type { GateRequest } from '../model/request.ts';
import type { Rule } from '../model/rule.ts';
import type { TextOrigin, TextSink } from '../model/text.ts';

/** A new search, or a new meaning of a rule's fields, needs a new number. */
const VERSION = 1;
const MOST_DIGESTS = 20_000;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Names a rule set: any change to any rule, or to how rules are searched, gives another. */
export const ruleSetKey = (rules: readonly Rule[], version: string): string =>
  createHash('sha256')
    .update(JSON.stringify([VERSION, version, rules]))
    .digest('hex');

/**
 * @param text The cache file; null without one.
 * @returns The digests; null where the file is damaged or not one of ours.
 */
export const readCleanLayers = (text: string | null, key: string): Set<string> | null => {
  if (text === null) return new Set();
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { rules, clean } = value as { rules?: unknown; clean?: unknown };
    if (rules !== key) return new Set();
    if (!Array.isArray(clean) || clean.length > MOST_DIGESTS) return null;
    const digests = clean.filter(
      (one): one is string => typeof one === 'string' && DIGEST.test(one),
    );
    return digests.length === clean.length ? new Set(digests) : null;
  } catch {
    return null;
  }
};

/** The newest digests last; the oldest are forgotten first. */
export const writeCleanLayers = (digests: ReadonlySet<string>, key: string): string =>
  `${JSON.stringify({ rules: key, clean: [...digests].slice(-MOST_DIGESTS) })}\n`;

/** Digests of the layers that were read whole and held no match, in any state of certainty. */
export const cleanLayersOf = (
  reading: ImageReading,
  texts: readonly TextMatches[],
): Set<string> => {
  const found = new Set(
    texts.map(({ origin }) =>
      origin.blob === null ? null : reading.blobs.get(origin.blob)?.layer,
    ),
  );
  const damaged = new Set(reading.unread.map((one) => one.path));
  const clean = reading.image.layers.filter(
    (layer) => !found.has(layer.index) && !damaged.has(layer.digest) && !damaged.has(layer.diffId),
  );
  return new Set(clean.flatMap((layer) => [layer.diffId, layer.digest]));
};

/** Counts texts and searches none: for layers that are known to be clean. */
export class CountingSink implements TextSink {
  texts = 0;
  bytes = 0;

  begin(origin: TextOrigin): void {
    void origin;
    this.texts += 1;
  }

  write(bytes: Uint8Array): void {
    this.bytes += bytes.length;
  }

  end(): void {
    // Nothing was kept.
  }

  pressure(): null {
    return null;
  }

  fork(): TextSink {
    return this;
  }
}

const BLOB = /^blobs\/sha256\/([0-9a-f]{64})$/;

export interface CleanLayers {
  /** Whether a blob, by its name in the archive, is a layer in which nothing was found before. */
  knows(name: string): boolean;
  /** Whether the cache file was damaged, so that it was not used. */
  damaged: boolean;
  /** Tells the cache what this run found clean. */
  remember(
    reading: ImageReading,
    unread: readonly Unread[],
    texts: readonly TextMatches[],
  ): Promise<void>;
}

/**
 * @param known Whether values of this run are searched for: then nothing is remembered, since the
 *   key of the rule set would be made from them.
 */
export const openCleanLayers = async (
  { cache, rules, source }: Pick<GateRequest, 'cache' | 'rules' | 'source'>,
  known: boolean,
): Promise<CleanLayers> => {
  if (cache === null || known) {
    return { knows: () => false, damaged: false, remember: () => Promise.resolve() };
  }
  const key = ruleSetKey(rules, cache.version);
  const read = readCleanLayers(cache.text, key);
  const clean = read ?? new Set<string>();
  const outline =
    source.kind === 'archive' && source.readAt !== undefined && clean.size > 0
      ? await readOutline(source.readAt)
      : new Map<string, string>();
  return {
    knows: (name) => {
      const named = BLOB.exec(name)?.[1];
      const digest = named === undefined ? outline.get(name) : `sha256:${named}`;
      return digest !== undefined && clean.has(digest);
    },
    damaged: read === null,
    remember: (reading, unread, texts) => {
      // What was not read inside of some file may lie in any layer.
      if (unread.length > 0) return Promise.resolve();
      const now = cleanLayersOf(reading, texts);
      const before = [...clean].filter((digest) => !now.has(digest));
      return cache.save(writeCleanLayers(new Set([...before, ...now]), key));
    },
  };
};
