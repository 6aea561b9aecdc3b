import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { list, member, parseJson, text } from '../../src/image/json.ts';

const parse = (source: string | Buffer): ReturnType<typeof parseJson> =>
  parseJson(Buffer.from(source));

test('what JSON.parse reads, this reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (source) => {
      const parsed = parse(source);
      expect(parsed.ok && parsed.value).toEqual(JSON.parse(source));
    }),
    { numRuns: 300 },
  );
});

test('plain documents lose nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      // Numbers may have more digits than survive; they are tested below.
      const source = JSON.stringify(value, (_key, one: unknown) =>
        typeof one === 'number' ? 1 : one,
      );
      expect(parse(source)).toMatchObject({ ok: true, lossy: false });
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['a member named twice', '{"a":"secret","a":"b"}'],
  ['… spelt differently', '{"a":"secret","\\u0061":"b"}'],
  ['… deep inside', '[{"x":[{"a":{},"b":1,"a":[]}]}]'],
  ['… that is empty', '{"":1,"":2}'],
  ['a long number', '{"a":1234567890123456789}'],
  ['a long fraction', '[0.12345678901234567890]'],
  ['bytes that are no UTF-8', Buffer.from('{"a":"\xff"}', 'latin1')],
])('lossy: %s', (_what, source) => {
  expect(parse(source)).toMatchObject({ ok: true, lossy: true });
});

test.each([
  ['{"a":{"b":1},"c":{"b":2},"b":["a","a"]}'],
  ['{"a":"a","b":"\\"a\\":"}'],
  ['[{"a":1},{"a":1}]'],
  ['{"a":[1,2,{"a":3}],"b":"a"}'],
])('not lossy: %s', (source) => {
  expect(parse(source)).toMatchObject({ ok: true, lossy: false });
});

describe('documents that are refused', () => {
  test('the reason quotes nothing', () => {
    for (const source of ['{"key":"my-secret" my-secret', '', '{"a":1}x', '\ufeff{}']) {
      expect(parse(source)).toEqual({ ok: false, reason: 'is not valid JSON' });
    }
  });

  test('deep and wide ones, before they are parsed', () => {
    expect(parse('['.repeat(1e6))).toEqual({
      ok: false,
      reason: 'is nested deeper than 200 levels',
    });
    expect(parse(`[${'[],'.repeat(3e6)}0]`)).toEqual({
      ok: false,
      reason: 'holds more than 2000000 values',
    });
    expect(parse(`${'['.repeat(200)}${']'.repeat(200)}`)).toMatchObject({ ok: true });
  });
});

test('narrow readers look at own members only', () => {
  const value = JSON.parse('{"a":"x","b":[1],"__proto__":{"c":"y"}}') as unknown;
  expect([text(value, 'a'), text(value, 'b'), text(value, 'c'), text(value, 'toString')]).toEqual([
    'x',
    null,
    null,
    null,
  ]);
  expect([list(value, 'b'), list(value, 'a')]).toEqual([[1], null]);
  expect([member(null, 'a'), member('str', 'length'), member(value, '__proto__')]).toEqual([
    undefined,
    undefined,
    { c: 'y' },
  ]);
});
