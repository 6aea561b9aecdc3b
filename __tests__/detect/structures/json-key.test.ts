/** JSON Web Keys that Node wrote, Tink keysets, and key files in base64. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Attempt, Candidate } from '../../../src/detect/attempt.ts';
import {
  readBase64ServiceAccount,
  readBase64Tink,
} from '../../../src/detect/structures/base64-json.ts';
import { readJsonWebKey, readTinkKey } from '../../../src/detect/structures/json-key.ts';

const read = (reader: Attempt, text: string, anchor: string): Candidate | null => {
  const at = text.indexOf(anchor);
  const bytes = Buffer.from(text, 'latin1');
  return reader(bytes, at, at + anchor.length, 0, bytes.length);
};
const secretOf = (text: string, found: Candidate | null): string | undefined =>
  found === null ? undefined : text.slice(found.secretStart, found.secretEnd);

const keys = [
  ['RSA', generateKeyPairSync('rsa', { modulusLength: 1024 })],
  ['EC', generateKeyPairSync('ec', { namedCurve: 'P-384' })],
  ['OKP', generateKeyPairSync('ed25519')],
] as const;

describe.each(keys)('a JSON Web Key of type %s', (type, pair) => {
  const jwk = pair.privateKey.export({ format: 'jwk' });

  test.each([
    ['compact', JSON.stringify(jwk)],
    [
      'in a set, indented',
      JSON.stringify({ keys: [{ use: 'sig', key_ops: ['sign'], ...jwk }] }, null, 2),
    ],
    ['in a string', JSON.stringify(JSON.stringify(jwk))],
  ])('gives its private part, %s', (_name, text) => {
    const found = read(readJsonWebKey, text, '"kty');
    expect(secretOf(text, found)).toBe(jwk.d);
    expect(found?.verified).toBe(true);
    expect(found?.details).toEqual([`key type: ${type}`]);
  });

  test('is nothing without its private part', () => {
    const text = JSON.stringify(pair.publicKey.export({ format: 'jwk' }));
    expect(read(readJsonWebKey, text, '"kty')).toBeNull();
  });
});

describe('a JSON Web Key', () => {
  test('of one curve does not borrow the private part of its neighbour', () => {
    const [, pair] = keys[1];
    const open = JSON.stringify(pair.publicKey.export({ format: 'jwk' }));
    const text = `[${open},{"d":"${randomBytes(48).toString('base64url')}"}]`;
    expect(read(readJsonWebKey, text, '"kty')).toBeNull();
  });

  test('with a part that does not fit its curve is doubtful', () => {
    const jwk = keys[1][1].privateKey.export({ format: 'jwk' });
    const text = JSON.stringify({ ...jwk, d: randomBytes(20).toString('base64url') });
    expect(read(readJsonWebKey, text, '"kty')?.verified).toBe(false);
  });
});

const tink = (material: string): string =>
  JSON.stringify({
    primaryKeyId: 1,
    key: [
      {
        keyData: {
          typeUrl: 'type.googleapis.com/google.crypto.tink.AesGcmKey',
          value: randomBytes(18).toString('base64'),
          keyMaterialType: material,
        },
        status: 'ENABLED',
      },
    ],
  });

describe('a Tink keyset', () => {
  const anchor = 'type.googleapis.com/google.crypto.tink.';

  test('gives its material', () => {
    const text = tink('SYMMETRIC');
    const found = read(readTinkKey, text, anchor);
    expect(found?.details).toEqual(['material: SYMMETRIC']);
    expect(text).toContain(`"value":"${secretOf(text, found)}"`);
  });

  test('of public keys is no secret', () => {
    expect(read(readTinkKey, tink('ASYMMETRIC_PUBLIC'), anchor)).toBeNull();
  });
});

describe('a key file in base64', () => {
  const account = (pad: string): string =>
    JSON.stringify({
      type: `service_account${pad}`,
      private_key: generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({
        format: 'pem',
        type: 'pkcs8',
      }),
      client_email: 'builder@some-project.iam.gserviceaccount.com',
    });
  const base64Of = ['c2VydmljZV9hY2NvdW50', 'NlcnZpY2VfYWNjb3Vud', 'zZXJ2aWNlX2FjY291bn'];

  test.each(['', ' ', '  '])('is found wherever the word falls (%j before)', (blank) => {
    const text = `KEY="${Buffer.from(blank + account('')).toString('base64')}"`;
    const anchor = base64Of.find((one) => text.includes(one)) ?? '';
    const found = read(readBase64ServiceAccount, text, anchor);
    expect(secretOf(text, found)).toBe(text.slice(5, -1));
    expect(found?.details).toContain('account: builder@some-project.iam.gserviceaccount.com');
  });

  test('is not a text that only speaks of one', () => {
    const text = Buffer.from('{"type":"service_account","private_key":"..."}').toString('base64');
    const anchor = base64Of.find((one) => text.includes(one)) ?? '';
    expect(read(readBase64ServiceAccount, text, anchor)).toBeNull();
  });

  const tinkAt = ['Z29vZ2xlLmNyeXB0by50aW5r', 'dvb2dsZS5jcnlwdG8udGlua', 'nb29nbGUuY3J5cHRvLnRpbm'];
  const readTink = (bytes: Buffer): [string, string | undefined] => {
    const text = bytes.toString('base64');
    const anchor = tinkAt.find((one) => text.includes(one)) ?? '';
    return [text, secretOf(text, read(readBase64Tink, text, anchor))];
  };

  test.each([
    ['alone', tink('SYMMETRIC')],
    ['several', `[${tink('SYMMETRIC')},${tink('SYMMETRIC')}]`],
  ])('is found for Tink (%s)', (_name, document) => {
    const [text, found] = readTink(Buffer.from(document));
    expect(found).toBe(text);
  });

  /** `Keyset` of tink.proto with one key; `material` is its kind: 1 symmetric, 2 private, 3 public. */
  const keyset = (material: number): Buffer => {
    const field = (tag: number, bytes: Buffer): Buffer =>
      Buffer.concat([Buffer.from([tag, bytes.length]), bytes]);
    const data = Buffer.concat([
      field(0x0a, Buffer.from('type.googleapis.com/google.crypto.tink.AesGcmKey')),
      field(0x12, field(0x1a, randomBytes(16))),
      Buffer.from([0x18, material]),
    ]);
    const key = Buffer.concat([field(0x0a, data), Buffer.from([0x10, 1, 0x18, 7, 0x20, 1])]);
    return Buffer.concat([Buffer.from([0x08, 7]), field(0x12, key)]);
  };

  test('is found for Tink as a protocol buffer', () => {
    const [text, found] = readTink(keyset(1));
    expect(found).toBe(text);
    expect(readTink(keyset(3))[1]).toBeUndefined();
  });
});
