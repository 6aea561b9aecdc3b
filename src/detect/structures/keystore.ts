/**
 * Binary containers of private keys under a password: PKCS #12 (RFC 7292 section 4) and the Java
 * keystore (JDK, sun.security.provider.JavaKeyStore).
 */
import type { Attempt } from '../attempt.ts';
import { wholeCandidate } from '../candidate.ts';
import { textOf } from '../text-of.ts';

/** Bytes of a container that are looked at. */
export const keystoreReach = 30 * 1024;

/** What a match tells as the secret: enough bytes to know it again, not a whole file. */
const SHOWN = 64;

/** Version 3 and a SEQUENCE; the anchor of the binary form. */
export const pkcs12Version = '\x02\x01\x03\x30';
/** PKCS #7 data, 1.2.840.113549.1.7.1, which holds the safe's contents. */
const dataType = '\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01';

/** A PKCS #12 file; the anchor is its version and what follows. */
export const readPkcs12: Attempt = (bytes, begin, anchorEnd, from, to) => {
  const outer = textOf(bytes, Math.max(from, begin - 4), begin);
  // Definite lengths of two or three octets, or the indefinite one that Java writes.
  if (!/(?:0\x82[^]{2}|0\x80|0\x83[^]{3}|0\x81[^])$/.test(outer)) return null;
  const inner = textOf(bytes, anchorEnd, Math.min(to, anchorEnd + 24));
  const at = inner.indexOf(dataType);
  if (at < 1 || at > 5) return null;
  const start = anchorEnd + at + dataType.length;
  const end = Math.min(to, start + SHOWN);
  return end - start < SHOWN ? null : wholeCandidate(start, end, null, ['container: PKCS #12']);
};

const base64Run = /^[A-Za-z0-9+/]{60,200}/;

/** Characters before `IBAzCC`: a SEQUENCE with a length of two octets. */
const BEFORE_VERSION = 6;

/** The same in base64, in which it begins with `MI`, two length octets and `IBAzCC`; the anchor is the last. */
export const readBase64Pkcs12: Attempt = (bytes, begin, _anchorEnd, from, to) => {
  const start = begin - (textOf(bytes, begin, begin + 2) === 'MI' ? 0 : BEFORE_VERSION);
  if (start < from || textOf(bytes, start, start + 2) !== 'MI') return null;
  const before = start > from ? textOf(bytes, start - 1, start) : '';
  if (/[A-Za-z0-9+/]/.test(before)) return null;
  const text = base64Run.exec(textOf(bytes, start, Math.min(to, start + 200)))?.[0];
  if (text === undefined) return null;
  const data = Buffer.from(text, 'base64').toString('latin1');
  const version = data.indexOf('\x02\x01\x03');
  if (version < 2 || version > 4 || !data.slice(version, 30).includes(dataType)) return null;
  return wholeCandidate(start, start + text.length, null, ['container: PKCS #12 in base64']);
};

/** Magic number and version 2; a JCEKS store differs in the first byte pair only. */
export const javaKeystoreMagic = '\xfe\xed\xfe\xed\x00\x00\x00\x02';
const PRIVATE_KEY = 1;
const CERTIFICATE = 2;

interface Entry {
  tag: number;
  /** First byte behind the entry's head. */
  at: number;
}

/** Tag, alias (two octets of length), date of eight octets. */
const entryAt = (data: Buffer, at: number): Entry | null => {
  if (at + 6 > data.length) return null;
  const tag = data.readUInt32BE(at);
  const body = at + 6 + data.readUInt16BE(at + 4) + 8;
  return body + 4 <= data.length ? { tag, at: body } : null;
};

const afterCertificate = (data: Buffer, at: number): number => {
  const type = at + 2 + data.readUInt16BE(at);
  return type + 4 <= data.length ? type + 4 + data.readUInt32BE(type) : data.length;
};

/** The first private key of a Java keystore; one of certificates only is no secret. */
export const readJavaKeystore: Attempt = (bytes, begin, anchorEnd, _from, to) => {
  const reach = Math.min(to, begin + keystoreReach);
  const data = Buffer.from(bytes.buffer, bytes.byteOffset + begin, reach - begin);
  const head = anchorEnd - begin;
  if (data.length < head + 4) return null;
  const count = Math.min(data.readUInt32BE(head), 1000);
  let at = head + 4;
  for (let n = 0; n < count; n += 1) {
    const entry = entryAt(data, at);
    if (entry === null) return null;
    if (entry.tag === PRIVATE_KEY) {
      const start = begin + entry.at + 4;
      return start + SHOWN > to
        ? null
        : wholeCandidate(start, start + SHOWN, null, ['container: Java keystore']);
    }
    if (entry.tag !== CERTIFICATE) return null;
    at = afterCertificate(data, entry.at);
  }
  return null;
};
