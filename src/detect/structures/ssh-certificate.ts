/**
 * OpenSSH user certificates (PROTOCOL.certkeys). One opens nothing without its key, but it says who may
 * go where; host certificates and those whose time has passed are left out.
 */
import type { Attempt } from '../attempt.ts';
import { wholeCandidate } from '../candidate.ts';
import { textOf } from '../text-of.ts';

/** Longest certificate in bytes of base64 that is read. */
export const longestCertificate = 6000;

/** Strings between the nonce and the serial number, by type of key. */
const publicParts: readonly [RegExp, number][] = [
  [/^ssh-rsa-/, 2],
  [/^ecdsa-/, 2],
  [/^ssh-ed25519-/, 1],
  [/^ssh-dss-/, 4],
  [/^sk-ecdsa-/, 3],
  [/^sk-ssh-ed25519-/, 2],
];

const USER = 1;
/** Later ones are "for ever": the field holds 64 bits. */
const LAST_DATE = 253_402_300_799n;

class Fields {
  at = 0;
  readonly data: Buffer;

  constructor(data: Buffer) {
    this.data = data;
  }

  /** @returns null where the bytes end before the string does. */
  text(): string | null {
    if (this.at + 4 > this.data.length) return null;
    const start = this.at + 4;
    const end = start + this.data.readUInt32BE(this.at);
    if (end > this.data.length) return null;
    this.at = end;
    return this.data.toString('latin1', start, end);
  }

  number(bytes: 4 | 8): bigint | null {
    if (this.at + bytes > this.data.length) return null;
    const at = this.at;
    this.at += bytes;
    return bytes === 4 ? BigInt(this.data.readUInt32BE(at)) : this.data.readBigUInt64BE(at);
  }
}

const detailsOf = (data: Buffer): string[] | null => {
  const fields = new Fields(data);
  const type = fields.text() ?? '';
  const parts = publicParts.find(([pattern]) => pattern.test(type))?.[1];
  if (parts === undefined) return null;
  for (let n = 0; n <= parts; n += 1) if (fields.text() === null) return null;
  fields.number(8);
  if (fields.number(4) !== BigInt(USER)) return null;
  const id = fields.text() ?? '';
  fields.text();
  fields.number(8);
  const until = fields.number(8);
  if (until === null || until * 1000n < BigInt(Date.now())) return null;
  const details = /^[\w.@+-]{1,80}$/.test(id) ? [`key ID: ${id}`] : [];
  if (until > LAST_DATE) return [...details, 'expires: never'];
  return [...details, `expires: ${new Date(Number(until) * 1000).toISOString().slice(0, 10)}`];
};

/** The anchor is the end of the type's name and the beginning of its base64. */
export const readSshCertificate: Attempt = (bytes, _begin, anchorEnd, _from, to) => {
  const text = textOf(bytes, anchorEnd - 4, Math.min(to, anchorEnd + longestCertificate));
  const body = /^[A-Za-z0-9+/]{200,}={0,2}/.exec(text)?.[0];
  if (body === undefined) return null;
  const details = detailsOf(Buffer.from(body, 'base64'));
  if (details === null) return null;
  const start = anchorEnd - 4;
  return wholeCandidate(start, start + body.length, null, details);
};
