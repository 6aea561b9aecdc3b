/**
 * Sorts findings for people: one group for each Dockerfile instruction to blame, or for each layer or
 * other part of the image where none is known. All reporters but JSON tell the report in this order.
 */
import type { Certainty, Finding, InstructionRef, Place } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Confidence, Severity } from '../model/levels.ts';
import type { Where } from '../model/text.ts';
import { safeTextWithin } from './safe-text.ts';
import { shortDigest } from './units.ts';

export interface Group {
  instruction: InstructionRef | null;
  /** `Layer.index`; null where the place to blame is in no layer. */
  layer: number | null;
  where: Where;
  /** Worst first, never empty. */
  findings: Finding[];
}

const SEVERITY: Record<Severity, number> = { critical: 0, high: 1, medium: 2, low: 3 };
const CONFIDENCE: Record<Confidence, number> = { certain: 0, likely: 1, possible: 2 };
const CERTAINTY: Record<Certainty, number> = { exact: 0, aligned: 1, guessed: 2 };

/** The findings that nobody has accepted, worst first. */
export function openFindings(report: Report): Finding[] {
  return report.findings.filter((finding) => finding.suppressed === null).sort(byHarm);
}

/** The findings that an allowlist, a baseline or a comment accepts, worst first. */
export function acceptedFindings(report: Report): Finding[] {
  return report.findings.filter((finding) => finding.suppressed !== null).sort(byHarm);
}

/** Compares by severity, confidence, then title and fingerprint, so that no tie is left to chance. */
function byHarm(a: Finding, b: Finding): number {
  return (
    SEVERITY[a.severity] - SEVERITY[b.severity] ||
    CONFIDENCE[a.confidence] - CONFIDENCE[b.confidence] ||
    byCodeUnits(a.title, b.title) ||
    byCodeUnits(a.fingerprint, b.fingerprint)
  );
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Groups findings; the group with the worst finding first, as `findings` is in that order. */
export function groupFindings(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const place = placeToBlame(finding);
    const { where = 'layer', layer = null } = place ?? {};
    const instruction = place === undefined ? null : instructionOf(place);
    const key =
      instruction === null
        ? JSON.stringify([where, layer])
        : JSON.stringify([instruction.file, instruction.line, instruction.endLine]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { instruction, layer, where, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups.values()];
}

/** The instruction to blame for a place: what is written in a Dockerfile is to blame itself. */
function instructionOf({ instruction, where, path, line }: Place): InstructionRef | null {
  if (instruction !== null || where !== 'dockerfile') return instruction;
  return { file: path, line, endLine: line, certainty: 'exact' };
}

/** The place with the surest instruction, else the first place; undefined for a finding without any. */
export function placeToBlame(finding: Finding): Place | undefined {
  let best = finding.places[0];
  for (const place of finding.places) {
    if (best !== undefined && doubtOf(place) < doubtOf(best)) best = place;
  }
  return best;
}

/** The image's own word comes first, since it knows all lines of the instruction. */
function doubtOf({ instruction, where }: Place): number {
  if (instruction !== null) return CERTAINTY[instruction.certainty];
  return where === 'dockerfile' ? CERTAINTY.exact + 0.5 : 3;
}

/** What a group is called, safe to print: `Dockerfile:4-5`, `layer 3 (4f2a91c0b7de)`, `image config`. */
export function groupName(group: Group, report: Report): string {
  if (group.instruction !== null) return instructionName(group.instruction);
  return group.layer === null ? WHERE[group.where] : layerName(group.layer, report);
}

/** `Dockerfile:4`, `Dockerfile:4-6`, safe to print; says so where the line is a guess. */
export function instructionName({ file, line, endLine, certainty }: InstructionRef): string {
  const lines = endLine > line ? `${line}-${endLine}` : `${line}`;
  const doubt = certainty === 'guessed' ? ' (probably)' : '';
  return `${safeTextWithin(file, 120)}:${lines}${doubt}`;
}

const WHERE: Record<Where, string> = {
  layer: 'layers',
  config: 'image config',
  history: 'image history',
  attestation: 'attestation',
  annotation: 'annotation',
  context: 'build context',
  dockerfile: 'Dockerfile',
};

/** `layer 3 (4f2a91c0b7de)`, numbered from 0 as in the JSON report. */
export function layerName(index: number, report: Report): string {
  const layer = report.image.layers.find((candidate) => candidate.index === index);
  return layer === undefined
    ? `layer ${index}`
    : `layer ${index} (${safeTextWithin(shortDigest(layer.digest), 12)})`;
}

/** Where one place is, safe to print, in at most about 160 columns: `app/.env:3 in layer 3 (…)`. */
export function placeName(place: Place, report: Report): string {
  const path = safeTextWithin(place.path, 120);
  switch (place.where) {
    case 'layer':
      return place.layer === null
        ? `${path}:${place.line}`
        : `${path}:${place.line}, ${layerName(place.layer, report)}`;
    case 'context':
      return `${path}:${place.line}, ${WHERE.context}`;
    case 'dockerfile':
      return `${path}:${place.line}`;
    case 'config':
    case 'history':
    case 'attestation':
    case 'annotation':
      return `${WHERE[place.where]} ${path}`;
  }
}

/** What hides a place, for a person who believes it gone; empty where nothing does. */
export function hiddenNote(place: Place): string {
  return place.hidden === null ? '' : `${place.hidden} in a later layer: it is still in the image`;
}
