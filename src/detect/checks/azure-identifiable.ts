/**
 * Azure's identifiable keys: the last four bytes are a Marvin32 checksum over all before, started
 * from a word that stands for the key's role; and Entra's client secrets, whose last three characters
 * are the first of such a checksum. Source: microsoft/security-utilities, IdentifiableSecrets and
 * IdentifiableMetadata.
 */
import type { CredentialCheck } from './index.ts';
import { marvin32 } from './marvin32.ts';

const CHECKSUM_BYTES = 4;

/** What a checksum's word says of the key. */
type Roles = Readonly<Record<string, string>>;

const checksumOf = (covered: Uint8Array, seed: string): Buffer => {
  const sum = Buffer.alloc(CHECKSUM_BYTES);
  sum.writeUInt32LE(marvin32(covered, seed));
  return sum;
};

/**
 * @param kind What the key opens, in a word or two, for the finding.
 * @param url True where the key is written in base64url.
 */
const identifiable = (kind: string, roles: Roles, url = false): CredentialCheck => ({
  verify: (secret) => {
    const bytes = Buffer.from(secret, 'base64');
    const covered = bytes.subarray(0, -CHECKSUM_BYTES);
    const told = bytes.subarray(-CHECKSUM_BYTES);
    for (const [seed, role] of Object.entries(roles)) {
      if (!checksumOf(covered, seed).equals(told)) continue;
      return { ok: true, details: role === '' ? [] : [`${kind}: ${role}`] };
    }
    return { ok: false, details: [] };
  },
  seal: (shape) => {
    const bytes = Buffer.from(shape, 'base64');
    const covered = bytes.subarray(0, -CHECKSUM_BYTES);
    const sealed = Buffer.concat([covered, checksumOf(covered, Object.keys(roles)[0] ?? '')]);
    const text = sealed.toString('base64');
    return url ? text.replaceAll('+', '-').replaceAll('/', '_') : text;
  },
});

export const azureStorageKey = identifiable('storage key', { Default0: '' });
export const azureBatchKey = identifiable('Batch key', { AbAcct00: '' });
export const azureMlClassicKey = identifiable('web service key', { Classic0: '' });
/** In a Redis key `P` stands for `+` and `F` for `/`, put there after the checksum was taken. */
const replaced = (text: string): string => text.replaceAll('+', 'P').replaceAll('/', 'F');
const redisKey = identifiable('Redis key', { Access00: '' });
export const azureRedisKey: CredentialCheck = {
  verify: (secret) =>
    replaced(redisKey.seal(secret)) === secret
      ? { ok: true, details: [] }
      : redisKey.verify(secret),
  seal: (shape) => replaced(redisKey.seal(replaced(shape))),
};
export const azureEventGridKey = identifiable('Event Grid key', { SendRecv: '' });
export const azureIotKey = identifiable('IoT key', {
  IoTHub00: 'hub',
  DpsKey00: 'device provisioning',
  Device00: 'device',
});
export const azureApimKey = identifiable('API Management key', {
  Tenant00: 'direct management',
  IoTHub00: 'subscription',
  Gatewy00: 'gateway',
  GitKey00: 'repository',
});
export const azureFunctionKey = identifiable(
  'function key',
  { Functi00: 'function', System00: 'system', Master00: 'master' },
  true,
);

const entraAlphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~';
/** Digits of the whole checksum, of which the secret holds the first. */
const ENTRA_DIGITS = 6;
const ENTRA_TAIL = 3;

const entraTail = (head: string): string => {
  let text = '';
  for (
    let rest = marvin32(Buffer.from(head, 'latin1'), 'AadPwd00');
    rest > 0;
    rest = Math.floor(rest / entraAlphabet.length)
  ) {
    text = entraAlphabet.charAt(rest % entraAlphabet.length) + text;
  }
  // Microsoft pads before it reverses, so the padding ends up in front.
  return text.padStart(ENTRA_DIGITS, entraAlphabet.charAt(0)).slice(0, ENTRA_TAIL);
};

export const entraClientSecret: CredentialCheck = {
  verify: (secret) => ({
    ok: entraTail(secret.slice(0, -ENTRA_TAIL)) === secret.slice(-ENTRA_TAIL),
    details: [],
  }),
  seal: (shape) => shape.slice(0, -ENTRA_TAIL) + entraTail(shape.slice(0, -ENTRA_TAIL)),
};
