/**
 * Carries out what dockgate does besides scanning; the deciding is in commands/, this reads and writes.
 * What a scan has no use for is loaded when it is asked for.
 */
import type { PolicyText } from './commands/allow.ts';
import type { CommandResult } from './commands/command.ts';
import { showConfig } from './commands/config.ts';
import { explainRule, listRules } from './commands/rules.ts';
import { readPolicy, runOptions, type FrontDoor } from './front-door.ts';
import { parseArguments, type Options } from './host/arguments.ts';
import { isFile, readText } from './host/files.ts';
import { defaultPolicyFile, today } from './host/policy-files.ts';
import { writeReport } from './host/report-file.ts';
import type { Subcommand } from './host/subcommand.ts';
import { askOnTerminal } from './host/terminal.ts';
import { GateError } from './model/error.ts';

const maybeText = async (file: string, what: string): Promise<PolicyText> => ({
  file,
  text: (await isFile(file)) ? await readText(file, what) : null,
});

/** Options for a scan of the subject, with the policy that the subcommand names. */
const scanOptions = (command: Subcommand, version: string): Options => {
  const parsed = parseArguments([command.subject ?? ''], version);
  if (parsed.kind !== 'scan') throw new GateError(`dockgate ${command.name}: name an image`);
  return { ...parsed.options, config: command.config };
};

const allow = async (command: Subcommand, door: FrontDoor): Promise<CommandResult> => {
  const { allowFinding, allowInteractively } = await import('./commands/allow.ts');
  const policy = await maybeText(command.config ?? defaultPolicyFile, 'the policy');
  if (command.interactive) {
    const { report } = await runOptions(scanOptions(command, door.version), door);
    return allowInteractively(policy, report.findings, askOnTerminal, today());
  }
  const { subject, reason, expires, owner, acknowledge } = command;
  const options = { fingerprint: subject ?? '', reason: reason ?? '', expires, owner, acknowledge };
  return allowFinding(policy, options, today());
};

const baseline = async (command: Subcommand, door: FrontDoor): Promise<CommandResult> => {
  const { defaultBaselineFile, writeBaselineCommand } = await import('./commands/baseline.ts');
  const file = await maybeText(command.output ?? defaultBaselineFile, 'the baseline');
  const { report } = await runOptions(scanOptions(command, door.version), door);
  const { grow, acknowledge } = command;
  return writeBaselineCommand(file, report, today(), { grow, acknowledge });
};

const carryOut = async (command: Subcommand, door: FrontDoor): Promise<CommandResult> => {
  const wishes = {
    config: command.config,
    baseline: null,
    failOn: null,
    strictAllow: false,
    reference: '',
  };
  switch (command.name) {
    case 'allow':
      return allow(command, door);
    case 'baseline':
      return baseline(command, door);
    case 'import': {
      const file = command.subject ?? '';
      const policy = await maybeText(command.config ?? defaultPolicyFile, 'the policy');
      const text = await readText(file, 'the file to import');
      const { importCommand } = await import('./commands/import.ts');
      return importCommand({ file, text }, policy, door.builtIn.rules, today());
    }
    case 'rules':
      return listRules(
        door.builtIn.rules,
        (await readPolicy(wishes, door.builtIn.rules)).policy,
        command.subject,
      );
    case 'explain':
      return explainRule(
        door.builtIn.rules,
        (await readPolicy(wishes, door.builtIn.rules)).policy,
        command.subject ?? '',
      );
    case 'config':
      return showConfig((await readPolicy(wishes, door.builtIn.rules)).policy, null, today());
  }
};

/** @returns What to print and the exit code; files are written by then. */
export const runSubcommand = async (
  command: Subcommand,
  door: FrontDoor,
): Promise<{ out: string; exit: number }> => {
  const { out, exit, writes } = await carryOut(command, door);
  for (const { path, text } of writes) await writeReport(path, text);
  return { out, exit };
};
