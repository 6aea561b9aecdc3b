/**
 * Macaroons in the binary form of version 2 (libmacaroons doc/format.txt), which PyPI writes in
 * base64url behind `pypi-`: location, identifier, caveats, signature, each of them a typed field.
 */
import type { CredentialCheck } from './index.ts';

const VERSION = 2;
const END = 0;
const LOCATION = 1;
const SIGNATURE = 6;
const SIGNATURE_BYTES = 32;

interface Field {
  type: number;
  data: Buffer;
  end: number;
}

/** A field at `at`: type, length as a varint, data; null where the bytes end too soon. */
const fieldAt = (bytes: Buffer, at: number): Field | null => {
  const type = bytes[at];
  if (type === undefined) return null;
  if (type === END) return { type, data: bytes.subarray(at, at), end: at + 1 };
  let length = 0;
  let next = at + 1;
  for (let shift = 0; shift < 21; shift += 7) {
    const byte = bytes[next++];
    if (byte === undefined) return null;
    length |= (byte & 0x7f) << shift;
    if (byte < 0x80) {
      const end = next + length;
      return end <= bytes.length ? { type, data: bytes.subarray(next, end), end } : null;
    }
  }
  return null;
};

const packet = (type: number, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([type, data.length]), data]);

const body = (secret: string): Buffer =>
  Buffer.from(secret.slice(secret.indexOf('-') + 1), 'base64url');

export const macaroon: CredentialCheck = {
  verify: (secret) => {
    const bytes = body(secret);
    if (bytes[0] !== VERSION) return { ok: false, details: [] };
    let location = '';
    for (let at = 1; ;) {
      const field = fieldAt(bytes, at);
      if (field === null) return { ok: false, details: [] };
      if (field.type === LOCATION && location === '') location = field.data.toString('latin1');
      if (field.type === SIGNATURE) {
        const ok = field.data.length === SIGNATURE_BYTES && field.end === bytes.length;
        const plain = /^[a-z0-9.-]{1,60}$/.test(location);
        return { ok, details: ok && plain ? [`location: ${location}`] : [] };
      }
      at = field.end;
    }
  },
  seal: (shape) => {
    const prefix = shape.slice(0, shape.indexOf('-') + 1);
    const bytes = body(shape);
    const location = fieldAt(bytes, 1)?.data ?? Buffer.from('pypi.org');
    const sealed = Buffer.concat([
      Buffer.from([VERSION]),
      packet(LOCATION, location),
      packet(2, bytes.subarray(-90, -54)),
      Buffer.from([END]),
      packet(2, bytes.subarray(-54, -32)),
      Buffer.from([END, END]),
      packet(SIGNATURE, bytes.subarray(-SIGNATURE_BYTES)),
    ]);
    return prefix + sealed.toString('base64url');
  },
};
