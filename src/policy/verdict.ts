/** Speaks the verdict: what the findings and the ledger mean for the push that waits behind the gate. */
import type { Finding } from '../model/finding.ts';
import type { Ledger } from '../model/ledger.ts';
import type { Verdict } from '../model/report.ts';
import type { Confidence } from '../model/levels.ts';

/** What the policy lets stop a push. */
export interface FailOn {
  /** Confidences that block. */
  own: readonly Confidence[];
  /** Confidences that block where every place lies in the base image. */
  inherited: readonly Confidence[];
  /** True where a nested archive that nobody can open makes the verdict `incomplete`. */
  unopened: boolean;
}

/** The policy of a project without a configuration file: every finding blocks, wherever it lies. */
export const DEFAULT_FAIL_ON: FailOn = {
  own: ['certain', 'likely', 'possible'],
  inherited: ['certain', 'likely', 'possible'],
  unopened: false,
};

/** True where this finding alone is enough to stop the push. */
export function blocks(finding: Finding, failOn: FailOn): boolean {
  if (finding.suppressed !== null) return false;
  const bar = finding.inherited ? failOn.inherited : failOn.own;
  return bar.includes(finding.confidence);
}

/**
 * The verdict. An unread part wins over a secret, since a list of findings that may not be whole must
 * not pass for one that is; what was found stands in the same report. Both fail the job.
 */
export function judgeReport(
  findings: readonly Finding[],
  ledger: Pick<Ledger, 'unread' | 'unopened'>,
  failOn: FailOn,
): Verdict {
  if (ledger.unread.length > 0) return 'incomplete';
  if (failOn.unopened && ledger.unopened.length > 0) return 'incomplete';
  return findings.some((finding) => blocks(finding, failOn)) ? 'blocked' : 'clean';
}

/** The exit code of a run that ended with this verdict: 0 clean, 1 secrets found, 2 could not complete. */
export function exitCode(verdict: Verdict): 0 | 1 | 2 {
  switch (verdict) {
    case 'clean':
      return 0;
    case 'blocked':
      return 1;
    case 'incomplete':
      return 2;
  }
}
