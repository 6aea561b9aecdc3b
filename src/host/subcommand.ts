/** The command line of what dockgate does besides scanning: `dockgate allow`, `rules`, `import` … */
import { parseArgs } from 'node:util';
import { GateError } from '../model/error.ts';

export const subcommands = ['allow', 'baseline', 'import', 'rules', 'explain', 'config'] as const;
export type SubcommandName = (typeof subcommands)[number];

export interface Subcommand {
  name: SubcommandName;
  /** What stands behind the name: a fingerprint, a file, a rule, an image. */
  subject: string | null;
  config: string | null;
  reason: string | null;
  expires: string | null;
  owner: string | null;
  acknowledge: boolean;
  interactive: boolean;
  grow: boolean;
  output: string | null;
}

export const subcommandUsage = `  dockgate allow FINGERPRINT --reason WHY [--expires YYYY-MM-DD] [--owner NAME] [--acknowledge]
  dockgate allow --interactive IMAGE    walk through the findings of an image
  dockgate baseline IMAGE [--output FILE] [--grow] [--acknowledge]
  dockgate import FILE                  take over allowances and rules of gitleaks, trivy, detect-secrets, ggshield
  dockgate rules [WORD]                 list the rules
  dockgate explain RULE                 what a rule finds, how to check and to revoke
  dockgate config                       the policy in force, and where each value came from
`;

const needsSubject: ReadonlyMap<SubcommandName, string> = new Map([
  ['allow', 'a fingerprint (or --interactive and an image)'],
  ['baseline', 'an image'],
  ['import', 'a file'],
  ['explain', 'a rule'],
]);

/**
 * @param argv Without the interpreter and the script.
 * @returns null where the first word is no subcommand.
 * @throws GateError for an option that does not exist or a missing subject.
 */
export const parseSubcommand = (argv: readonly string[]): Subcommand | null => {
  const name = subcommands.find((one) => one === argv[0]);
  if (name === undefined) return null;
  let parsed;
  try {
    parsed = parseArgs({
      args: argv.slice(1),
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        reason: { type: 'string' },
        expires: { type: 'string' },
        owner: { type: 'string' },
        output: { type: 'string' },
        acknowledge: { type: 'boolean', default: false },
        interactive: { type: 'boolean', default: false },
        grow: { type: 'boolean', default: false },
        debug: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new GateError(
      `dockgate ${name}: ${said.replace(/\. To specify .*$/, '')}; see dockgate --help`,
    );
  }
  const { values, positionals } = parsed;
  const missing = needsSubject.get(name);
  if (positionals[0] === undefined && missing !== undefined) {
    throw new GateError(`dockgate ${name}: name ${missing}`);
  }
  return {
    name,
    subject: positionals[0] ?? null,
    config: values.config ?? null,
    reason: values.reason ?? null,
    expires: values.expires ?? null,
    owner: values.owner ?? null,
    acknowledge: values.acknowledge,
    interactive: values.interactive,
    grow: values.grow,
    output: values.output ?? null,
  };
};
