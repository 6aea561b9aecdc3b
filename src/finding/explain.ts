/** From a secret to a finding: places, story, fix. What comes out holds no secret. */
import type { Finding, Fix } from '../model/finding.ts';
import type { Where } from '../model/text.ts';
import { proposeFix } from '../dockerfile/fix.ts';
import { tellStory } from '../dockerfile/story.ts';
import { fingerprint } from '../policy/fingerprint.ts';
import { hideWhole, redact, redactWithin } from '../policy/redact.ts';
import type { Secret } from './collect.ts';
import { placeOccurrence, type PlacedOccurrence, type Surroundings } from './place.ts';

const order: readonly Where[] = [
  'layer',
  'config',
  'history',
  'attestation',
  'annotation',
  'context',
  'dockerfile',
];

const byPlace = ({ place: a }: PlacedOccurrence, { place: b }: PlacedOccurrence): number =>
  order.indexOf(a.where) - order.indexOf(b.where) ||
  (a.layer ?? -1) - (b.layer ?? -1) ||
  (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) ||
  a.offset - b.offset;

const samePlace = (a: PlacedOccurrence, b: PlacedOccurrence): boolean =>
  byPlace(a, b) === 0 &&
  a.place.length === b.place.length &&
  a.place.platforms.join() === b.place.platforms.join();

/** What all findings of a run are explained with. */
export interface Explanation extends Surroundings {
  /** Every spelling of every secret of the run, to keep each out of every text. */
  secrets: readonly Uint8Array[];
  ignoreFile: { path: string; text: string } | null;
}

const fixFor = (
  secret: Secret,
  placed: readonly PlacedOccurrence[],
  run: Explanation,
): Fix | null => {
  const dockerfile = run.views[0]?.input?.dockerfile;
  if (dockerfile === undefined) return null;
  const blames = placed.flatMap((one) => (one.blame === null ? [] : [one.blame]));
  return proposeFix(blames, {
    dockerfile,
    provider: secret.rule.provider,
    category: secret.rule.category,
    env: secret.rule.env,
    ignoreFile: run.ignoreFile,
    secretEnv: true,
    holdsSecret: (text) => redactWithin(text, run.secrets) !== text,
  });
};

/** The finding for one secret. */
export const explain = (secret: Secret, run: Explanation): Finding => {
  const all = secret.occurrences
    .map((occurrence) => placeOccurrence(occurrence, run))
    .sort(byPlace);
  const placed = all.filter(
    (one, at) => at === 0 || !samePlace(one, all[at - 1] as PlacedOccurrence),
  );
  const { rule } = secret;
  const provider = rule.provider === 'generic' ? '' : `${rule.provider} `;
  const inside = placed.filter((one) => one.place.layer !== null);
  return {
    fingerprint: fingerprint(rule.id, secret.bytes),
    rule: rule.id,
    provider: rule.provider,
    title: `${provider}${rule.name}`,
    category: rule.category,
    ai: rule.ai,
    severity: rule.severity,
    confidence: secret.confidence,
    redacted: redact(secret.bytes),
    details: secret.details,
    inherited: inside.length === placed.length && inside.every((one) => one.base || one.packaged),
    suppressed: null,
    revoke: rule.revoke,
    fix: fixFor(secret, placed, run),
    places: placed.map(({ place }) => ({ ...place, path: hideWhole(place.path, run.secrets) })),
    story: tellStory(placed, (text) => redactWithin(text, run.secrets)),
  };
};
