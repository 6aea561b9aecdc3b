/**
 * The judge: is what matched a credential, and how sure is that? It looks at the value alone and at
 * what the rule's checks say; it never lowers a match whose checksum is right.
 */
import type { Confidence } from '../model/levels.ts';
import type { Pattern, Rule } from '../model/rule.ts';
import type { Candidate } from './attempt.ts';
import { readsAsWords } from './assignment/rarity.ts';
import { checkNamed } from './checks/index.ts';
import { looksAlone } from './glued.ts';
import { isMonotonous, isPlaceholder, looksRandom, saysExample } from './randomness.ts';
import { textOf } from './text-of.ts';

/** Why a candidate is no match. */
export type Refusal = 'check' | 'filler' | 'not drawn' | 'veto' | 'known example';

export interface Judgement {
  confidence: Confidence;
  details: string[];
}

/** What the rule's checks say: null where one drops the match, else whether all passed. */
const runChecks = (
  rule: Rule,
  secret: string,
): { passed: boolean; proven: boolean; alive: boolean; details: string[] } | null => {
  let passed = true;
  let proven = false;
  let alive = true;
  const details: string[] = [];
  for (const check of rule.checks) {
    const known = checkNamed(check.name);
    const result = known.verify(secret);
    details.push(...result.details);
    if (result.alive === false) alive = false;
    if (result.ok) {
      proven ||= known.proves !== false;
      continue;
    }
    if (check.fails === 'drop') return null;
    passed = false;
  }
  return { passed, proven, alive, details };
};

/** The letters and digits of a value whose runs are short (a UUID), else its longest run. */
const wholeOf = (secret: string, body: string): string =>
  2 * body.length < secret.length ? secret.replace(/[^A-Za-z0-9]/g, '') : body;

/** @returns A refusal where the match is no credential. */
export const judge = (
  bytes: Uint8Array,
  candidate: Candidate,
  pattern: Pattern,
  rule: Rule,
): Judgement | Refusal => {
  if (pattern.kind === 'structure') {
    if (candidate.verified === false) return { confidence: 'possible', details: candidate.details };
    const confidence = candidate.verified === true ? 'certain' : rule.confidence;
    return { confidence, details: candidate.details };
  }
  const secret = textOf(bytes, candidate.secretStart, candidate.secretEnd);
  const checked = runChecks(rule, secret);
  if (checked === null) return 'check';
  if (candidate.alone === true && !(checked.passed && looksAlone(secret))) return 'check';
  const details = [...candidate.details, ...checked.details];
  if (!checked.alive) return { confidence: 'possible', details };
  if (checked.proven && checked.passed) return { confidence: 'certain', details };
  const body = textOf(bytes, candidate.bodyStart, candidate.bodyEnd);
  if (isPlaceholder(body) || isMonotonous(body) || saysExample(secret)) return 'filler';
  if (pattern.kind === 'named' && (!looksRandom(wholeOf(secret, body)) || readsAsWords(body))) {
    return 'not drawn';
  }
  if (candidate.glued === true && readsAsWords(body)) return 'not drawn';
  const sure = checked.passed && candidate.glued !== true;
  const confidence = sure ? (pattern.confidence ?? rule.confidence) : 'possible';
  return { confidence, details };
};
