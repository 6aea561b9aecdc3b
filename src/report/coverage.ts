/** The ledger and the policy's own state as headed lists of sentences, for the reports that people read. */
import type { Report } from '../model/report.ts';
import { acceptedFindings } from './groups.ts';
import { safeTextWithin } from './safe-text.ts';
import { counted, formatBytes, formatDuration } from './units.ts';

/** A list whose entries are drawn when they are asked for, since an image can make it very long. */
export interface Section {
  heading: string;
  count: number;
  /** One entry, from 0: safe to print, on one line. */
  entry: (index: number) => string;
}

/** How much was read, in one sentence. */
export function coverageSentence({ ledger }: Report): string {
  const { layersRead, filesRead, textsRead, bytesRead, duration } = ledger;
  const layers = counted(layersRead, 'layer');
  const files = counted(filesRead, 'file');
  const texts = counted(textsRead, 'text');
  const time = duration === 0 ? '' : ` in ${formatDuration(duration * 1000)}`;
  return `Read ${layers}, ${files}, ${texts}: ${formatBytes(bytesRead)}${time}.`;
}

/** Everything besides the findings that a person must know, empty lists left out. */
export function sections(report: Report): Section[] {
  const { ledger, policy, notes } = report;
  const file = policy.file === null ? 'the policy' : safeTextWithin(policy.file, 120);
  return [
    section('Notes', notes, (note) => safeTextWithin(note, 600)),
    section('Not read, so not known to be clean', ledger.unread, ({ where, path, reason }) =>
      withReason(`${where}: ${path}`, reason),
    ),
    section(
      'Nested archives that could not be opened (their raw bytes were searched)',
      ledger.unopened,
      ({ path, reason }) => withReason(path, reason),
    ),
    section('Accepted', acceptedFindings(report), ({ title, redacted, suppressed }) =>
      withReason(`${title} ${redacted}`, `${suppressed?.by ?? ''}: ${suppressed?.reason ?? ''}`),
    ),
    section(`Entries of ${file} that match nothing and can go`, policy.stale, (text) =>
      safeTextWithin(text, 300),
    ),
    section(
      `Entries of ${file} that have expired and accept nothing any more`,
      policy.expired,
      (text) => safeTextWithin(text, 300),
    ),
    section('Left out', ledger.inheritedDropped > 0 ? [ledger.inheritedDropped] : [], droppedText),
  ].filter(({ count }) => count > 0);
}

function section<T>(heading: string, items: readonly T[], draw: (item: T) => string): Section {
  return {
    heading,
    count: items.length,
    entry: (index) =>
      items
        .slice(index, index + 1)
        .map(draw)
        .join(''),
  };
}

function withReason(subject: string, reason: string): string {
  return `${safeTextWithin(subject, 300)} (${safeTextWithin(reason, 300)})`;
}

function droppedText(count: number): string {
  return `${counted(count, 'generic finding')} in unmodified files of the operating system's packages`;
}
