/**
 * What the decoded bytes of a private key say of themselves: whether they are one, and whether it is
 * under a passphrase. PKCS #1 (RFC 8017 A.1.2), SEC 1 (RFC 5915) and PKCS #8 (RFC 5958) in DER,
 * OpenSSH's container (PROTOCOL.key), Tectia's, and OpenPGP packets (RFC 9580 sections 4.2 and 5.5.3).
 */

export type KeyState = 'open' | 'encrypted' | 'unknown';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const SMALLEST_DER = 40;

interface DerItem {
  tag: number;
  start: number;
  end: number;
}

/** The item at `at`; null where its length does not fit into the bytes (X.690 section 8.1). */
const derAt = (data: Buffer, at: number): DerItem | null => {
  const tag = data[at];
  const first = data[at + 1];
  if (tag === undefined || first === undefined) return null;
  if (first < 0x80) {
    return at + 2 + first <= data.length ? { tag, start: at + 2, end: at + 2 + first } : null;
  }
  const octets = first & 0x7f;
  if (octets < 1 || octets > 3 || at + 2 + octets > data.length) return null;
  const start = at + 2 + octets;
  const end = start + data.readUIntBE(at + 2, octets);
  return end <= data.length ? { tag, start, end } : null;
};

/** All private keys begin with a version of one byte; an encrypted PKCS #8 key with its algorithm. */
const derState = (data: Buffer): KeyState => {
  const outer = derAt(data, 0);
  if (outer === null || outer.tag !== SEQUENCE || outer.end < SMALLEST_DER) return 'unknown';
  const first = derAt(data, outer.start);
  if (first === null || first.end > outer.end) return 'unknown';
  const second = derAt(data, first.end);
  if (second === null || second.end > outer.end) return 'unknown';
  if (first.tag === SEQUENCE) return second.tag === 0x04 ? 'encrypted' : 'unknown';
  const version = data[first.start] ?? 9;
  return first.tag === INTEGER && first.end - first.start === 1 && version <= 3
    ? 'open'
    : 'unknown';
};

const OPENSSH = 'openssh-key-v1\0';

const opensshState = (data: Buffer): KeyState => {
  const at = OPENSSH.length;
  if (data.length < at + 8) return 'unknown';
  const length = data.readUInt32BE(at);
  if (length > 64 || at + 4 + length > data.length) return 'unknown';
  return data.toString('latin1', at + 4, at + 4 + length) === 'none' ? 'open' : 'encrypted';
};

const TECTIA = 0x3f6ff9eb;

/** Tectia's container: magic, length, then as strings the type of the key and its cipher. */
const tectiaState = (data: Buffer): KeyState => {
  const cipherAt = 12 + data.readUInt32BE(8);
  if (cipherAt + 8 > data.length) return 'unknown';
  const length = data.readUInt32BE(cipherAt);
  if (length > 64) return 'unknown';
  const cipher = data.toString('latin1', cipherAt + 4, cipherAt + 4 + length);
  return cipher === 'none' ? 'open' : 'encrypted';
};

const SECRET_KEY = 5;
const SECRET_SUBKEY = 7;

/** Where the body of the OpenPGP packet at 0 begins, if it is one of a secret key; else -1. */
const pgpBody = (data: Buffer): number => {
  const head = data[0] ?? 0;
  if ((head & 0x80) === 0) return -1;
  const modern = (head & 0x40) !== 0;
  const tag = modern ? head & 0x3f : (head >> 2) & 0x0f;
  if (tag !== SECRET_KEY && tag !== SECRET_SUBKEY) return -1;
  if (!modern) return 1 + [1, 2, 4, 0][head & 3]!;
  const first = data[1] ?? 0;
  return first < 192 ? 2 : first < 224 ? 3 : first === 255 ? 6 : 2;
};

/** Multiprecision integers of the public part, by algorithm (RFC 9580 section 5.5.5). */
const publicIntegers: Readonly<Record<number, number>> = { 1: 2, 2: 2, 3: 2, 16: 3, 17: 4 };
/** Algorithms whose public part begins with the curve's identifier. */
const curves: ReadonlySet<number> = new Set([18, 19, 22]);
/** Algorithms whose public part is a fixed number of bytes. */
const fixed: Readonly<Record<number, number>> = { 25: 32, 26: 56, 27: 32, 28: 57 };

const skipIntegers = (data: Buffer, from: number, count: number): number => {
  let at = from;
  for (let n = 0; n < count && at + 2 <= data.length; n += 1) {
    at += 2 + Math.ceil(data.readUInt16BE(at) / 8);
  }
  return at;
};

/** Where the octet stands that tells how the secret part is protected; -1 where nobody can say. */
const pgpUsageAt = (data: Buffer, body: number): number => {
  const version = data[body] ?? 0;
  if (version < 4 || version > 6) return -1;
  const algorithm = data[body + 5] ?? 0;
  let at = body + (version === 4 ? 6 : 10);
  if (curves.has(algorithm)) {
    at = skipIntegers(data, at + 1 + (data[at] ?? 0), 1);
    // ECDH tells its key derivation too.
    return algorithm === 18 ? at + 1 + (data[at] ?? 0) : at;
  }
  if (algorithm in fixed) return at + (fixed[algorithm] ?? 0);
  const count = publicIntegers[algorithm];
  return count === undefined ? -1 : skipIntegers(data, at, count);
};

const pgpState = (data: Buffer): KeyState => {
  const body = pgpBody(data);
  if (body < 0) return 'unknown';
  const usage = pgpUsageAt(data, body);
  const protection = usage < 0 ? undefined : data[usage];
  if (protection === undefined) return 'unknown';
  return protection === 0 ? 'open' : 'encrypted';
};

/** @param data The decoded body of a private key, whatever its header said. */
export const keyState = (data: Buffer): KeyState => {
  if (data.length < SMALLEST_DER) return 'unknown';
  if (data.toString('latin1', 0, OPENSSH.length) === OPENSSH) return opensshState(data);
  if (data.readUInt32BE(0) === TECTIA) return tectiaState(data);
  return data[0] === SEQUENCE ? derState(data) : pgpState(data);
};
