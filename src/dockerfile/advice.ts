/**
 * The sentences and snippets that fixes are made of: how a secret reaches a build and a running
 * container without lying in the image.
 */
import type { Category } from '../model/rule.ts';

/** An id for `--secret`: lower case, `npm_token`. */
export function secretId(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9_.-]+/g, '_')
      .replace(/^[_.-]+|[_.-]+$/g, '') || 'secret'
  );
}

/** A name for an environment variable: `NPM_TOKEN`. */
export function variableName(name: string): string {
  return (
    name
      .toUpperCase()
      .replace(/[^A-Z0-9_]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .replace(/^(?=\d)/, '_') || 'SECRET'
  );
}

/** How the build is given a secret that is a value. */
export function passValue(names: string[]): string {
  const flags = names.map((name) => `--secret id=${secretId(name)},env=${variableName(name)}`);
  const lines = names.map((name) => `    ${secretId(name)}=\${{ secrets.${variableName(name)} }}`);
  return [
    `Build with: docker build ${flags.join(' ')} .`,
    'With docker/build-push-action:',
    '  secrets: |',
    ...lines,
  ].join('\n');
}

/** How the build is given a secret that is a file. */
export function passFile(id: string, path: string): string {
  return [
    `Build with: docker build --secret id=${id},src=${path} .`,
    'With docker/build-push-action:',
    '  secret-files: |',
    `    ${id}=${path}`,
  ].join('\n');
}

/** How a running container gets it. */
export function atRunTime(name: string | null): string {
  const flag = name === null ? '--env-file' : `--env ${name}`;
  return (
    `What the running program needs, give it when it starts (docker run ${flag}, a Kubernetes or Swarm ` +
    'secret) or let it read it from HashiCorp Vault or AWS Secrets Manager.'
  );
}

/** Short-lived identity instead of a long-lived key, where the provider knows it. */
export function shortLived(provider: string, category: Category): string | null {
  if (category !== 'cloud') return null;
  const known = CLOUDS.find(([name]) => name.test(provider));
  if (known === undefined) {
    return 'In CI, prefer a short-lived identity (OpenID Connect) to a long-lived key, where the provider has it.';
  }
  return `In CI, use a short-lived identity instead of a key: ${known[1]}, with permissions: id-token: write.`;
}

const CLOUDS: [RegExp, string][] = [
  [/aws|amazon/i, 'aws-actions/configure-aws-credentials with role-to-assume'],
  [/google|gcp/i, 'google-github-actions/auth with workload_identity_provider'],
  [/azure|microsoft/i, 'azure/login with client-id, tenant-id and subscription-id'],
];

export const REMOVED_LATER =
  'Deleting it in a later instruction does not help: the layer that holds it stays in the image.';

export const CHECKOUT =
  'actions/checkout writes its token into .git/config; set persist-credentials: false on that step.';
