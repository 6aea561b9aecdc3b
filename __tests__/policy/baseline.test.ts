import { describe, expect, test } from '@jest/globals';
import { readBaseline, updateBaseline, writeBaseline } from '../../src/policy/baseline.ts';
import { finding } from './sample-finding.ts';

const a = finding({ fingerprint: 'a'.repeat(20), rule: 'one' });
const b = finding({ fingerprint: 'b'.repeat(20), rule: 'one' });
const key = finding({
  fingerprint: 'c'.repeat(20),
  rule: 'pem',
  category: 'private-key',
  confidence: 'certain',
});
const plain = { grow: false, acknowledge: false };

describe('a baseline', () => {
  test('comes back from its file as it was, in one order', () => {
    const { baseline } = updateBaseline('f', null, [key, b, a], '2026-11-24', {
      grow: false,
      acknowledge: true,
    });
    const text = writeBaseline(baseline);
    expect(readBaseline('f', text)).toEqual(baseline);
    expect(baseline.entries.map(({ fingerprint }) => fingerprint[0])).toEqual(['a', 'b', 'c']);
    expect(
      writeBaseline(
        updateBaseline('f', null, [a, b, key], '2026-11-24', { grow: false, acknowledge: true })
          .baseline,
      ),
    ).toBe(text);
  });

  test('only shrinks', () => {
    const first = updateBaseline('f', null, [a], '2026-01-01', plain);
    expect(first).toMatchObject({ added: 1, removed: 0, refused: 0 });
    const second = updateBaseline('f', first.baseline, [b], '2026-02-01', plain);
    expect(second).toMatchObject({ added: 0, removed: 1, refused: 1 });
    expect(second.baseline.entries).toEqual([]);
    const third = updateBaseline('f', first.baseline, [a, b], '2026-02-01', {
      ...plain,
      grow: true,
    });
    expect(third.baseline.entries.map(({ firstSeen }) => firstSeen)).toEqual([
      '2026-01-01',
      '2026-02-01',
    ]);
  });

  test('takes no proven key unless it is acknowledged', () => {
    const quiet = updateBaseline('f', null, [key], '2026-01-01', plain);
    expect(quiet).toMatchObject({ added: 0, unacknowledged: 1 });
    const loud = updateBaseline('f', null, [key], '2026-01-01', { ...plain, acknowledge: true });
    expect(loud.baseline.entries).toMatchObject([{ rule: 'pem', acknowledge: true }]);
  });

  test('leaves out what is allowed by other means', () => {
    const allowed = { ...a, suppressed: { by: 'x', reason: 'y' } };
    expect(updateBaseline('f', null, [allowed], '2026-01-01', plain).baseline.entries).toEqual([]);
  });

  test.each([
    ['{', 'f:1:2: '],
    ['[]', 'f:1:1: the file must be a mapping'],
    ['{"schemaVersion": 2, "findings": []}', 'f:1:19: schemaVersion must be 1'],
    [
      '{"schemaVersion": 1,\n "findings": [{"fingerprint": "x"}]}',
      'f:2:31: findings[0].fingerprint must be the 20',
    ],
    ['{"schemaVersion": 1,\n "finding": []}', 'did you mean "findings"?'],
  ])('%s is refused with its place', (text, message) => {
    expect(() => readBaseline('f', text)).toThrow(message);
  });
});
