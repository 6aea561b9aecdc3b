/** Keys written in JSON: JSON Web Keys (RFC 7517, RFC 7518 section 6) and Google's Tink keysets. */
import type { Attempt } from '../attempt.ts';
import { wholeCandidate } from '../candidate.ts';
import { textOf } from '../text-of.ts';

/** Bytes on either side of the anchor in which the other members stand. */
export const jsonKeyReach = 6000;

/** The object without nested objects that holds byte `at`, and the offset at which it starts. */
const objectAround = (
  bytes: Uint8Array,
  at: number,
  from: number,
  to: number,
): { object: string; offset: number } | null => {
  const first = Math.max(from, at - jsonKeyReach);
  const text = textOf(bytes, first, Math.min(to, at + jsonKeyReach));
  const start = text.lastIndexOf('{', at - first);
  const end = text.indexOf('}', at - first);
  return start < 0 || end < 0 ? null : { object: text.slice(start, end), offset: first + start };
};

/** A member of an object, and where its value stands in it. */
const valueIn = (object: string, pattern: RegExp): { value: string; at: number } | null => {
  const found = pattern.exec(object);
  const value = found?.[1];
  if (found === null || value === undefined) return null;
  return { value, at: found.index + found[0].indexOf(value, found[0].indexOf(':')) };
};

const member = (name: string, value: string): RegExp =>
  new RegExp(`\\\\{0,4}"${name}\\\\{0,4}"\\s*:\\s*\\\\{0,4}"(${value})\\\\{0,4}"`);

const keyType = member('kty', '[A-Za-z]{2,4}');
const curve = member('crv', '[A-Za-z0-9-]{3,12}');
const privatePart = member('d', '[A-Za-z0-9_-]{20,2000}');
const symmetric = member('k', '[A-Za-z0-9_-]{16,2000}');

const curveBytes: Readonly<Record<string, number>> = {
  'P-256': 32,
  'P-384': 48,
  'P-521': 66,
  secp256k1: 32,
  Ed25519: 32,
  X25519: 32,
  Ed448: 57,
  X448: 56,
};

/** The smallest RSA key anybody uses has 512 bits. */
const SMALLEST_RSA = 60;

const fits = (type: string, object: string, value: string): boolean => {
  const length = Buffer.from(value, 'base64url').length;
  if (type === 'RSA') return length >= SMALLEST_RSA;
  const expected = curveBytes[curve.exec(object)?.[1] ?? ''];
  return expected !== undefined && expected === length;
};

/** The private part of a JSON Web Key; the anchor is `"kty`. */
export const readJsonWebKey: Attempt = (bytes, begin, _anchorEnd, from, to) => {
  const around = objectAround(bytes, begin, from, to);
  if (around === null) return null;
  const { object, offset } = around;
  // One key, one attempt, however often the word stands in it.
  if (object.indexOf('kty') < begin - offset) return null;
  const type = keyType.exec(object)?.[1] ?? '';
  const found = valueIn(object, type === 'oct' ? symmetric : privatePart);
  if (found === null || !['RSA', 'EC', 'OKP', 'oct'].includes(type)) return null;
  const { value } = found;
  if (new Set(value).size < 8) return null;
  const start = offset + found.at;
  const verified = type === 'oct' ? null : fits(type, object, value);
  return wholeCandidate(start, start + value.length, verified, [`key type: ${type}`]);
};

const material = member('keyMaterialType', 'SYMMETRIC|ASYMMETRIC_PRIVATE');
const keyValue = member('value', '[A-Za-z0-9+/]{16,4000}={0,2}');

/** Key material of a Tink keyset; the anchor is the beginning of a type URL. */
export const readTinkKey: Attempt = (bytes, begin, _anchorEnd, from, to) => {
  const around = objectAround(bytes, begin, from, to);
  if (around === null) return null;
  const found = valueIn(around.object, keyValue);
  const kind = material.exec(around.object)?.[1];
  if (found === null || kind === undefined) return null;
  const start = around.offset + found.at;
  return wholeCandidate(start, start + found.value.length, true, [`material: ${kind}`]);
};
