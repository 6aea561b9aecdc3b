/** Samples for the readers of logins: passwords and hosts are drawn, the frame is the format's. */
import type { Sample } from '../sample.ts';

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';

const pick = (from: string, length: number, random: () => number): string =>
  Array.from({ length }, () => from.charAt(Math.floor(random() * from.length))).join('');

type Frame = (password: string, host: string, anchor: string) => string;

/** Lines before one's own ask for a drawn password. */
const listed =
  (line: number): Frame =>
  (password, _host, anchor) =>
    `${anchor}:\n  list: |\n${'    other:RANDOM\n'.repeat(line)}    svc_app:${password}\n`;

const frames: Readonly<Record<string, Frame>> = {
  'url-password': (password, host, anchor) => {
    const scheme = anchor.replace('://', '') || 'https';
    return `${scheme.replace(/\+$/, '')}://svc_app:${password}@${host}/main`;
  },
  'connection-string': (password, host) =>
    `Server=${host};Database=main;User Id=svc_app;Password=${password};Encrypt=true`,
  netrc: (password, host) => `machine ${host}\n  login svc_app\n  password ${password}`,
  pgpass: (password, host, anchor) => `${host}${anchor}main:svc_app:${password}`,
  'option-file': (password, _host, anchor) => `${anchor}\nuser = svc_app\npassword = ${password}`,
  'assigned-password': (password, _host, anchor) => {
    if (anchor.endsWith('>')) return `${anchor}${password}</end>`;
    if (anchor.includes('ClearText')) return `<add key=${anchor} value="${password}" />`;
    if (/["']$/.test(anchor)) return `define(${anchor}, "${password}")`;
    return /[ -]/.test(anchor) ? `${anchor} "${password}"` : `${anchor}=${password}`;
  },
  'quoted-password': (password, _host, anchor) =>
    `CREATE USER svc_app ${anchor}${password}${anchor.slice(-1)}`,
  'maven-password': (password, _host, anchor) =>
    `<server><username>svc_app</username>${anchor}${password}</password></server>`,
  'command-password': (password, _host, anchor) => `${anchor}-u svc_app -p ${password}`,
  'command-secret': (password, host, anchor) => {
    const option = commandOptions[anchor.slice(0, 6)] ?? '-p';
    return `${anchor.replace(/-$/, '')}-h ${host} ${option}${password}`;
  },
  'piped-password': (password, host, anchor) =>
    `echo ${password} | docker login -u svc_app ${anchor} ${host}`,
  'secret-file': (password, _host, anchor) => `${anchor}db_password|${password}`,
  'tool-file': (password, _host, anchor) => `${anchor}loginToken|{"loginToken": "${password}"}`,
  ...Object.fromEntries([0, 1, 2, 3].map((line) => [`chpasswd-${line}`, listed(line)])),
  'third-argument': (password, host, anchor) =>
    `${anchor}"LDAP://${host}", "svc_app", "${password}")`,
  'second-argument': (password, _host, anchor) => `${anchor}"svc_app", "${password}")`,
  'json-login': (password, host, anchor) =>
    `${anchor}: {"${host}": {"username": "svc_app", "password": "${password}"}}`,
  'command-login': (password, host, anchor) =>
    `${anchor}-u svc_app:${password} https://${host}/status`,
};

const commandOptions: Readonly<Record<string, string>> = {
  redis: '-a ',
  htpass: '-b users svc_app ',
  openss: 'enc -pass pass:',
  'lftp -': '-u svc_app,',
  smbcli: '-U svc_app%',
  ldapse: '-w ',
  ldapmo: '-w ',
};

const inBase64: Readonly<Record<string, (value: string, anchor: string) => string>> = {
  'basic-header': (value, anchor) => `${anchor}: Basic ${value}`,
  'kubernetes-secret': (value, anchor) => `apiVersion: v1\n${anchor}\ndata:\n  login: ${value}\n`,
  'basic-member': (value, anchor) => `${anchor}: "${value}"`,
};

/** @returns null where the structure is none of a login. */
export const sampleLogin = (name: string, anchor: string, random: () => number): Sample | null => {
  const password = `${pick(alphabet, 14, random)}7qX`;
  const host = `${pick(lower, 6, random)}.${pick(lower, 8, random)}.net`;
  const frame = frames[name];
  if (frame !== undefined) return { text: frame(password, host, anchor), secret: password };
  const encoded = inBase64[name];
  if (encoded === undefined) return null;
  const value = Buffer.from(`svc_app:${password}`).toString('base64');
  return { text: encoded(value, anchor), secret: value };
};
