/** The policy in force for one run: what the file says, what was asked for on top, and the day. */
import type { Confidence } from '../model/levels.ts';
import type { NamedText } from '../model/request.ts';
import type { Rule } from '../model/rule.ts';
import type { Baseline } from './baseline.ts';
import { rulesUnder, unknownRules } from './catalogue.ts';
import type { PolicyReader } from './load-policy.ts';
import type { Policy } from './policy.ts';
import { failOnFor } from './thresholds.ts';
import type { FailOn } from './verdict.ts';

export interface PolicyInForce {
  /** Null without a policy file. */
  policy: Policy | null;
  baseline: Baseline | null;
  /** The rules under the policy: changed, left out, and the user's own. */
  rules: readonly Rule[];
  failOn: FailOn;
  /** Whether a stale entry fails the run. */
  strictAllow: boolean;
  /** YYYY-MM-DD. */
  today: string;
  notes: readonly string[];
}

export interface PolicyWishes {
  /** The policy file; null without one. */
  file: NamedText | null;
  baseline: NamedText | null;
  /** Levels named on the command line; null where none were. */
  failOn: readonly Confidence[] | null;
  strictAllow: boolean;
  /** The image. */
  reference: string;
  today: string;
}

/**
 * The readers of the files are loaded when there is a file: to evaluate the schemas and the YAML library
 * takes longer than to search a small image.
 */
const readPolicyFile = async ({ file, text }: NamedText, reader: PolicyReader): Promise<Policy> =>
  (await import('./load-policy.ts')).loadPolicy(file, text, reader);

const readBaselineFile = async ({ file, text }: NamedText): Promise<Baseline> =>
  (await import('./baseline.ts')).readBaseline(file, text);

/** @throws GateError with file, line and column where the policy or the baseline cannot be read. */
export const putInForce = async (
  wishes: PolicyWishes,
  builtIn: readonly Rule[],
  reader: PolicyReader,
): Promise<PolicyInForce> => {
  const { file, baseline, reference, today } = wishes;
  const policy = file === null ? null : await readPolicyFile(file, reader);
  return {
    policy,
    baseline: baseline === null ? null : await readBaselineFile(baseline),
    // Without a policy the very same rules, so that threads need not be told of them.
    rules: policy === null ? builtIn : rulesUnder(builtIn, policy),
    failOn: failOnFor(policy, reference, wishes.failOn),
    strictAllow: wishes.strictAllow,
    today,
    notes: policy === null ? [] : [...policy.notes, ...unknownRules(builtIn, policy)],
  };
};
