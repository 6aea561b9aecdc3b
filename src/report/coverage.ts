/** The ledger and the policy's own state as headed lists of sentences, for the reports that people read. */
import type { Report } from '../model/report.ts';
import { acceptedFindings } from './groups.ts';
import { safeTextWithin } from './safe-text.ts';
import { counted, formatBytes, formatDuration } from './units.ts';

export interface Section {
  heading: string;
  /** Safe to print, one line each. */
  entries: string[];
}

/** How much was read, in one sentence. */
export function coverageSentence({ ledger }: Report): string {
  const { layersRead, filesRead, textsRead, bytesRead, duration } = ledger;
  const layers = counted(layersRead, 'layer');
  const files = counted(filesRead, 'file');
  const texts = counted(textsRead, 'text');
  return `Read ${layers}, ${files}, ${texts}: ${formatBytes(bytesRead)} in ${formatDuration(duration)}.`;
}

/** Everything besides the findings that a person must know, empty lists left out. */
export function sections(report: Report): Section[] {
  const { ledger, policy, notes } = report;
  const unread = ledger.unread.map(({ where, path, reason }) => entry(`${where}: ${path}`, reason));
  const unopened = ledger.unopened.map(({ path, reason }) => entry(path, reason));
  const accepted = acceptedFindings(report).map(({ title, redacted, suppressed }) =>
    entry(`${title} ${redacted}`, `${suppressed?.by ?? ''}: ${suppressed?.reason ?? ''}`),
  );
  const file = policy.file === null ? 'the policy' : safeTextWithin(policy.file, 120);
  return [
    { heading: 'Notes', entries: notes.map((note) => safeTextWithin(note, 600)) },
    { heading: 'Not read, so not known to be clean', entries: unread },
    {
      heading: 'Nested archives that could not be opened (their raw bytes were searched)',
      entries: unopened,
    },
    { heading: 'Accepted', entries: accepted },
    {
      heading: `Entries of ${file} that match nothing and can go`,
      entries: policy.stale.map((text) => safeTextWithin(text, 300)),
    },
    {
      heading: `Entries of ${file} that have expired and accept nothing any more`,
      entries: policy.expired.map((text) => safeTextWithin(text, 300)),
    },
    { heading: 'Left out', entries: droppedEntries(ledger.inheritedDropped) },
  ].filter((section) => section.entries.length > 0);
}

function entry(subject: string, reason: string): string {
  return `${safeTextWithin(subject, 300)} (${safeTextWithin(reason, 300)})`;
}

function droppedEntries(count: number): string[] {
  if (count === 0) return [];
  return [
    `${counted(count, 'generic finding')} in unmodified files of the operating system's packages`,
  ];
}
