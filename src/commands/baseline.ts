/** `dockgate baseline`: writes today's findings down, so that only new ones block. */
import type { Finding } from '../model/finding.ts';
import type { Verdict } from '../model/report.ts';
import {
  readBaseline,
  updateBaseline,
  writeBaseline,
  type BaselineOptions,
} from '../policy/baseline.ts';
import { safeText } from '../report/safe-text.ts';
import type { CommandResult } from './command.ts';

export const defaultBaselineFile = '.dockgate-baseline.json';

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

/**
 * @param file Where it lies; `text` is null where there is none yet.
 * @param findings Of a run without a baseline.
 * @param verdict Of that run: a run that could not read all must not write a baseline.
 * @param today YYYY-MM-DD.
 * @returns Exit code 1 where findings were left out, 2 for an incomplete run.
 * @throws GateError where the old baseline cannot be read.
 */
export function writeBaselineCommand(
  { file, text }: { file: string; text: string | null },
  { findings, verdict }: { findings: readonly Finding[]; verdict: Verdict },
  today: string,
  options: BaselineOptions,
): CommandResult {
  const name = safeText(file);
  if (verdict === 'incomplete') {
    const out = `${name}: not written, since not everything could be read\n`;
    return { out, exit: 2, writes: [] };
  }
  const old = text === null ? null : readBaseline(file, text);
  const change = updateBaseline(file, old, findings, today, options);
  const { baseline, added, removed, refused, unacknowledged } = change;
  const lines = [
    `${name}: ${counted(baseline.entries.length, 'finding')}, ${added} new, ${removed} gone`,
  ];
  if (refused > 0) {
    lines.push(
      `${counted(refused, 'finding')} left out: a baseline only shrinks; --grow adds them`,
    );
  }
  if (unacknowledged > 0) {
    const what = 'proven private keys, known values or live credentials; revoke them';
    lines.push(`${counted(unacknowledged, 'finding')} left out: ${what}, or give --acknowledge`);
  }
  return {
    out: lines.map((line) => `${line}\n`).join(''),
    exit: refused + unacknowledged > 0 ? 1 : 0,
    writes: [{ path: file, text: writeBaseline(baseline) }],
  };
}
