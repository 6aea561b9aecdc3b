/** Collects the secrets that are at hand on this machine, for the search for known values. */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { GateError } from '../model/error.ts';
import type { KnownValue } from '../model/request.ts';
import { isFile, reasonOf } from './files.ts';

/** Where known values are to be taken from. */
export interface KnownSources {
  /** Names in the environment; `auto` for all that mean a secret. */
  env: readonly string[];
  files: readonly string[];
  /** Whether to take the registry logins of Docker's configuration. */
  docker: boolean;
  /** Values at hand already. */
  given: readonly KnownValue[];
}

export const noKnownSources: KnownSources = { env: [], files: [], docker: false, given: [] };

export const AUTO = 'auto';

const LARGEST_FILE = 1024 * 1024;

const fromEnvironment = (name: string): KnownValue[] => {
  if (name === AUTO) {
    return Object.entries(process.env)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value = '']) => ({ name: key, value: Buffer.from(value), found: true }));
  }
  const value = process.env[name];
  if (value === undefined) {
    throw new GateError(
      `--known-env ${name}: no such variable in the environment; pass it to this step, or leave the option out`,
    );
  }
  return [{ name, value: Buffer.from(value), found: false }];
};

const assignment = /^(?:export\s+)?([A-Za-z_][\w.-]*)\s*=\s*(?![=\s]*$)(.*)$/;

const unquote = (text: string): string => {
  const value = text.trim();
  const quote = value.charAt(0);
  const quoted = value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote);
  if (!quoted) return value.replace(/\s+#.*$/, '');
  const inside = value.slice(1, -1);
  return quote === '"' ? inside.replace(/\\n/g, '\n').replace(/\\(["\\$`])/g, '$1') : inside;
};

/** A file of lines `NAME=VALUE`, or any other file, which is one value as a whole. */
const valuesIn = (name: string, bytes: Buffer): KnownValue[] => {
  const lines = bytes
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  const pairs = lines.map((line) => assignment.exec(line.trim()));
  if (lines.length > 0 && pairs.every((pair) => pair !== null)) {
    return pairs.map((pair) => ({
      name: pair?.[1] ?? '',
      value: Buffer.from(unquote(pair?.[2] ?? '')),
      found: false,
    }));
  }
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end -= 1;
  return [{ name, value: bytes.subarray(0, end), found: false }];
};

const fromFile = async (path: string): Promise<KnownValue[]> => {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new GateError(`cannot read the known values in ${path}: ${reasonOf(error)}`);
  }
  if (bytes.length > LARGEST_FILE) {
    throw new GateError(
      `--known-file ${path}: ${bytes.length} bytes, more than 1 MiB is no secret`,
    );
  }
  return valuesIn(basename(path), bytes);
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

const loginValues = (registry: string, login: unknown): KnownValue[] => {
  const members = new Map(entriesOf(login));
  const decoded = Buffer.from(text(members.get('auth')), 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  const secrets = [
    colon < 0 ? '' : decoded.slice(colon + 1).replace(/\0+$/, ''),
    text(members.get('password')),
    text(members.get('identitytoken')),
    text(members.get('registrytoken')),
  ];
  return secrets
    .filter((secret) => secret !== '')
    .map((secret) => ({
      name: `login at ${registry}`,
      value: Buffer.from(secret),
      found: false,
    }));
};

/** Logins that the Docker CLI keeps in its configuration (docs.docker.com/reference/cli/docker/login). */
const fromDocker = async (): Promise<{ values: KnownValue[]; notes: string[] }> => {
  const path = join(process.env['DOCKER_CONFIG'] ?? join(homedir(), '.docker'), 'config.json');
  if (!(await isFile(path))) {
    return { values: [], notes: [`No registry logins to search for: there is no ${path}.`] };
  }
  let config: unknown;
  try {
    config = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is no JSON' : reasonOf(error);
    throw new GateError(`--known-docker: cannot read ${path}: ${reason}`);
  }
  const members = new Map(entriesOf(config));
  const values = entriesOf(members.get('auths')).flatMap(([registry, login]) =>
    loginValues(registry, login),
  );
  const helped = text(members.get('credsStore')) !== '' || members.has('credHelpers');
  return {
    values,
    notes: helped
      ? ['Registry logins that a credential helper keeps are not searched for as known values.']
      : [],
  };
};

/**
 * @returns The values, and what a person must know of those that could not be had.
 * @throws GateError for a variable or file that does not exist. No value is in its message.
 */
export const readKnown = async (
  sources: KnownSources,
): Promise<{ values: KnownValue[]; notes: string[] }> => {
  const values = [...sources.given, ...sources.env.flatMap(fromEnvironment)];
  for (const file of sources.files) values.push(...(await fromFile(file)));
  if (!sources.docker) return { values, notes: [] };
  const docker = await fromDocker();
  return { values: [...values, ...docker.values], notes: docker.notes };
};
