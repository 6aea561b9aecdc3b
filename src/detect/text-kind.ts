/**
 * Whether a text is a settings file, where a bare value behind a name is meant as one. It only moves
 * the bar for secrets without a shape; nothing is ever skipped by its name.
 */
import type { TextOrigin } from '../model/text.ts';

const settingsFile =
  /(?:^|[/!])(?:\.env[^/]*|[^/]*\.env|[^/]*\.(?:properties|ini|conf|cfg|cnf|ya?ml|toml|tfvars|tfstate|envrc|service)|\.npmrc|\.yarnrc|\.netrc|\.pypirc|\.pgpass|credentials|config|\.s3cfg|\.boto|environment)$/i;

export const isSettings = ({ where, path }: TextOrigin): boolean =>
  where === 'config' || where === 'history' || where === 'attestation' || settingsFile.test(path);
