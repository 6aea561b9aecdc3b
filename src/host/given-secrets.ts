/**
 * Values that a workflow hands over to be searched for: its secrets as JSON (docs.github.com, "Contexts
 * reference": `toJSON(secrets)`), or lines, each a value or `NAME=value`. No message holds a value.
 */
import { GateError } from '../model/error.ts';
import type { KnownValue } from '../model/request.ts';

/** "Using secrets in GitHub Actions", naming your secrets; in the context they stand in capitals. */
const NAME = '[A-Z_][A-Z0-9_]*';
const secretName = new RegExp(`^(?:${NAME}|github_token)$`);
/** Not a value in base32 (RFC 4648 section 6) with its padding. */
const named = new RegExp(`^(${NAME})=(?!=)(.*)$`, 's');

/** Secrets by which GitHub itself is told to log more: they hold `true`. */
const switches: ReadonlySet<string> = new Set(['ACTIONS_STEP_DEBUG', 'ACTIONS_RUNNER_DEBUG']);

/** Lines of a private key belong together. */
const pemBegin = /-----BEGIN [A-Z0-9 ]+-----$/;
const pemEnd = /^-----END [A-Z0-9 ]+-----$/;

const parseObject = (text: string): object | null => {
  if (!text.startsWith('{') || !text.endsWith('}')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    // The parser's own message quotes what it could not read.
    throw new GateError(
      'secrets: it looks like JSON and is none; pass ${{ toJSON(secrets) }}, or one value a line',
    );
  }
};

const ofContext = (members: readonly [string, unknown][]): KnownValue[] =>
  members
    .filter(([name]) => !switches.has(name))
    .map(([name, value]) => {
      if (typeof value !== 'string') {
        throw new GateError(`secrets: ${name} is no text; pass \${{ toJSON(secrets) }} as it is`);
      }
      return { name, value: Buffer.from(value), found: false, among: true };
    });

/** Lines, of which those from a PEM block's first to its last are one. */
const blocksOf = (text: string): { number: number; text: string }[] => {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const blocks: { number: number; text: string }[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const last = pemBegin.test(line) ? lines.findIndex((one, i) => i > at && pemEnd.test(one)) : -1;
    const whole = last < 0 ? line : lines.slice(at, last + 1).join('\n');
    if (whole !== '') blocks.push({ number: at + 1, text: whole });
    if (last >= 0) at = last;
  }
  return blocks;
};

/**
 * @returns The values with their names; one without a name is called by its line.
 * @throws GateError for JSON that is damaged or holds other than texts.
 */
export const parseGivenSecrets = (text: string): KnownValue[] => {
  const trimmed = text.trim();
  const object = parseObject(trimmed);
  if (object !== null) {
    const members = Object.entries(object);
    if (members.every(([name]) => secretName.test(name))) return ofContext(members);
    // A value that is JSON itself: the key file of a service account.
    return [{ name: 'secrets', value: Buffer.from(trimmed), found: false }];
  }
  return blocksOf(trimmed).map((block) => {
    const [, name = '', value = block.text] = named.exec(block.text) ?? [];
    // A name without a value may be a value that ends so: a message must not hold it.
    const told = name === '' || value === '' ? `secrets line ${block.number}` : name;
    return { name: told, value: Buffer.from(value), found: false };
  });
};
