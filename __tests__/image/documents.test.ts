import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pushDocument, pushRaw } from '../../src/image/documents.ts';
import { Collector } from './support/collector.ts';

async function texts(value: unknown): Promise<Collector> {
  const collector = new Collector();
  await pushDocument(collector, value, {
    where: () => 'config',
    path: (pointer) => pointer,
    blob: 'b',
  });
  return collector;
}

test('every string has its pointer, in the order of the document, and its name before it', async () => {
  const { texts: all } = await texts({ b: 'x', a: ['y', { 'c/d~e': 'z' }], n: 1, e: '', t: null });
  expect(all.map(({ origin, bytes }) => [origin.path, origin.lead, bytes.toString()])).toEqual([
    ['/b', 2, 'b=x'],
    ['/a/0', undefined, 'y'],
    ['/a/1/c~1d~0e', 6, 'c/d~e=z'],
    ['/(keys)', undefined, 'b\na\nn\ne\nt\nc/d~e'],
  ]);
  expect(all[0]?.origin).toEqual({ where: 'config', path: '/b', blob: 'b', lead: 2 });
});

test('the lead counts bytes, and a build argument is called by its own name', async () => {
  const { texts: all } = await texts({ clé: 'v', 'build-arg:NPM_TOKEN': 'tok' });
  expect(all.slice(0, 2).map(({ origin, bytes }) => [origin.lead, bytes.toString()])).toEqual([
    [5, 'clé=v'],
    [10, 'NPM_TOKEN=tok'],
  ]);
});

test('no string of any document is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const found = (await texts(value)).texts;
      const wanted: string[] = [];
      JSON.stringify(value, (key, one: unknown) => {
        wanted.push(key);
        if (typeof one === 'string') wanted.push(one);
        return one;
      });
      for (const word of wanted)
        expect(
          found.some(({ bytes }) => bytes.includes(Buffer.from(word))) ||
            word === '' ||
            /^\d+$/.test(word),
        ).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('base64 in known members is decoded, an envelope in it is opened', async () => {
  const statement = {
    predicate: { token: 'inner secret', data: Buffer.from('RUN x').toString('base64') },
  };
  const payload = Buffer.from(JSON.stringify(statement)).toString('base64');
  const collector = await texts({ payload, data: 'not base64!', other: payload });
  expect(collector.text('/payload!/(decoded)')).toBe(JSON.stringify(statement));
  expect(collector.text('/payload!/(decoded)/predicate/token')).toBe('token=inner secret');
  expect(collector.text('/payload!/(decoded)/predicate/data!/(decoded)')).toBe('RUN x');
  expect(collector.text('/payload')).toBe(`payload=${payload}`);
  expect(
    collector.paths().filter((path) => path.startsWith('/data') || path.startsWith('/other')),
  ).toEqual(['/data', '/other']);
});

test('envelopes in envelopes are opened a few times only', async () => {
  let value: unknown = 'core';
  for (let i = 0; i < 12; i++)
    value = { payload: Buffer.from(JSON.stringify(value)).toString('base64') };
  expect((await texts(value)).paths().length).toBeLessThan(20);
});

test('a deep document is walked without recursion', async () => {
  let value: unknown = 'bottom';
  for (let i = 0; i < 20_000; i++) value = [value];
  expect((await texts(value)).holds('bottom')).toBe(true);
});

test('raw bytes are one text', async () => {
  const collector = new Collector();
  const bytes = Buffer.alloc(3 << 20, 65);
  await pushRaw(collector, bytes, 'annotation', 'p', null);
  expect(collector.texts).toHaveLength(1);
  expect(collector.texts[0]?.bytes.equals(bytes)).toBe(true);
});
