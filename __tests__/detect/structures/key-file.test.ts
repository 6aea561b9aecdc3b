/** PuTTY's files, OpenSSH's certificates and Azure's signatures, written at run time. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Attempt, Candidate } from '../../../src/detect/attempt.ts';
import { readSharedAccessSignature } from '../../../src/detect/structures/azure-sas.ts';
import { readEncryptedPpk, readPpk } from '../../../src/detect/structures/ppk.ts';
import { readSshCertificate } from '../../../src/detect/structures/ssh-certificate.ts';

const read = (reader: Attempt, text: string, anchor: string): Candidate | null => {
  const at = text.indexOf(anchor);
  const bytes = Buffer.from(text, 'latin1');
  return reader(bytes, at, at + anchor.length, 0, bytes.length);
};

const lines = (length: number): string[] =>
  randomBytes(length)
    .toString('base64')
    .match(/.{1,64}/g) ?? [];

const ppk = (version: number, encryption: string, end = '\n'): string => {
  const shown = lines(150);
  const hidden = lines(100);
  return [
    `PuTTY-User-Key-File-${version}: ssh-ed25519`,
    `Encryption: ${encryption}`,
    'Comment: somebody@laptop',
    `Public-Lines: ${shown.length}`,
    ...shown,
    ...(version === 3 && encryption !== 'none'
      ? [
          'Key-Derivation: Argon2id',
          'Argon2-Memory: 8192',
          'Argon2-Passes: 13',
          'Argon2-Parallelism: 1',
          'Argon2-Salt: 00ff',
        ]
      : []),
    `Private-Lines: ${hidden.length}`,
    ...hidden,
    `Private-MAC: ${randomBytes(20).toString('hex')}`,
    '',
  ].join(end);
};

describe("PuTTY's key file", () => {
  const anchor = 'PuTTY-User-Key-File-';

  test.each([
    [2, '\n'],
    [3, '\n'],
    [2, '\r\n'],
  ])('of version %i is read to its last private line (%j)', (version, end) => {
    const text = ppk(version, 'none', end);
    const found = read(readPpk, text, anchor);
    expect(found?.details).toEqual(['key type: ssh-ed25519']);
    expect(text.slice(found?.secretEnd)).toMatch(/^\s+Private-MAC/);
    expect(read(readEncryptedPpk, text, anchor)).toBeNull();
  });

  test.each([2, 3])('of version %i under a passphrase is told apart', (version) => {
    const text = ppk(version, 'aes256-cbc');
    expect(read(readPpk, text, anchor)).toBeNull();
    expect(read(readEncryptedPpk, text, anchor)?.details).toContain('encrypted: with a passphrase');
  });

  test('without its private lines is none', () => {
    expect(read(readPpk, ppk(2, 'none').replace(/Private-Lines[^]*/, ''), anchor)).toBeNull();
  });
});

const text = (value: Buffer | string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(value.length);
  return Buffer.concat([length, Buffer.from(value)]);
};
const until = (seconds: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(seconds));
  return bytes;
};
const certificate = (type: number, end: number, id = 'builder'): string => {
  const name = 'ssh-ed25519-cert-v01@openssh.com';
  const body = Buffer.concat([
    text(name),
    text(randomBytes(32)),
    text(randomBytes(32)),
    Buffer.alloc(8),
    Buffer.from([0, 0, 0, type]),
    text(id),
    text(text('root')),
    until(0),
    until(end),
    text(randomBytes(120)),
  ]);
  return `${name} ${body.toString('base64')} comment`;
};

describe("OpenSSH's certificate", () => {
  const anchor = '-cert-v01@openssh.com AAAA';
  const later = Math.floor(Date.now() / 1000) + 86_400;

  test('of a user is told with its key ID and end', () => {
    const found = read(readSshCertificate, certificate(1, later), anchor);
    expect(found?.details).toEqual([
      'key ID: builder',
      `expires: ${new Date(later * 1000).toISOString().slice(0, 10)}`,
    ]);
  });

  test('of a host, or past its end, is none', () => {
    expect(read(readSshCertificate, certificate(2, later), anchor)).toBeNull();
    expect(read(readSshCertificate, certificate(1, later - 200_000), anchor)).toBeNull();
  });

  test('shows no key ID that could steer a terminal', () => {
    const found = read(readSshCertificate, certificate(1, later, '\u001b[2J'), anchor);
    expect(found?.details).toHaveLength(1);
  });

  test('that was cut is none', () => {
    expect(read(readSshCertificate, certificate(1, later).slice(0, 240), anchor)).toBeNull();
  });
});

describe("Azure's shared access signature", () => {
  const signature = encodeURIComponent(randomBytes(32).toString('base64'));
  const end = (days: number): string =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19) + 'Z';
  const parameters = (days: number): string[] => [
    'sv=2022-11-02',
    'sp=rl',
    `se=${encodeURIComponent(end(days))}`,
    `sig=${signature}`,
  ];

  test.each([
    ['in a URL', `https://a.blob.core.windows.net/c?${parameters(9).join('&')}`],
    ['in another order', `SAS="?${parameters(9).reverse().join('&')}"`],
    ['in XML', `<url>https://a.blob.core.windows.net/c?${parameters(9).join('&amp;')}</url>`],
    ['in JSON', `{"u":"https://a.blob.core.windows.net/c?${parameters(9).join('\\u0026')}"}`],
    [
      'in a connection string',
      `BlobEndpoint=https://a/;SharedAccessSignature=${parameters(9).join('&')}`,
    ],
  ])('is found %s', (_name, where) => {
    const found = read(readSharedAccessSignature, where, 'sig=');
    expect(where.slice(found?.secretStart, found?.secretEnd)).toBe(signature);
    expect(found?.verified).toBe(true);
  });

  test('is doubtful past its end', () => {
    const found = read(readSharedAccessSignature, `?${parameters(-2).join('&')}`, 'sig=');
    expect(found?.verified).toBe(false);
  });

  test.each([
    ['without a version', `?se=2099-01-01&sig=${signature}`],
    ['without an end', `?sv=2022-11-02&sig=${signature}`],
    ['with a signature of another length', '?sv=2022-11-02&se=2099-01-01&sig=' + 'QUJD'.repeat(11)],
    ['as the end of another word', `?sv=2022-11-02&se=2099-01-01&notsig=${signature}`],
  ])('is none %s', (_name, where) => {
    expect(read(readSharedAccessSignature, where, 'sig=')).toBeNull();
  });
});
