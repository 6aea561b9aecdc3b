/** Knows by its name which tool a file belongs to, and turns it into entries of a policy. */
import { GateError } from '../../model/error.ts';
import { importDetectSecrets, importGitGuardian } from './baseline-files.ts';
import { importGitleaksIgnore, importGitleaksToml } from './gitleaks-files.ts';
import type { Imported, ImportInput } from './imported.ts';
import { importTrivyIgnore, importTrivyIgnoreYaml, importTrivySecret } from './trivy-files.ts';

const importers: readonly [RegExp, (input: ImportInput) => Imported][] = [
  [/\.toml$/i, importGitleaksToml],
  [/\.gitleaksignore$/i, importGitleaksIgnore],
  [/\.trivyignore\.ya?ml$/i, importTrivyIgnoreYaml],
  [/\.trivyignore$/i, importTrivyIgnore],
  [/trivy-secret[^/\\]*\.ya?ml$/i, importTrivySecret],
  [/\.secrets\.baseline$/i, importDetectSecrets],
  [/\.gitguardian\.ya?ml$/i, importGitGuardian],
];

/** @throws GateError where the name is none that is known, or the file cannot be read as what it is. */
export function importPolicy(input: ImportInput): Imported {
  const found = importers.find(([name]) => name.test(input.file));
  if (found === undefined) {
    const names =
      '.gitleaks.toml, .gitleaksignore, .trivyignore, .trivyignore.yaml, trivy-secret.yaml, .secrets.baseline, .gitguardian.yaml';
    throw new GateError(`${input.file}: its name is none of ${names}; rename it after what it is`);
  }
  return found[1](input);
}
