/**
 * Keys whose body is readable: base64 of the ids that they stand for (Letta, Zapier, Devin), or a
 * ULID that tells when the key was made (Amp).
 */
import type { CheckResult, CredentialCheck } from './index.ts';

const no: CheckResult = { ok: false, details: [] };

/** Random lower-case hex digits, drawn from a random text. */
const hexFrom = (shape: string, start: number, length: number): string =>
  [...shape]
    .slice(start, start + length)
    .map((character) => (character.charCodeAt(0) & 15).toString(16))
    .join('')
    .padEnd(length, '7');

const uuidFrom = (shape: string, start: number): string =>
  hexFrom(shape, start, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const uuidPair = new RegExp(`^${uuid}:${uuid}$`);

const decoded = (body: string): string => Buffer.from(body, 'base64').toString('latin1');

/** `prefix`, then base64 of two UUIDs with a colon between. */
const pairAfter = (prefix: string, padded: boolean): CredentialCheck => ({
  verify: (secret) =>
    uuidPair.test(decoded(secret.slice(prefix.length))) ? { ok: true, details: [] } : no,
  seal: (shape) => {
    const body = shape.slice(prefix.length);
    const pair = `${uuidFrom(body, 0)}:${uuidFrom(body, 32)}`;
    const text = Buffer.from(pair).toString('base64');
    return prefix + (padded ? text : text.replace(/=+$/, ''));
  },
});

export const lettaKey = pairAfter('sk-let-', true);
export const zapierServer = pairAfter('', false);

const devinIds = /^(?:user-[0-9a-f]{32}_)?(org-[0-9a-f]{32}):[0-9a-f]{32}$/;
const DEVIN_USER = 'apk_user_';
const DEVIN = 'apk_';

export const devinKey: CredentialCheck = {
  verify: (secret) => {
    const prefix = secret.startsWith(DEVIN_USER) ? DEVIN_USER : DEVIN;
    const organisation = devinIds.exec(decoded(secret.slice(prefix.length)))?.[1];
    return organisation === undefined
      ? no
      : { ok: true, details: [`organisation: ${organisation}`] };
  },
  seal: (shape) => {
    const ofUser = shape.startsWith(DEVIN_USER);
    const [user, organisation, random] = [10, 42, 74].map((at) => hexFrom(shape, at, 32));
    const ids = `${ofUser ? `user-${user}_` : ''}org-${organisation}:${random}`;
    return (ofUser ? DEVIN_USER : DEVIN) + Buffer.from(ids).toString('base64');
  },
};

/** Crockford's base32, github.com/ulid/spec: ten characters of milliseconds, sixteen of chance. */
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const AMP = 'sgamp_user_';
const TIME = 10;
const ULID = 26;
/** Milliseconds; Amp is younger than 2024. */
const EARLIEST = Date.UTC(2024, 0);
const LATEST = Date.UTC(2100, 0);

const milliseconds = (ulid: string): number =>
  [...ulid.slice(0, TIME)].reduce((sum, character) => sum * 32 + crockford.indexOf(character), 0);

export const ampKey: CredentialCheck = {
  verify: (secret) => {
    const ulid = secret.slice(AMP.length, AMP.length + ULID);
    if ([...ulid].some((character) => !crockford.includes(character))) return no;
    const time = milliseconds(ulid);
    if (time < EARLIEST || time > LATEST) return no;
    return { ok: true, details: [`created: ${new Date(time).toISOString().slice(0, 10)}`] };
  },
  seal: (shape) => {
    const body = [...shape.slice(AMP.length, AMP.length + ULID)]
      .map((character) => crockford.charAt(character.charCodeAt(0) % 32))
      .join('');
    // 01JKZ: early in 2025.
    return `${AMP}01JKZ${body.slice(5)}${shape.slice(AMP.length + ULID)}`;
  },
};
