/**
 * Tests and documentation hold examples. Where a finding's rule knows no provider, that makes it less
 * sure; it stays a finding, and a credential of a known format is what it is wherever it lies.
 */
import type { Match, TextMatches } from '../model/match.ts';
import type { Rule } from '../model/rule.ts';

const folder =
  /(?:^|\/)(?:tests?|__tests__|specs?|testdata|test-?data|fixtures?|examples?|samples?|docs?|documentation|man)\//i;
const file =
  /(?:^|\/)(?:README|CHANGE(?:S|LOG)|HISTORY|NEWS|CONTRIBUTING)(?:\.[a-z]{1,5})?$|[._-](?:test|spec)\.[a-z]{1,4}$|\/test_[^/]+\.py$|_test\.go$/i;

/** Whether a path is one of tests or documentation, at any step of it. */
export const isExamplePath = (path: string): boolean =>
  path.split('!/').some((step) => folder.test(step) || file.test(step));

/** @param rules The rule set that the matches' numbers point into. */
export const doubtExamples = (
  texts: readonly TextMatches[],
  rules: readonly Rule[],
): TextMatches[] =>
  texts.map((text) => {
    const { where, path } = text.origin;
    if ((where !== 'layer' && where !== 'context') || !isExamplePath(path)) return text;
    const matches = text.matches.map((match): Match => {
      const generic = rules[match.rule]?.category === 'generic';
      return generic && match.confidence === 'likely'
        ? { ...match, confidence: 'possible' }
        : match;
    });
    return { ...text, matches };
  });
