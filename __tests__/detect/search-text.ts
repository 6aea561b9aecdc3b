/** One text searched as a run searches it, and random texts to put into it. */
import { Finder } from '../../src/detect/finder.ts';
import type { RuleSet } from '../../src/detect/ruleset.ts';
import { randomFrom } from '../../src/detect/sample.ts';
import type { Match } from '../../src/model/match.ts';

/** All matches in a text, in order. */
export const searchText = async (
  ruleSet: RuleSet,
  text: string | Uint8Array,
  path: string,
): Promise<Match[]> => {
  const finder = new Finder(ruleSet);
  finder.begin({ where: 'layer', path, blob: null });
  finder.write(Buffer.from(text));
  finder.end();
  return finder.results().flatMap(({ matches }) => matches);
};

/** Random characters of an alphabet, the same for the same seed. */
export const draw = (alphabet: string, length: number, seed: number): string => {
  const random = randomFrom(seed);
  return Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join(
    '',
  );
};
