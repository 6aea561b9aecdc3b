/**
 * From matches to secrets: the same secret is one, wherever it lies and whatever found it, and a known
 * value is one in whatever encoding; what only accompanies another (a key ID beside its secret) is told
 * with that one.
 */
import { createHash } from 'node:crypto';
import { knownValueOf } from '../detect/known-values.ts';
import type { Match, TextMatches } from '../model/match.ts';
import { confidences, type Confidence } from '../model/levels.ts';
import type { Rule } from '../model/rule.ts';
import type { TextOrigin } from '../model/text.ts';
import { redact } from '../policy/redact.ts';
import { withoutEchoes } from './echo.ts';

export interface Occurrence {
  origin: TextOrigin;
  match: Match;
}

/** A secret with all its occurrences. It holds the secret: it must not leave this folder and gate.ts. */
export interface Secret {
  rule: Rule;
  bytes: Uint8Array;
  /** All spellings that were found, and `bytes`. None of them may stand in a report. */
  spellings: Uint8Array[];
  confidence: Confidence;
  details: string[];
  occurrences: Occurrence[];
}

const keyOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

const distinct = (all: readonly Uint8Array[]): Uint8Array[] =>
  [...new Map(all.map((bytes) => [Buffer.from(bytes).toString('latin1'), bytes]))]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, bytes]) => bytes);

/** The match whose rule names the secret: the most specific, then the surest, then by the rule's id. */
const naming = (occurrences: readonly Occurrence[], rules: readonly Rule[]): Match | undefined =>
  occurrences
    .map((one) => one.match)
    .reduce<Match | undefined>((best, match) => {
      if (best === undefined || match.specificity > best.specificity) return match;
      if (match.specificity < best.specificity) return best;
      const order = confidences.indexOf(match.confidence) - confidences.indexOf(best.confidence);
      if (order !== 0) return order < 0 ? match : best;
      return (rules[match.rule]?.id ?? '') < (rules[best.rule]?.id ?? '') ? match : best;
    }, undefined);

/** Matches of one text that belong to another match of it, by that other. */
const companions = (
  matches: readonly Match[],
  rules: readonly Rule[],
): ReadonlyMap<Match, Match[]> => {
  const taken = new Map<Match, Match[]>();
  for (const match of matches) {
    const companion = rules[match.rule]?.companion ?? null;
    if (companion === null) continue;
    const beside = matches.filter(
      (other) =>
        rules[other.rule]?.id === companion.rule &&
        Math.abs(other.offset - match.offset) <= companion.within,
    );
    if (beside.length > 0) taken.set(match, beside);
  }
  return taken;
};

/**
 * @param rules The rule set that the matches' numbers point into.
 * @returns In an order of their own, the same for the same secrets.
 */
export const collectSecrets = (texts: readonly TextMatches[], rules: readonly Rule[]): Secret[] => {
  const valueOf = ({ rule, secret }: Match): Uint8Array => {
    const known = rules[rule];
    return (known === undefined ? null : knownValueOf(known)) ?? secret;
  };
  const bySecret = new Map<string, Occurrence[]>();
  const details = new Map<string, Set<string>>();
  const add = (key: string, occurrence: Occurrence): void => {
    const list = bySecret.get(key);
    if (list === undefined) bySecret.set(key, [occurrence]);
    else list.push(occurrence);
  };
  for (const { origin, matches } of texts) {
    const together = companions(matches, rules);
    const absorbed = new Set([...together.values()].flat());
    for (const match of matches) {
      if (absorbed.has(match)) continue;
      const key = keyOf(valueOf(match));
      add(key, { origin, match });
      const told = details.get(key) ?? new Set<string>();
      details.set(key, told);
      for (const detail of match.details) told.add(detail);
      for (const beside of together.get(match) ?? []) {
        add(key, { origin, match: beside });
        told.add(`with ${rules[beside.rule]?.name ?? 'companion'}: ${redact(beside.secret)}`);
        for (const detail of beside.details) told.add(detail);
      }
    }
  }
  // Texts may come in any order (nested ones as they are opened): nothing may hang on that.
  const ordered = [...bySecret].sort(([a], [b]) => (a < b ? -1 : 1));
  return ordered.flatMap(([key, occurrences]) => {
    const own = occurrences.filter(({ match }) => keyOf(valueOf(match)) === key);
    const named = naming(own, rules);
    const rule = named === undefined ? undefined : rules[named.rule];
    if (named === undefined || rule === undefined) return [];
    const confidence = confidences.find((level) =>
      own.some(({ match }) => match.confidence === level),
    );
    return [
      {
        rule,
        bytes: valueOf(named),
        spellings: distinct([valueOf(named), ...own.map(({ match }) => match.secret)]),
        confidence: confidence ?? named.confidence,
        details: [...(details.get(key) ?? [])].sort(),
        occurrences: knownValueOf(rule) === null ? occurrences : withoutEchoes(occurrences),
      },
    ];
  });
};
