/** Private keys as Node and the real tools write them: open, under a passphrase, wrapped, damaged. */
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Candidate } from '../../../src/detect/attempt.ts';
import { readBase64Pem, readEncryptedPem, readPem } from '../../../src/detect/structures/pem.ts';

const header = /-----BEGIN [A-Z0-9 ]+-----/;

const read = (reader: typeof readPem, text: string, anchor = header): Candidate | null => {
  const found = anchor.exec(text);
  if (found === null) throw new Error('the text has no anchor');
  const bytes = Buffer.from(text, 'latin1');
  return reader(bytes, found.index, found.index + found[0].length, 0, bytes.length);
};

const shown = (text: string, found: Candidate | null): string | null =>
  found === null ? null : text.slice(found.secretStart, found.secretEnd);

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const ed = generateKeyPairSync('ed25519').privateKey;
const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).privateKey;

const open: [string, string][] = [
  ['PKCS #1', rsa.export({ format: 'pem', type: 'pkcs1' }) as string],
  ['PKCS #8 of RSA', rsa.export({ format: 'pem', type: 'pkcs8' }) as string],
  ['PKCS #8 of DSA', dsa.export({ format: 'pem', type: 'pkcs8' }) as string],
  ['PKCS #8 of Ed25519', ed.export({ format: 'pem', type: 'pkcs8' }) as string],
  ['SEC 1', ec.export({ format: 'pem', type: 'sec1' }) as string],
];
const passphrase = { cipher: 'aes-256-cbc', passphrase: 'not a secret of anybody' } as const;
const encrypted: [string, string][] = [
  ['RFC 1421', rsa.export({ format: 'pem', type: 'pkcs1', ...passphrase }) as string],
  ['PKCS #8', ec.export({ format: 'pem', type: 'pkcs8', ...passphrase }) as string],
];

describe.each(open)('an open key, %s', (_name, pem) => {
  test('is certain, and all of it is the secret', () => {
    const found = read(readPem, pem);
    expect(found?.verified).toBe(true);
    expect(shown(pem, found)).toBe(pem.trimEnd());
    expect(read(readEncryptedPem, pem)).toBeNull();
  });

  test.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['JSON', (text: string) => JSON.stringify({ key: text })],
    ['JSON in JSON', (text: string) => JSON.stringify(JSON.stringify({ key: text }))],
    ['YAML', (text: string) => `key: |\n${text.replace(/^/gm, '    ')}`],
    ['one line', (text: string) => text.replaceAll('\n', ' ')],
    ['joined strings', (text: string) => text.replace(/^(.*)\n/gm, '"$1\\n" +\n')],
  ])('is certain in %s', (_form, wrap) => {
    expect(read(readPem, wrap(pem))?.verified).toBe(true);
  });

  test('is found in base64 as a whole', () => {
    const text = `KEY=${Buffer.from(pem).toString('base64')}\n`;
    const found = read(readBase64Pem, text, /LS0tLS1CRUdJTi/);
    expect(found?.verified).toBe(true);
    expect(shown(text, found)).toBe(text.slice(4, -1));
  });
});

describe.each(encrypted)('a key under a passphrase, %s', (_name, pem) => {
  test('is told apart', () => {
    expect(read(readPem, pem)).toBeNull();
    expect(read(readEncryptedPem, pem)?.verified).toBeNull();
    expect(read(readEncryptedPem, pem)?.details).toEqual(['encrypted: with a passphrase']);
  });
});

describe('what is no key', () => {
  const [, pem] = open[0] as [string, string];

  test.each([
    ['an empty block', '-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----'],
    ['dots', '-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----'],
    [
      'a header in a program',
      'if (line === "-----BEGIN PRIVATE KEY-----") { return parse(rest); }',
    ],
  ])('gives nothing for %s', (_name, text) => {
    expect(read(readPem, text)).toBeNull();
  });

  test('doubts a body that does not decode', () => {
    const text = `-----BEGIN RSA PRIVATE KEY-----\n${'QUJD'.repeat(30)}\n-----END RSA PRIVATE KEY-----`;
    expect(read(readPem, text)?.verified).toBe(false);
  });

  test('doubts a key that was cut', () => {
    expect(read(readPem, pem.slice(0, 400))?.verified).toBe(false);
  });

  test('does not read a certificate in base64', () => {
    const text = Buffer.from(`-----BEGIN CERTIFICATE-----\n${'QUJD'.repeat(30)}`).toString(
      'base64',
    );
    expect(read(readBase64Pem, text, /LS0tLS1CRUdJTi/)).toBeNull();
  });
});

const installed = (tool: string, ...args: string[]): boolean => {
  try {
    execFileSync(tool, args, { stdio: 'ignore' });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
};

const inFolder = <T>(work: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'dockgate-keys-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const opensshKey = (type: string, secret: string): string =>
  inFolder((folder) => {
    execFileSync('ssh-keygen', ['-q', '-t', type, '-N', secret, '-f', join(folder, 'key')]);
    return readFileSync(join(folder, 'key'), 'latin1');
  });

(installed('ssh-keygen', '-?') ? describe : describe.skip)('ssh-keygen', () => {
  test.each(['ed25519', 'ecdsa'])('writes an open key, %s', (type) => {
    const pem = opensshKey(type, '');
    expect(read(readPem, pem)?.verified).toBe(true);
    expect(read(readEncryptedPem, pem)).toBeNull();
  });

  test('writes a key under a passphrase', () => {
    const pem = opensshKey('ed25519', 'not a secret of anybody');
    expect(read(readPem, pem)).toBeNull();
    expect(read(readEncryptedPem, pem)).not.toBeNull();
  });
});

const pgpKey = (secret: string): string =>
  inFolder((folder) => {
    const base = [
      '--homedir',
      folder,
      '--batch',
      '--quiet',
      '--pinentry-mode',
      'loopback',
      '--passphrase',
      secret,
    ];
    const run = (...args: string[]): Buffer =>
      execFileSync('gpg', [...base, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
    run('--quick-gen-key', 'someone@some.org', 'ed25519', 'sign', 'never');
    const text = run('--armor', '--export-secret-keys').toString('latin1');
    execFileSync('gpgconf', ['--homedir', folder, '--kill', 'all'], { stdio: 'ignore' });
    return text;
  });

(installed('gpg', '--version') ? describe : describe.skip)('gpg', () => {
  test('writes an open key', () => {
    const pem = pgpKey('');
    expect(read(readPem, pem)?.verified).toBe(true);
    expect(read(readEncryptedPem, pem)).toBeNull();
  });

  test('writes a key under a passphrase', () => {
    const pem = pgpKey('not a secret of anybody');
    expect(read(readPem, pem)).toBeNull();
    expect(read(readEncryptedPem, pem)).not.toBeNull();
  });
});

describe('labels without a key', () => {
  const [, pkcs8] = open[1] ?? ['', ''];
  const lines = pkcs8.trimEnd().split('\n');

  test.each([
    ['dots', '-----BEGIN PRIVATE KEY-----\\n...",\n  clientId: "abcdef0123456789abcdef0123456789"'],
    [
      'prose',
      `-----BEGIN RSA PRIVATE KEY-----. If you set it in a file, make sure that it has all lines of it`,
    ],
    [
      'a hint',
      '-----BEGIN PRIVATE KEY-----\n<the contents of the key, 64 characters a row, go here>\n',
    ],
    [
      'a key with its middle left out',
      [...lines.slice(0, 2), '...', ...lines.slice(-3)].join('\n'),
    ],
  ])('%s', (_name, text) => {
    expect(read(readPem, text)).toBeNull();
  });

  test('a damaged key is doubtful all the same', () => {
    const text = [lines[0], ...lines.slice(2)].join('\n');
    expect(read(readPem, text)?.verified).toBe(false);
  });
});
