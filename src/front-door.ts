/** What both front doors share: from options to a report, with the policy in force. */
import type { TabledRules } from './detect/tables.ts';
import { runGate, type GateResult } from './gate.ts';
import type { Options } from './host/arguments.ts';
import { keepHeapSmall } from './host/heap.ts';
import { policyReader, readNamed, readPolicyText, today } from './host/policy-files.ts';
import { prepareRequest } from './host/request.ts';
import { openThreads } from './host/threads.ts';
import type { GateRequest, NamedText } from './model/request.ts';
import type { Rule } from './model/rule.ts';
import { putInForce, type PolicyInForce } from './policy/in-force.ts';

export interface FrontDoor {
  /** What src/thread.ts is bundled to. */
  threadEntry: URL;
  version: string;
  /** The rules that come with the program. */
  builtIn: TabledRules;
  watch: GateRequest['watch'];
  onSecret: GateRequest['onSecret'];
  /** The policy file in place of the working directory's; null for none. */
  policyFile?: NamedText | null;
  /** A last change to the request by whoever knows more (the Action's inputs). */
  adjust?: (request: GateRequest) => Promise<GateRequest>;
}

export interface Run extends GateResult {
  request: GateRequest;
  force: PolicyInForce;
}

/**
 * The policy that the options and the working directory name.
 * @param instead A policy file in place of theirs; null for none.
 */
export const readPolicy = async (
  options: Pick<Options, 'config' | 'baseline' | 'failOn' | 'strictAllow' | 'reference'>,
  builtIn: readonly Rule[],
  instead?: NamedText | null,
): Promise<PolicyInForce> =>
  putInForce(
    {
      file: instead === undefined ? await readPolicyText(options.config) : instead,
      baseline:
        options.baseline === null ? null : await readNamed(options.baseline, 'the baseline'),
      failOn: options.failOn,
      strictAllow: options.strictAllow,
      reference: options.reference,
      today: today(),
    },
    builtIn,
    policyReader,
  );

/** @throws GateError for whatever cannot be opened, read or worked with. */
export const runOptions = async (options: Options, door: FrontDoor): Promise<Run> => {
  // Not earlier: loading the program is quicker in a heap that may grow.
  keepHeapSmall();
  const force = await readPolicy(options, door.builtIn.rules, door.policyFile);
  const prepared = await prepareRequest(
    options,
    {
      rules: force.rules,
      limits: force.policy?.limits ?? null,
      threads: openThreads(options.jobs, door.threadEntry),
      watch: door.watch,
      onSecret: door.onSecret,
    },
    door.version,
  );
  const request = (await door.adjust?.(prepared)) ?? prepared;
  return { ...(await runGate(request, force, door.builtIn)), request, force };
};
