/** Private keys and key stores, made by the real tools. */
import { generateKeyPairSync } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Draw, Scenario } from './truth.ts';

/** Runs a tool in a folder that is gone afterwards; gives the file it made. */
const made = (file: string, command: string, args: string[]): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), 'dockgate-key-'));
  try {
    execFileSync(command, args, { cwd: folder, stdio: 'pipe' });
    return readFileSync(join(folder, file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const openssh = (type: string, password: string): Buffer =>
  made('key', 'ssh-keygen', ['-q', '-t', type, '-N', password, '-f', 'key']);

/** The whole file is the secret. */
const whole = (d: Draw, content: Buffer): Buffer => {
  d.plant(content.toString('latin1').slice(0, 200));
  return content;
};

const pem = (type: 'pkcs1' | 'pkcs8'): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    format: 'pem',
    type,
  }) as string;

const certificate = (): { key: string; certificate: string; store: Buffer } => {
  const folder = mkdtempSync(join(tmpdir(), 'dockgate-key-'));
  try {
    const run = (args: string[]): void =>
      void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    const subject = ['-subj', '/CN=svc.internal.net', '-days', '30'];
    run(['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'k', '-out', 'c', ...subject]);
    run(['pkcs12', '-export', '-inkey', 'k', '-in', 'c', '-out', 's', '-passout', 'pass:changeit']);
    const read = (name: string): Buffer => readFileSync(join(folder, name));
    return { key: read('k').toString(), certificate: read('c').toString(), store: read('s') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const keyFiles: Scenario[] = [
  {
    name: 'SSH keys',
    files: {
      'root/.ssh/id_ed25519': (d) => whole(d, openssh('ed25519', '')),
      'root/.ssh/id_rsa': (d) => whole(d, openssh('rsa', '')),
      'root/.ssh/id_ecdsa': (d) => whole(d, openssh('ecdsa', '')),
      'root/.ssh/id_ed25519.pub': (d) =>
        d.decoy(
          made('key.pub', 'ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', 'key']).toString(),
        ),
      'root/.ssh/known_hosts': (d) =>
        d.decoy(
          `git.internal.net ${made('key.pub', 'ssh-keygen', ['-q', '-t', 'rsa', '-N', '', '-f', 'key']).toString()}`,
        ),
      'root/.ssh/config': (d) => `Host git\n  IdentityFile ${d.decoy('~/.ssh/id_ed25519')}\n`,
    },
  },
  {
    name: 'certificates with their keys',
    files: {
      'etc/ssl/private/app.key': (d) => whole(d, Buffer.from(pem('pkcs8'))),
      'etc/ssl/private/old.pem': (d) => whole(d, Buffer.from(pem('pkcs1'))),
      'etc/ssl/certs/app.crt': (d) => d.decoy(certificate().certificate),
      'srv/certs/bundle.pem': (d) => {
        const { key, certificate: text } = certificate();
        d.decoy(text);
        d.plant(key.slice(0, 100));
        return text + key;
      },
    },
  },
  {
    name: 'key stores',
    files: {
      'srv/keystore.p12': (d) => {
        const { store } = certificate();
        d.plant(store.toString('latin1').slice(0, 64));
        return store;
      },
      'srv/keystore.properties': (d) => `storeFile=${d.decoy('keystore.p12')}
storePassword=${d.password()}
keyPassword=${d.phrase()}
keyAlias=upload
`,
    },
  },
];
