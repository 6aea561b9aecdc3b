/** Texts shared among threads: lanes end in real message channels, whose other side runs what a thread runs. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MessageChannel } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { Finder } from '../src/detect/finder.ts';
import { openRules } from '../src/detect/ruleset.ts';
import { sampleInContext } from '../src/detect/sample.ts';
import { compileTables } from '../src/detect/tables.ts';
import { joinTold, openInside } from '../src/inside.ts';
import type { ContentBounds } from '../src/model/request.ts';
import type { Rule } from '../src/model/rule.ts';
import type { StartThread } from '../src/model/thread.ts';
import { alnum, anchored, hex, named, rule, run } from '../src/rules/format.ts';
import { Lane, SharingSink, startLanes } from '../src/share.ts';
import { serveTexts } from '../src/serve-texts.ts';
import { probe } from './detect/probe.ts';

const toys: Rule[] = [
  rule({ ...probe, id: 'toy-anchored', patterns: [anchored('toy_', run(alnum, 24))] }),
  rule({ ...probe, id: 'toy-named', patterns: [named(['toybox'], run(hex, 32))] }),
];
const toySet = { rules: toys, tables: compileTables(toys) };

/** A thread in this one, behind a channel; `fails` after so many messages. */
const startHere =
  (fails = Infinity): StartThread =>
  (data) => {
    const { port1, port2 } = new MessageChannel();
    let onError: (error: Error) => void = () => undefined;
    let count = 0;
    serveTexts(
      {
        post: (message) => port2.postMessage(message),
        onMessage: (receive) =>
          void port2.on('message', (message) => {
            count += 1;
            if (count < fails) receive(message);
            else onError(new Error('out of memory'));
          }),
      },
      structuredClone(data),
      toySet,
    );
    return {
      post: (message) => port1.postMessage(message),
      onMessage: (receive) => void port1.on('message', receive),
      onError: (fail) => (onError = fail),
      end: () => {
        port1.close();
        return Promise.resolve();
      },
    };
  };

interface Text {
  path: string;
  bytes: Buffer;
}

const limits: ContentBounds = {
  depth: 1,
  expansion: null,
  ratio: null,
  entries: null,
  time: null,
  layer: null,
};

/** What a run would know of the texts, with so many threads beside this one. */
const search = async (texts: readonly Text[], others: number, chunkBytes: number) => {
  const finder = new Finder(openRules(toySet));
  const inside = openInside(finder, { openContents: true, limits });
  const threads = { start: startHere(), count: others + 1 };
  const lanes = startLanes({ threads, openContents: true, limits }, toySet, toySet);
  const sink = lanes.length === 0 ? inside.sink : new SharingSink(inside.sink, lanes);
  for (const { path, bytes } of texts) {
    sink.begin({ where: 'layer', path, blob: null });
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      sink.write(bytes.subarray(at, at + chunkBytes));
      const pressure = sink.pressure();
      if (pressure !== null) await pressure;
    }
    sink.end();
  }
  const finishing = lanes.map((lane) => lane.finish());
  await inside.settled();
  const results = await Promise.all(finishing);
  for (const lane of lanes) await lane.close();
  const found = [...finder.results(), ...results.flatMap((one) => one.texts)];
  const told = joinTold([inside.told(), ...results], limits);
  return {
    found: found
      .flatMap(({ origin, matches }) =>
        matches.map(({ rule: at, offset, line, secret }) =>
          [origin.path, at, offset, line, Buffer.from(secret).toString('latin1')].join(' '),
        ),
      )
      .sort(),
    told,
    bytes: results.reduce((sum, one) => sum + one.totals.bytes, finder.totals.bytes),
    elsewhere: results.reduce((sum, one) => sum + one.totals.texts, 0),
  };
};

const planted = fc
  .tuple(fc.constantFrom(0, 1), fc.nat(1000), fc.boolean())
  .map(([number, seed, wrapped]) => {
    const { text } = sampleInContext(toys[number] as Rule, 0, seed);
    return ` ${wrapped ? Buffer.from(`some words ${text} more words`).toString('base64') : text} `;
  });
const filler = fc
  .tuple(fc.constantFrom('word ', '\n', 'toy_'), fc.integer({ min: 0, max: 300_000 }))
  .map(([unit, times]) => unit.repeat(times));
const textOf = fc.record({
  path: fc.constantFrom('a.txt', 'b/.env', 'repo/.git/objects/12/34', 'c.js'),
  bytes: fc
    .array(fc.oneof({ weight: 3, arbitrary: planted }, { weight: 1, arbitrary: filler }), {
      maxLength: 5,
    })
    .map((parts) => Buffer.from(parts.join(''))),
});

describe('texts shared among threads', () => {
  test('give what one thread finds, whatever the number of threads and the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(textOf, { maxLength: 20 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(7_777, 65_536, 1_048_576),
        async (texts, others, chunkBytes) => {
          const numbered = texts.map(({ path, bytes }, at) => ({ path: `${at}/${path}`, bytes }));
          const alone = await search(numbered, 0, chunkBytes);
          const shared = await search(numbered, others, chunkBytes);
          expect({ ...shared, elsewhere: 0 }).toEqual(alone);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('are searched elsewhere while there is room, and here while there is none', async () => {
    const texts = Array.from({ length: 300 }, (_, at) => ({
      path: `${at}`,
      bytes: Buffer.alloc(100_000, 'word '),
    }));
    const { elsewhere } = await search(texts, 1, 100_000);
    expect(elsewhere).toBeGreaterThan(50);
    expect(elsewhere).toBeLessThan(300);
  });

  test('and what cannot be opened make one ledger, cut at the same line', async () => {
    const gzip = gzipSync(gzipSync(gzipSync('deep')));
    const texts = Array.from({ length: 2500 }, (_, at) => ({ path: `${at}.gz`, bytes: gzip }));
    const alone = await search(texts, 0, 1024);
    expect(alone.told.unread).toHaveLength(1001);
    expect(alone.told.unread.at(-1)).toEqual({
      where: 'layer',
      path: '(more)',
      reason: '1500 more that were not read',
    });
    expect((await search(texts, 2, 1024)).told).toEqual(alone.told);
  });

  test('a thread that fails ends the run with its error', async () => {
    const lane = new Lane((travel) =>
      startHere(2)({ rules: null, openContents: false, limits, ...travel }),
    );
    const write = async (): Promise<void> => {
      for (let at = 0; at < 30; at += 1) {
        lane.begin({ where: 'layer', path: `${at}`, blob: null });
        lane.write(Buffer.alloc(1024 * 1024, 'a'));
        lane.end();
        await lane.pressure();
      }
      await lane.finish();
    };
    await expect(write()).rejects.toThrow('out of memory');
    await lane.close();
  });
});
