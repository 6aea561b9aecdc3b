import { describe, expect, test } from '@jest/globals';
import { compileRules } from '../../src/detect/ruleset.ts';
import { alnum, anchored, hex, named, rule, run, strict } from '../../src/rules/format.ts';
import { draw, searchText } from './search-text.ts';
import { probe } from './probe.ts';

const ruleSet = compileRules([
  rule({ ...probe, id: 'toy-marked', patterns: [anchored('toy_', run(alnum, 32))] }),
  rule({ ...probe, id: 'toy-named', patterns: [named(['toybox'], run(hex, 32))] }),
  rule({ ...probe, id: 'toy-strict', patterns: [strict(['parallel'], run(hex, 40))] }),
]);
const marked = `toy_${draw(alnum, 32, 7)}`;
const value = draw(hex, 32, 8);
const long = draw(hex, 40, 9);

const found = async (text: string): Promise<string[]> =>
  (await searchText(ruleSet, text, 'notes.txt')).map(
    (match) => `${match.confidence} ${Buffer.from(match.secret).toString()}`,
  );

describe('what stands around a token', () => {
  test('a token of two letters and a sign ends where the next of its kind begins', async () => {
    const short = compileRules([
      rule({ ...probe, id: 'toy-short', patterns: [anchored('ty_', run(alnum, 34))] }),
    ]);
    const one = `ty_${draw(alnum, 34, 11)}`;
    const matches = await searchText(short, `${one}${one}`, 'strings.bin');
    expect(matches.map((match) => Buffer.from(match.secret).toString())).toContain(one);
  });

  test.each([
    ['a word', 'extra'],
    ['a word in capitals', 'EXTRA'],
    ['another token', marked],
  ])('%s glued to it leaves it possible', async (_name, rest) => {
    expect(await found(`${marked}${rest}`)).toContain(`possible ${marked}`);
  });

  test.each([['1'], ['aB3'], ['_extra'], ['ex']])('%s behind it makes it another', async (rest) => {
    expect(await found(`${marked}${rest}`)).toEqual([]);
  });

  test('a hyphen parts a credential from its name, but no piece from a longer word', async () => {
    expect(await found(`toybox-token-${value}`)).toEqual([`likely ${value}`]);
    expect(await found(`toybox-PRIVATE-${value}`)).toEqual([`likely ${value}`]);
    expect(await found(`toybox-image-${value}`)).toEqual([]);
    expect(await found(`MY-TOKEN-${marked}`)).toEqual([`likely ${marked}`]);
    expect(await found(`my-image-${marked}`)).toEqual([]);
  });

  test('a value that goes on behind a question mark is a piece of something longer', async () => {
    expect(await found(`toybox = '${value}?x'`)).toEqual([]);
    expect(await found(`toybox = ${value}?`)).toEqual([`likely ${value}`]);
  });

  test('letters in the middle of base64 are no token, on a path they are', async () => {
    const blob = draw(alnum, 40, 12);
    const short = compileRules([
      rule({ ...probe, id: 'toy-short', patterns: [anchored('TYAA', run(alnum, 60, 90))] }),
    ]);
    const one = `TYAA${draw(alnum, 60, 13)}`;
    const count = async (text: string): Promise<number> =>
      (await searchText(short, text, 'font.js')).length;
    expect(await count(`"${blob}/${one}+${blob}"`)).toBe(0);
    expect(await count(`"https://host/${one}/${blob}"`)).toBe(1);
    expect(await count(`/srv/${blob}/${one}/${blob}`)).toBe(1);
    expect(await count(`a+b/${one}+${blob}`)).toBe(1);
  });

  test('the key of a table and the token of a badge are none', async () => {
    expect(await found(`'/toybox/bootstrap.php', '${value}' => $dir`)).toEqual([]);
    expect(await found(`'toybox' => '${value}'`)).toEqual([`likely ${value}`]);
    expect(await found(`{"url": "toybox.git", "reference": "${value}"}`)).toEqual([]);
    expect(await found(`build.svg?style=flat&toybox-token=${value}`)).toEqual([]);
  });

  test('a common word needs a word for a credential, or is assigned at once', async () => {
    expect(await found(`parallel '${long}'`)).toEqual([`likely ${long}`]);
    expect(await found(`parallel: ${long}`)).toEqual([`likely ${long}`]);
    expect(await found(`parallel runs of ${long}`)).toEqual([]);
    expect(await found(`parallel access of ${long}`)).toEqual([`likely ${long}`]);
  });
});
