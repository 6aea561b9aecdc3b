import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseHunks } from '../../src/pull-request/hunks.ts';

describe('parseHunks', () => {
  test('gives the new side of each hunk', () => {
    const patch = [
      '@@ -1,3 +1,4 @@',
      ' FROM a',
      '-ENV A=1',
      '+ENV A=2',
      '+ENV B=3',
      ' CMD x',
      '@@ -20 +21,2 @@ RUN make',
      ' RUN make',
      '+RUN test',
      '\\ No newline at end of file',
    ].join('\n');
    expect(parseHunks(patch)).toEqual([
      { start: 1, lines: ['FROM a', 'ENV A=2', 'ENV B=3', 'CMD x'] },
      { start: 21, lines: ['RUN make', 'RUN test'] },
    ]);
  });

  test('takes a missing line end on both sides', () => {
    const end = '\\ No newline at end of file';
    const patch = ['@@ -1 +1 @@', '-a', end, '+b', end, '@@ -9 +9 @@', '-x', '+y'].join('\n');
    expect(parseHunks(patch)).toEqual([
      { start: 1, lines: ['b'] },
      { start: 9, lines: ['y'] },
    ]);
  });

  test('leaves out a hunk without a new side', () => {
    expect(parseHunks('@@ -1,2 +0,0 @@\n-a\n-b')).toEqual([]);
  });

  test('takes a line that looks like a head for a line', () => {
    const patch = '@@ -1 +1,2 @@\n @@ -5 +5 @@\n+@@ -6 +6 @@';
    expect(parseHunks(patch)).toEqual([{ start: 1, lines: ['@@ -5 +5 @@', '@@ -6 +6 @@'] }]);
  });

  test.each([
    ['', []],
    ['Binary files differ', []],
    ['@@ -1 +1 @@', []],
    ['@@ -1 +1,3 @@\n-a\n+b', []],
    ['@@ -1 +1 @@\n-a\n+b\n@@ -5,2 +5,2 @@\n a\n*', [{ start: 1, lines: ['b'] }]],
    ['@@ -1 +99999999999 @@\n-a\n+b', []],
  ])('trusts %j only as far as it keeps to its counts', (patch, hunks) => {
    expect(parseHunks(patch)).toEqual(hunks);
  });

  test('never throws and never gives more lines than there are', () => {
    const row = fc.oneof(
      fc.constantFrom('@@ -1 +1 @@', '@@ -1,2 +1,2 @@', ' a', '+b', '-c', '\\ No', ''),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const lines = parseHunks(rows.join('\n')).flatMap((hunk) => hunk.lines);
        expect(lines.length).toBeLessThanOrEqual(rows.length);
      }),
    );
  });
});
