/** PKCS #12 as OpenSSL writes it, Java keystores built by their layout. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Attempt, Candidate } from '../../../src/detect/attempt.ts';
import {
  javaKeystoreMagic,
  pkcs12Version,
  readBase64Pkcs12,
  readJavaKeystore,
  readPkcs12,
} from '../../../src/detect/structures/keystore.ts';

const read = (reader: Attempt, bytes: Buffer, anchor: string): Candidate | null => {
  const at = bytes.toString('latin1').indexOf(anchor);
  return at < 0 ? null : reader(bytes, at, at + anchor.length, 0, bytes.length);
};

const pkcs12 = (): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), 'dockgate-p12-'));
  try {
    const at = (name: string): string => join(folder, name);
    const run = (...args: string[]): void => {
      execFileSync('openssl', args, { stdio: 'ignore' });
    };
    run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      at('k'),
      '-out',
      at('c'),
      '-subj',
      '/CN=x',
    );
    run(
      'pkcs12',
      '-export',
      '-inkey',
      at('k'),
      '-in',
      at('c'),
      '-passout',
      'pass:nobody',
      '-out',
      at('s'),
    );
    return readFileSync(at('s'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('PKCS #12', () => {
  const file = pkcs12();

  test('is found in its binary form, and not sure of being open', () => {
    const found = read(readPkcs12, Buffer.concat([randomBytes(50), file]), pkcs12Version);
    expect(found?.details).toEqual(['container: PKCS #12']);
    expect(found?.verified).toBeNull();
  });

  test('is found in base64', () => {
    const text = Buffer.from(`P12=${file.toString('base64')}`);
    const found = read(readBase64Pkcs12, text, 'IBAzCC');
    expect(found?.secretStart).toBe(4);
  });

  test('is not any SEQUENCE with the number three in it', () => {
    const other = Buffer.from(file);
    other.fill(0x11, 8, 40);
    expect(read(readPkcs12, other, pkcs12Version)).toBeNull();
    expect(read(readBase64Pkcs12, Buffer.from(other.toString('base64')), 'IBAzCC')).toBeNull();
  });
});

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const text = (value: string): Buffer =>
  Buffer.concat([Buffer.from([0, value.length]), Buffer.from(value)]);
const certificate = (): Buffer =>
  Buffer.concat([word(2), text('ca'), Buffer.alloc(8), text('X.509'), word(300), randomBytes(300)]);
const privateKey = (): Buffer =>
  Buffer.concat([word(1), text('key'), Buffer.alloc(8), word(500), randomBytes(500)]);
const keystore = (...entries: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(javaKeystoreMagic, 'latin1'), word(entries.length), ...entries]);

describe('a Java keystore', () => {
  test('holds a secret where one of its entries is a private key', () => {
    const bytes = keystore(certificate(), certificate(), privateKey());
    expect(read(readJavaKeystore, bytes, javaKeystoreMagic)?.details).toEqual([
      'container: Java keystore',
    ]);
  });

  test('of certificates is none', () => {
    expect(
      read(readJavaKeystore, keystore(certificate(), certificate()), javaKeystoreMagic),
    ).toBeNull();
  });

  test('with counts and lengths that lie ends the reading', () => {
    const huge = Buffer.concat([
      Buffer.from(javaKeystoreMagic, 'latin1'),
      word(0xffffffff),
      certificate(),
    ]);
    expect(read(readJavaKeystore, huge, javaKeystoreMagic)).toBeNull();
    expect(
      read(readJavaKeystore, keystore(privateKey()).subarray(0, 40), javaKeystoreMagic),
    ).toBeNull();
  });
});
