/** The files of the policy: the policy itself, what it builds on, a baseline. */
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { GateError } from '../model/error.ts';
import type { NamedText } from '../model/request.ts';
import { isFile, readText, reasonOf } from './files.ts';

export const defaultPolicyFile = '.dockgate.yml';

/**
 * @param asked What the user named; a file that is named must be there.
 * @returns The policy file's name and text; null where none was named and `.dockgate.yml` is not there.
 */
export const readPolicyText = async (asked: string | null): Promise<NamedText | null> => {
  const file = asked ?? defaultPolicyFile;
  if (asked === null && !(await isFile(file))) return null;
  return { file, text: await readText(file, 'the policy') };
};

export const readNamed = async (file: string, what: string): Promise<NamedText> => ({
  file,
  text: await readText(file, what),
});

const LARGEST_FETCHED = 4 * 1024 * 1024;
const TIMEOUT_MS = 20_000;

/** Reads what a policy names: files beside it, and https addresses, which it pins by digest. */
export const policyReader = {
  read: async (name: string, from: string): Promise<NamedText> => {
    const file = isAbsolute(name) ? name : join(dirname(from), name);
    try {
      return { file, text: await readFile(file, 'utf8') };
    } catch (error) {
      throw new GateError(`${from}: cannot read ${file}: ${reasonOf(error)}`);
    }
  },
  fetch: async (url: string): Promise<Uint8Array> => {
    const failed = (why: string): GateError =>
      new GateError(`cannot fetch the policy ${url}: ${why}`);
    if (!url.startsWith('https://')) throw failed('only https addresses are fetched');
    const answer = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: unknown) => {
      throw failed(error instanceof Error ? error.message : 'no answer');
    });
    if (!answer.ok) throw failed(`the server answered ${answer.status}`);
    const parts: Uint8Array[] = [];
    let size = 0;
    const body: AsyncIterable<Uint8Array> | null = answer.body;
    for await (const part of body ?? []) {
      size += part.length;
      if (size > LARGEST_FETCHED) throw failed(`it is larger than ${LARGEST_FETCHED} bytes`);
      parts.push(part);
    }
    return Buffer.concat(parts);
  },
};

/** Today by the machine's clock in UTC, YYYY-MM-DD. */
export const today = (): string => new Date().toISOString().slice(0, 10);
