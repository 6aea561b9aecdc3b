/**
 * The JSON report, the one machine interface; schema/report.schema.json describes it. Members are
 * copied one by one, in a fixed order: what the schema does not name cannot get out.
 */
import type { Edit, Finding, Fix, InstructionRef, Place } from '../model/finding.ts';
import type { Ledger, Unopened, Unread } from '../model/ledger.ts';
import type { Report, ReportImage } from '../model/report.ts';
import { stringifyForLogs } from './log-json.ts';

/**
 * The report as JSON, as `stringifyForLogs` writes it: it may go to a log as it is.
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
  return stringifyForLogs(contract);
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
