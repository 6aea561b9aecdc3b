/** Which places of a finding an allow entry covers, by the conditions that it gives. */
import type { Finding, Place } from '../model/finding.ts';
import { compileGlob, fitsText } from './glob.ts';
import type { InstructionFact, InstructionFacts } from './instruction-facts.ts';
import type { AllowEntry } from './policy.ts';

/** Gives for a finding the places that an entry covers; empty where it does not speak of it. */
export type Cover = (finding: Finding) => Place[];

/**
 * Findings that must not pass by accident: a key that is proven to be one, a secret of this very build,
 * a credential that its provider says is alive. `known-value` rules and a `live: yes` detail are how the
 * parts that find out say so.
 */
export function needsAcknowledgement({ confidence, category, rule, details }: Finding): boolean {
  if (confidence !== 'certain') return false;
  return (
    category === 'private-key' || rule.startsWith('known-value') || details.includes('live: yes')
  );
}

/**
 * The instruction to blame, for decisions: a guessed one may be the wrong one, so nothing is allowed
 * by it.
 */
export function surelyBlamed(
  { instruction }: Place,
  facts: InstructionFacts,
): InstructionFact | null {
  if (instruction === null || instruction.certainty === 'guessed') return null;
  const { line, endLine } = instruction;
  return facts(instruction) ?? { line, endLine, text: '', stage: null };
}

export function compileEntry(entry: AllowEntry, facts: InstructionFacts): Cover {
  const fingerprints = entry.fingerprints && new Set(entry.fingerprints);
  const rules = entry.rules && new Set(entry.rules);
  const globs = entry.paths?.map(compileGlob) ?? null;
  const { instructions, stages } = entry;
  const byInstruction = (place: Place): boolean => {
    const fact = surelyBlamed(place, facts);
    if (fact === null || instructions === null) return false;
    const { line, endLine, text } = fact;
    return instructions.some((wanted) =>
      typeof wanted === 'number'
        ? wanted >= line && wanted <= endLine
        : text !== '' && fitsText(wanted, text),
    );
  };
  const byStage = (place: Place): boolean => {
    const stage = surelyBlamed(place, facts)?.stage ?? null;
    if (stage === null || stages === null) return false;
    const names = [String(stage.index), ...(stage.name === null ? [] : [stage.name])];
    return stages.some((wanted) => names.includes(wanted.toLowerCase()));
  };
  const covers = (place: Place): boolean =>
    (globs === null || globs.some((fits) => fits(place.path))) &&
    (instructions === null || byInstruction(place)) &&
    (stages === null || byStage(place));
  return (finding) => {
    if (fingerprints && !fingerprints.has(finding.fingerprint)) return [];
    if (rules && !rules.has(finding.rule)) return [];
    return finding.places.filter(covers);
  };
}

/** An entry in a few words, for lists of stale and expired ones: `.dockgate.yml:12: rule jwt in docs/**`. */
export function nameOfEntry(entry: AllowEntry): string {
  const parts = [
    ['fingerprint', entry.fingerprints],
    ['rule', entry.rules],
    ['in', entry.paths],
    ['instruction', entry.instructions],
    ['stage', entry.stages],
  ] as const;
  const words = parts.flatMap(([name, values]) => {
    if (values === null) return [];
    const more = values.length > 1 ? ` and ${values.length - 1} more` : '';
    return [`${name} ${String(values[0]).slice(0, 80)}${more}`];
  });
  return `${entry.origin.file}:${entry.origin.line}: ${words.join(' ')}`;
}
