import { describe, expect, test } from '@jest/globals';
import { didYouMean, nearest } from '../../src/policy/suggest.ts';

describe('nearest', () => {
  test.each([
    ['reson', 'reason'],
    ['raeson', 'reason'],
    ['fail_on', 'fail-on'],
    ['Reason', 'reason'],
    ['reasonn', 'reason'],
    ['alow', 'allow'],
  ])('%s means %s', (word, meant) => {
    expect(nearest(word, ['owner', 'reason', 'fail-on', 'allow'])).toBe(meant);
  });

  test('a word that is near to none has no suggestion', () => {
    expect(nearest('password', ['owner', 'reason'])).toBeNull();
    expect(nearest('ab', ['id'])).toBeNull();
    expect(nearest('x'.repeat(100_000), ['reason'])).toBeNull();
  });

  test('the nearer one wins, then the first', () => {
    expect(nearest('rulez', ['ruler', 'rules'])).toBe('ruler');
    expect(nearest('paths', ['parts', 'path'])).toBe('path');
  });

  test('a suggestion is words to put behind a sentence', () => {
    expect(didYouMean('reson', ['reason'])).toBe('; did you mean "reason"?');
    expect(didYouMean('zzz', ['reason'])).toBe('');
  });
});
