/**
 * The report as SARIF 2.1.0 (OASIS), within what GitHub code scanning takes. A finding in a layer has
 * no file in the repository, so it stands at the Dockerfile line to blame, and layer and path are its
 * logical locations.
 */
import type { Edit, Finding, Place } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import { acceptedFindings, hiddenNote, openFindings, placeName, placeToBlame } from './groups.ts';
import { stringifyForLogs } from './log-json.ts';
import { safeTextWithin } from './safe-text.ts';
import type { SarifRule } from './sarif-rules.ts';
import { sarifLevel, sarifRule } from './sarif-rules.ts';
import { counted } from './units.ts';

export interface SarifOptions {
  /** Version of dockgate. */
  version: string;
  /** Where findings without an instruction stand: a Dockerfile of the repository. */
  dockerfile?: string;
  /** `automationDetails.id`: separates uploads for one commit, `dockgate/api/`. */
  category?: string;
}

/** GitHub refuses a run with more results, and more locations of a result. */
const RESULTS = 25_000;
const LOCATIONS = 100;

/** Logical locations of a location, and notifications of a run; for size only. */
const LOGICAL = 50;
const NOTIFICATIONS = 1000;

/** SARIF as JSON, worst first; rules that found nothing are left out. */
export function renderSarif(report: Report, rules: readonly Rule[], options: SarifOptions): string {
  const found = [...openFindings(report), ...acceptedFindings(report)];
  const told = found.slice(0, RESULTS);
  const descriptors = describeRules(told, rules);
  const { imageId, digest, reference } = report.image;
  const run = {
    tool: {
      driver: { name: 'dockgate', semanticVersion: options.version, rules: descriptors.list },
    },
    ...(options.category === undefined ? {} : { automationDetails: { id: options.category } }),
    invocations: [invocation(report, found.length - told.length)],
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
    results: told.map((finding) =>
      result(finding, descriptors.index.get(finding.rule) ?? 0, report, options),
    ),
    properties: {
      verdict: report.verdict,
      image: safeTextWithin(reference, 300),
      ...(imageId === null ? {} : { imageId: safeTextWithin(imageId, 100) }),
      ...(digest === null ? {} : { digest: safeTextWithin(digest, 100) }),
    },
  };
  return stringifyForLogs({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  });
}

function describeRules(findings: readonly Finding[], rules: readonly Rule[]) {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const index = new Map<string, number>();
  const list: SarifRule[] = [];
  for (const finding of findings) {
    if (index.has(finding.rule)) continue;
    index.set(finding.rule, list.length);
    list.push(sarifRule(finding, byId.get(finding.rule)));
  }
  return { index, list };
}

/** What could not be read, as notifications (3.20.21), so that no viewer takes silence for clean. */
function invocation({ ledger }: Report, left: number) {
  const texts = ledger.unread
    .slice(0, NOTIFICATIONS)
    .map(({ where, path, reason }) => `Not read: ${where} ${path}: ${reason}`);
  const more = ledger.unread.length - texts.length;
  if (more > 0) texts.push(`${counted(more, 'more part')} could not be read.`);
  if (left > 0) texts.push(`${counted(left, 'more finding')}: the JSON report has all.`);
  return {
    executionSuccessful: ledger.unread.length === 0,
    toolExecutionNotifications: texts.map((text) => ({
      level: 'error',
      message: { text: messageText(text, 800) },
    })),
  };
}

function result(finding: Finding, ruleIndex: number, report: Report, options: SarifOptions) {
  const { suppressed, fix } = finding;
  return {
    ruleId: safeTextWithin(finding.rule, 200),
    ruleIndex,
    level: sarifLevel(finding.severity),
    message: { text: resultMessage(finding, report) },
    locations: locations(finding, report, options),
    partialFingerprints: {
      'dockgateFinding/v1': safeTextWithin(finding.fingerprint, 100),
      // GitHub tells alerts apart by this member alone.
      primaryLocationLineHash: `${safeTextWithin(finding.fingerprint, 100)}:1`,
    },
    suppressions:
      suppressed === null
        ? []
        : [
            {
              kind: 'external',
              status: 'accepted',
              justification: safeTextWithin(`${suppressed.by}: ${suppressed.reason}`, 500),
            },
          ],
    ...(fix === null || fix.edits.length === 0
      ? {}
      : {
          fixes: [
            {
              description: { text: messageText(fix.text, 800) },
              artifactChanges: artifactChanges(fix.edits),
            },
          ],
        }),
  };
}

function resultMessage(finding: Finding, report: Report): string {
  const place = placeToBlame(finding);
  const note = place === undefined ? '' : hiddenNote(place);
  const where = place === undefined ? '' : ` in ${placeName(place, report)}`;
  return [
    `${messageText(finding.title, 200)} ${messageText(finding.redacted, 80)}${messageText(where, 400)}`,
    note === '' ? '.' : `, ${note}.`,
    finding.story === '' ? '' : ` ${messageText(finding.story, 800)}`,
    finding.fix === null ? '' : ` Fix: ${messageText(finding.fix.text, 800)}`,
    ` Revoke: ${messageText(finding.revoke, 400)}`,
  ].join('');
}

/** Safe text without what a message would take for a link or a placeholder (3.11.5, 3.11.6). */
function messageText(text: string, limit: number): string {
  return safeTextWithin(text, limit)
    .replace(/[[\]]/g, '\\$&')
    .replace(/\{(\d+)\}/g, '{{$1}}');
}

/** One location for each instruction, the surest first; GitHub needs at least one. */
function locations(finding: Finding, report: Report, { dockerfile }: SarifOptions) {
  const best = placeToBlame(finding);
  const ordered = best === undefined ? [] : [best, ...finding.places];
  const byLine = new Map<string, { physicalLocation: object; places: Set<Place> }>();
  for (const place of ordered) {
    const region = regionOf(place, dockerfile);
    const key = JSON.stringify(region);
    const known = byLine.get(key);
    if (known === undefined) {
      byLine.set(key, { physicalLocation: physical(region), places: new Set([place]) });
    } else known.places.add(place);
  }
  const all = [...byLine.values()].slice(0, LOCATIONS);
  if (all.length === 0) {
    const region = { file: dockerfile ?? 'Dockerfile', line: 1, endLine: 1 };
    return [{ physicalLocation: physical(region) }];
  }
  return all.map(({ physicalLocation, places }) => ({
    physicalLocation,
    logicalLocations: [...places].slice(0, LOGICAL).map((place) => ({
      name: safeTextWithin(place.path, 300),
      fullyQualifiedName: placeName(place, report),
      kind: 'resource',
    })),
  }));
}

interface Region {
  file: string;
  line: number;
  endLine: number;
}

function regionOf(place: Place, dockerfile: string | undefined): Region {
  const { instruction, where, path, line } = place;
  if (instruction !== null) {
    return { file: instruction.file, line: instruction.line, endLine: instruction.endLine };
  }
  if (where === 'context' || where === 'dockerfile') return { file: path, line, endLine: line };
  return { file: dockerfile ?? 'Dockerfile', line: 1, endLine: 1 };
}

function physical({ file, line, endLine }: Region) {
  return {
    artifactLocation: artifactLocation(file),
    region: { startLine: line, endLine: Math.max(line, endLine) },
  };
}

/** A path as a URI reference (RFC 3986), relative to the root of the repository. */
function artifactLocation(file: string) {
  // A lone surrogate has no UTF-8; by way of bytes it becomes U+FFFD.
  const wellFormed = Buffer.from(file.slice(0, 4096), 'utf8').toString('utf8');
  const uri = wellFormed.split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: '%SRCROOT%' };
}

function artifactChanges(edits: readonly Edit[]) {
  const files = [...new Set(edits.map((edit) => edit.file))];
  return files.map((file) => ({
    artifactLocation: artifactLocation(file),
    replacements: edits.filter((edit) => edit.file === file).map(replacement),
  }));
}

/**
 * A region without columns is whole lines without the last line's end (3.30.6, 3.30.8); an edit that
 * takes no line away becomes an empty region at the start of its line.
 */
function replacement({ line, endLine, text }: Edit) {
  return endLine >= line
    ? { deletedRegion: { startLine: line, endLine }, insertedContent: { text } }
    : {
        deletedRegion: { startLine: line, startColumn: 1, endLine: line, endColumn: 1 },
        insertedContent: { text: `${text}\n` },
      };
}
