/** Keys written in JSON: JSON Web Keys (RFC 7517, RFC 7518 section 6) and Google's Tink keysets. */
import type { Attempt } from '../attempt.ts';
import { textOf } from './login.ts';

/** Bytes on either side of the anchor in which the other members stand. */
export const jsonKeyReach = 6000;

/** The object without nested objects that holds position `at`, as `[start, end)`. */
const objectAround = (text: string, at: number): [number, number] | null => {
  const start = text.lastIndexOf('{', at);
  const end = text.indexOf('}', at);
  return start < 0 || end < 0 ? null : [start, end];
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
  const first = Math.max(from, begin - jsonKeyReach);
  const text = textOf(bytes, first, Math.min(to, begin + jsonKeyReach));
  const bounds = objectAround(text, begin - first);
  if (bounds === null) return null;
  const object = text.slice(...bounds);
  // One key, one attempt, however often the word stands in it.
  if (object.indexOf('kty') < begin - first - bounds[0]) return null;
  const type = keyType.exec(object)?.[1] ?? '';
  const found = (type === 'oct' ? symmetric : privatePart).exec(object);
  const value = found?.[1];
  if (found === null || value === undefined || !['RSA', 'EC', 'OKP', 'oct'].includes(type))
    return null;
  if (new Set(value).size < 8) return null;
  const start = first + bounds[0] + found.index + found[0].indexOf(value, found[0].indexOf(':'));
  return {
    secretStart: start,
    secretEnd: start + value.length,
    bodyStart: start,
    bodyEnd: start + value.length,
    verified: type === 'oct' ? null : fits(type, object, value),
    details: [`key type: ${type}`],
  };
};

const material = member('keyMaterialType', 'SYMMETRIC|ASYMMETRIC_PRIVATE');
const keyValue = member('value', '[A-Za-z0-9+/]{16,4000}={0,2}');

/** Key material of a Tink keyset; the anchor is the beginning of a type URL. */
export const readTinkKey: Attempt = (bytes, begin, _anchorEnd, from, to) => {
  const first = Math.max(from, begin - jsonKeyReach);
  const text = textOf(bytes, first, Math.min(to, begin + jsonKeyReach));
  const bounds = objectAround(text, begin - first);
  if (bounds === null) return null;
  const object = text.slice(...bounds);
  const found = keyValue.exec(object);
  const value = found?.[1];
  const kind = material.exec(object)?.[1];
  if (found === null || value === undefined || kind === undefined) return null;
  const start = first + bounds[0] + found.index + found[0].indexOf(value, found[0].indexOf(':'));
  return {
    secretStart: start,
    secretEnd: start + value.length,
    bodyStart: start,
    bodyEnd: start + value.length,
    verified: true,
    details: [`material: ${kind}`],
  };
};
