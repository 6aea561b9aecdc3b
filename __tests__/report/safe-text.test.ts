import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { breakCommands, safeLines, safeText, safeTextWithin } from '../../src/report/safe-text.ts';
import { HOSTILE_STRINGS } from './sample-report.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(':', '#', '[', ' ', '\n', '\\', 'é', '\u202e', '😀', '\ud800'), {
      maxLength: 40,
    })
    .map((parts) => parts.join('')),
);

describe('safeText', () => {
  test.each([
    ['app/.env', 'app/.env'],
    ['größe/日本/😀.txt', 'größe/日本/😀.txt'],
    ['usr/share/man/man3/Foo::Bar.3pm', 'usr/share/man/man3/Foo::Bar.3pm'],
    ['a\nb\rc\td', 'a\\nb\\rc\\td'],
    ['\x1b[31m\x07\x7f', '\\x1b[31m\\x07\\x7f'],
    ['\x9b', '\\x9b'],
    ['\u202egnp', '\\u{202e}gnp'],
    ['\u2028\u2029\u200b\ufeff', '\\u{2028}\\u{2029}\\u{200b}\\u{feff}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\u3164\u115f\ufe0f', '\\u{3164}\\u{115f}\\u{fe0f}'],
    ['\ud800x', '\\u{d800}x'],
    ['::error::x', '\\::error::x'],
    [' \u00a0::error::x', ' \u00a0\\::error::x'],
    ['a ##[error]b', 'a ##\\[error]b'],
    ['###[a', '###\\[a'],
    ['a\n::error::', 'a\\n::error::'],
  ])('%j becomes %j', (text, safe) => {
    expect(safeText(text)).toBe(safe);
  });

  test('leaves nothing to obey and does not change on a second pass', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const safe = safeText(text);
        expect(safe).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]/);
        expect(safe).not.toMatch(/##\[/);
        expect(safe).not.toMatch(/^\s*::/);
        expect(safe).not.toMatch(/\p{Cs}/u);
        expect(safeText(safe)).toBe(safe);
      }),
    );
  });
});

test('breakCommands finds commands in every line of a finished text', () => {
  expect(breakCommands('a\n  ::error::x\n##[b]\nc::d\n')).toBe(
    'a\n  \\::error::x\n##\\[b]\nc::d\n',
  );
});

describe('safeTextWithin', () => {
  test('keeps short text and cuts the middle of long text', () => {
    expect(safeTextWithin('app/.env', 8)).toBe('app/.env');
    expect(safeTextWithin(`head${'x'.repeat(100)}/tail.env`, 16)).toBe('headx…x/tail.env');
  });

  test('never exceeds the limit, never cuts a character, stays safe', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 30 }), (text, limit) => {
        const safe = safeTextWithin(text, limit);
        expect(safe.length).toBeLessThanOrEqual(limit);
        expect(safe).not.toMatch(/\p{Cs}/u);
        expect(safe).not.toMatch(/##\[|^\s*::/);
      }),
    );
  });

  test('does not escape megabytes to show a few characters', () => {
    const start = performance.now();
    expect(safeTextWithin('\x1b'.repeat(50_000_000), 100).length).toBeLessThanOrEqual(100);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

test('safeLines makes each line safe by itself', () => {
  expect(safeLines('one\n::two\x1b', 20)).toEqual(['one', '\\::two\\x1b']);
});

test.each(HOSTILE_STRINGS)('%j is drawn on one line', (text) => {
  expect(safeText(text)).not.toMatch(/[\r\n\x1b]/);
});
