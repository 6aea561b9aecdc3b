/**
 * The JSON report, the one machine interface; schema/report.schema.json describes it. Members are
 * copied one by one, in a fixed order: what the schema does not name cannot get out.
 */
import type { Edit, Finding, Fix, InstructionRef, Place } from '../model/finding.ts';
import type { Ledger, Unopened, Unread } from '../model/ledger.ts';
import type { Report, ReportImage } from '../model/report.ts';

/**
 * The report as JSON, indented by two spaces, with a final newline. Characters that a terminal or the
 * GitHub runner would act on are written as `\u` escapes, so the text may go to a log as it is and
 * still parses to the very same strings.
 */
export function renderJson(report: Report): string {
  const { schemaVersion, verdict, image, findings, ledger, policy, notes } = report;
  const contract = {
    schemaVersion,
    verdict,
    image: imageMembers(image),
    findings: findings.map(findingMembers),
    ledger: ledgerMembers(ledger),
    policy: { file: policy.file, stale: [...policy.stale], expired: [...policy.expired] },
    notes: [...notes],
  };
  return `${escapeForLogs(JSON.stringify(contract, null, 2))}\n`;
}

/** Invisible or obeyed characters; JSON.stringify itself escapes C0 controls and lone surrogates. */
const OBEYED = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}\p{DI}]/gu;

function escapeForLogs(json: string): string {
  return json.replace(OBEYED, unicodeEscapes).replace(/##\[/g, '#\\u0023[');
}

function unicodeEscapes(character: string): string {
  let text = '';
  for (let i = 0; i < character.length; i++) {
    text += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }
  return text;
}

function imageMembers(image: ReportImage) {
  return {
    reference: image.reference,
    source: image.source,
    imageId: image.imageId,
    digest: image.digest,
    platforms: image.platforms.map(({ platform, manifestDigest, imageId }) => ({
      platform,
      manifestDigest,
      imageId,
    })),
    layers: image.layers.map(({ index, diffId, digest, size, files, createdBy, base }) => ({
      index,
      diffId,
      digest,
      size,
      files,
      createdBy,
      base,
    })),
  };
}

function findingMembers(finding: Finding) {
  const { suppressed } = finding;
  return {
    fingerprint: finding.fingerprint,
    rule: finding.rule,
    provider: finding.provider,
    title: finding.title,
    category: finding.category,
    ai: finding.ai,
    severity: finding.severity,
    confidence: finding.confidence,
    redacted: finding.redacted,
    details: [...finding.details],
    inherited: finding.inherited,
    suppressed: suppressed === null ? null : { by: suppressed.by, reason: suppressed.reason },
    revoke: finding.revoke,
    fix: finding.fix === null ? null : fixMembers(finding.fix),
    places: finding.places.map(placeMembers),
    story: finding.story,
  };
}

function fixMembers({ text, edits }: Fix) {
  return { text, edits: edits.map(editMembers) };
}

function editMembers({ file, line, endLine, text }: Edit) {
  return { file, line, endLine, text };
}

function placeMembers(place: Place) {
  return {
    where: place.where,
    path: place.path,
    layer: place.layer,
    line: place.line,
    column: place.column,
    offset: place.offset,
    length: place.length,
    hidden: place.hidden,
    platforms: [...place.platforms],
    instruction: place.instruction === null ? null : instructionMembers(place.instruction),
  };
}

function instructionMembers({ file, line, endLine, certainty }: InstructionRef) {
  return { file, line, endLine, certainty };
}

function ledgerMembers(ledger: Ledger) {
  return {
    layersRead: ledger.layersRead,
    filesRead: ledger.filesRead,
    textsRead: ledger.textsRead,
    bytesRead: ledger.bytesRead,
    unread: ledger.unread.map(({ where, path, reason }: Unread) => ({ where, path, reason })),
    unopened: ledger.unopened.map(({ path, reason }: Unopened) => ({ path, reason })),
    inheritedDropped: ledger.inheritedDropped,
    duration: ledger.duration,
  };
}
