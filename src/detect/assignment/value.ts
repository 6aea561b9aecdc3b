/** Whether the value of a name that means a secret is one: not a placeholder, a reference, code or words. */
import { areExampleClaims, claimsOf } from '../checks/example-claims.ts';
import { isMadeUp, isPlaceholder } from '../randomness.ts';
import { readsAsWords, surprise } from './rarity.ts';
import type { SecretKind } from './name.ts';

/** `${X}`, `$X`, `{{x}}`, `<your key>`, `%s`, `%(x)s`, `#{x}`, `[x]`, `@x@`, `__X__`, `$(cmd)`. */
const template =
  /\$\{|\$\(|\{\{|\}\}|<[^>]*>|%\(|#\{|^\$|^%[A-Za-z_]*%?$|^\[.*\]$|^@.*@$|^__.*__$|^\{.*\}$|%[sdv]|^[&<>]|\\\(|^`|\.{3}|…|^\[[A-Za-z]+$|^[{[]["']/;

/** What a value that only names where the secret is begins with. */
const reference =
  /^(?:vault|sops|op|ref|env|file|ssm|secretsmanager|keyvault|gcp|arn|awssm|azurekeyvault|doppler|infisical|bw|keyring|pass|secret|secrets|var|local|module|data|process|os|config|settings|self|this|options|opts|args|props|params|ctx|req|request|res|response|import|import_meta|system|kms|ENC|AQICA)(?:[:.+[(]|\/\/)/i;

/** Numbers of advisories, told beside what leaked. */
const ADVISORY = /^(?:GHSA|CVE|RUSTSEC|PYSEC)-/i;

const words =
  /^(?:true|false|null|none|nil|undefined|yes|no|on|off|string|str|number|boolean|u?int\d+array|bytearray|bool|bytes|any|object|required|optional|default|disabled|enabled|unknown|anonymous|empty|static|dynamic|auto|basic|bearer|plain|plaintext|text|base64|utf-?8|hex|sha-?\d+|md5|hs256|rs256|es256|oauth2?|scram-sha-\d+|x509|pkcs\d+|ed25519|rsa|ecdsa|aes-?\d*(?:-\w+)*)$/i;

const weakPasswords =
  /^(?:p[a@]ss(?:w[o0]rd)?\d*|secret\d*|s3cr?et\d*|admin\d*|root\d*|test(?:ing)?\d*|user\d*|guest\d*|demo\d*|qwerty\d*|letmein\d*|welcome\d*|changeit|changeme\d*|hunter2|abc\d*|foo(?:bar)?\d*|bar\d*|baz\d*|my[-_ ]?(?:secret|password|pass|token|key)\w*|\d{1,8}|token\d*|dummy\w*|fake\w*|mock\w*|sample\w*|some[-_]?\w*|the[-_]?\w*|your\w*|new[-_]?pass\w*|old[-_]?pass\w*|monkey\d*|postgres\d*|mysql\d*|redis\d*|rabbitmq\d*|minioadmin)$/i;

const URL_LIKE = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i;
const PATH_LIKE = /^(?:[~.]{0,2}\/|[A-Za-z]:\\)[\w./\\ -]*$|^[\w-]+(?:\/[\w.-]+){2,}$/;
export const UUID_LIKE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** RFC 9562 section 5.4: all but six bits are drawn; not the one of every manual. */
export const DRAWN_UUID =
  /^(?!550e8400-e29b-41d4)[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const DATE_OR_VERSION = /^v?\d+(?:[.:/-]\d+){1,5}(?:[-+.][\w.]+)?$/;
const FILE_LIKE =
  /\.(?:[cm]?[jt]sx?|json|ya?ml|pem|key|crt|cer|p12|pfx|jks|txt|md|html?|css|png|svg|jpe?g|gif|webp|ico|woff2?|py|go|rb|java|class|xml|conf|ini|properties|sh|env|log|deb|rpm|apk|whl|jar|zip|tar|t?gz)$/i;
const MAIL_LIKE = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/;
/** `foo.bar.baz`, `Foo::bar`, `foo->bar`, `foo[0]`. */
const CODE_LIKE =
  /^[A-Za-z_$][\w$]*(?:(?:\.|::?|->|\?\.)[A-Za-z_$][\w$]*)+$|^[A-Za-z_]\w*\$\d$|,(?:omitempty|string|inline)$|\.\(\*\w+\)\.|\[\d+\]|\[\^?(?:\w-\w|\\[dsw])|\\[bdsw](?:[{+*[]|\\)|^[),;].*\w\(|=>|\(\)|\|\||&&/;
const HOST_LIKE =
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|dev|local|internal|svc|cloud)(?::\d+)?$/i;

/**
 * Public halves: an OpenSSH key, a point of P-256 (a VAPID key), a key of NATS (its seed begins with S),
 * the signature's name in a certificate.
 */
const PUBLIC_KEY =
  /^(?:ssh-|ecdsa-)|AAAA(?:B3NzaC1|C3NzaC1|E2VjZHNh)|^B[A-P][A-Za-z0-9_-]{85}$|^[UANOCX][A-Z2-7]{55}$/;
const CERTIFICATE = /KoZIhvcNAQEL|qGSIb3DQEBC|kqhkiG9w0BAQs/;

const base64 = /^[A-Za-z0-9+/_-]{8,}={0,2}$/;

/** What a value in base64 says where that is plain text; null for anything else. */
const plainText = (value: string): string | null => {
  if (!base64.test(value) || value.replace(/=+$/, '').length % 4 === 1) return null;
  const text = Buffer.from(value, 'base64').toString('latin1');
  return /^[\x20-\x7e]{6,}$/.test(text) ? text : null;
};

/** The first part of a token alone (RFC 7519 section 5). */
const JOSE_HEADER = /^\{"(?:typ|alg)":"[^"]*"(?:,"(?:typ|alg)":"[^"]*")?\}$/;

const ENCODED_BITS = 4.2;
const login = /^([^:\s]{1,40}):([^:\s]+)$/;

/** A JSON Web Token that nobody could use: its own check refuses it, and its name saves it not. */
const isExampleToken = (value: string): boolean => {
  const [, claims] = JOSE_TOKEN.exec(value) ?? [];
  return claims !== undefined && areExampleClaims(claimsOf(claims));
};
const JOSE_TOKEN = /^eyJ[\w-]+={0,2}\.(eyJ[\w-]+={0,2})\./;

const base32 = /^[A-Z2-7]{16,}=*$/;
const BITS_OF_BASE32 = 5;

/** The bytes that base32 holds (RFC 4648 section 6): what an app for one-time passwords is given. */
const fromBase32 = (value: string): Buffer => {
  const digits = Array.from(value.replace(/=+$/, ''), (character) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(character).toString(2).padStart(BITS_OF_BASE32, '0'),
  ).join('');
  return Buffer.from((digits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

/** Base32 of digits in order (RFC 6238's own key), or of bytes with which people fill a place. */
const isFillerInBase32 = (value: string): boolean => {
  if (!base32.test(value)) return false;
  const bytes = fromBase32(value);
  if (bytes.includes('deadbeef', 0, 'hex')) return true;
  const text = bytes.toString('latin1');
  return /^[\x20-\x7e]+$/.test(text) && (isPlaceholder(text) || steps(text) * 2 > text.length);
};

/** Base64 of words, of a sentence, of digits in order, of a login with a word as its password. */
const isEncodedFiller = (value: string): boolean => {
  if (isFillerInBase32(value)) return true;
  // In a binary the next string may follow the padding at once.
  const text = plainText(value.replace(/(=)[A-Za-z].*$/, '$1'));
  if (text === null) return false;
  const [, user, password] = login.exec(text) ?? [];
  if (password !== undefined && (password === user || weakPasswords.test(password))) return true;
  return (
    /[ :]$|[^ ] [^ ]/.test(text) ||
    JOSE_HEADER.test(text) ||
    isPlaceholder(text) ||
    surprise(text) < ENCODED_BITS ||
    steps(text) * 2 > text.length
  );
};

const isHarmless = (value: string): boolean =>
  PUBLIC_KEY.test(value) ||
  CERTIFICATE.test(value) ||
  isEncodedFiller(value) ||
  isExampleToken(value) ||
  template.test(value) ||
  reference.test(value) ||
  words.test(value) ||
  ADVISORY.test(value) ||
  URL_LIKE.test(value) ||
  PATH_LIKE.test(value) ||
  (UUID_LIKE.test(value) && !DRAWN_UUID.test(value)) ||
  DATE_OR_VERSION.test(value) ||
  FILE_LIKE.test(value) ||
  MAIL_LIKE.test(value) ||
  HOST_LIKE.test(value) ||
  isPlaceholder(value) ||
  isMadeUp(value);

const HEX = /^(?:0x)?[0-9a-f]{16,128}$|^(?:0x)?[0-9A-F]{16,128}$/;

/** Hexadecimal digits: drawn ones use most of the sixteen. */
const drawnHex = (value: string): boolean =>
  new Set(value).size >= Math.min(10, 4 + value.length / 4);

const SHORTEST_TOKEN = 8;

/** Runs such as `abcdef` or `123456`: how many steps go up by one. */
const steps = (value: string): number => {
  let count = 0;
  for (let i = 1; i < value.length; i += 1) {
    if (value.charCodeAt(i) === value.charCodeAt(i - 1) + 1) count += 1;
  }
  return count;
};

/** What an unmixed value must exceed the bar by: letters alone are more often a name than a key. */
const LETTERS_ONLY = 1.6;

/** Whether a machine drew the value. `bar` is the least surprise a character, in bits. */
const isDrawn = (value: string, bar: number): boolean => {
  if (value.length < SHORTEST_TOKEN || /\s/.test(value) || readsAsWords(value)) return false;
  if (CAPITALISED_WORD.test(value)) return false;
  if (DRAWN_UUID.test(value)) return drawnHex(value.replaceAll('-', ''));
  if (HEX.test(value)) return /[0-9]/.test(value) && /[a-f]/i.test(value) && drawnHex(value);
  if (!/[A-Za-z]/.test(value)) return false;
  if (steps(value) * 3 > value.length) return false;
  const own = surprise(value) - (value.length < 12 ? 0.6 : 0);
  return own >= (/[0-9]/.test(value) ? bar : bar + LETTERS_ONLY);
};

const leet: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
};

const unleet = (value: string): string =>
  value.toLowerCase().replace(/[013457@$]/g, (character) => leet[character] ?? character);

/** Of a word under the trigram model, its digits read as letters. */
const SPELLED_BITS = 6;

/** In code and prose a word with digits for letters is an example: `t0k3nH34r`, `rapunz3l`. */
const isSpelledOut = (value: string): boolean => {
  const plain = unleet(value);
  if (/passw|passwd|paswd|secret|sekret|token/.test(plain)) return true;
  const isLeet = /[a-z][013457@$]+[a-z]/i.test(value) && /^[a-z]+$/.test(plain);
  return isLeet && value.length < 12 && surprise(plain) < SPELLED_BITS;
};

/** Whether a person chose the value as a password. */
const isChosen = (value: string, settings: boolean): boolean => {
  if (value.length < 5 || /\s/.test(value) || weakPasswords.test(value)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9_.-]/].filter((c) =>
    c.test(value),
  ).length;
  if (settings) {
    return classes >= 2 || (value.length >= SHORTEST_TOKEN && surprise(value) >= 4.4);
  }
  return (
    classes >= 3 &&
    /[0-9]|[^A-Za-z0-9_.-]/.test(value) &&
    surprise(value) >= (classes > 3 ? 3.2 : 3.9)
  );
};

/** Outside of settings, shorter small letters and digits are typed by hand: `access_token=kjfch2345sdf`. */
const SHORTEST_PLAIN = 16;
const PLAIN = /^[a-z0-9]+$/;

/** A letter of no English word, as it is or escaped as in JavaScript and Java's properties. */
const NOT_ASCII = /[^\x20-\x7e]|\\u(?!00[0-7])[0-9A-Fa-f]{4}|\\x[89A-Fa-f][0-9A-Fa-f]/;
/** `Wachtwoord:`, `Palavra-passe:`: what a form says before its field. */
const FORM_LABEL = /^[A-Za-z][A-Za-z'-]*:$/;
/** A word at the head of a sentence or a button; of drawn letters in both cases hardly one has that form. */
const CAPITALISED_WORD = /^[A-Z][a-z]+$/;
const NUMBER = /^[+-]?(?:0x[0-9a-f]{1,12}|[\d.,_]+)$/i;
/** An OpenPGP fingerprint or key ID (RFC 4880 section 12.2), which people call a key. */
const KEY_FINGERPRINT = /^(?:0x)?(?:[0-9A-F]{40}|[0-9A-F]{16}|[0-9a-f]{16}|[0-9A-F]{8})$/;

/** How a value stands in its text. */
export interface ValueSetting {
  quoted: boolean;
  /** Whether the text is a settings file (`.env`, INI, YAML), where bare values are meant. */
  settings: boolean;
}

/** Names put together with dots lie below. */
const CODE_BITS = 6;

/** Bare words of code are names, types and calls; a bare secret in it has a digit and begins like a word. */
const isBareCode = (value: string): boolean =>
  !/^[A-Za-z0-9]/.test(value) ||
  !/[0-9]/.test(value) ||
  (CODE_LIKE.test(value) && surprise(value) < CODE_BITS);

/**
 * @param value Without its quotes.
 * @param kind What its name says.
 */
export const isSecretValue = (value: string, kind: SecretKind, at: ValueSetting): boolean => {
  const { settings } = at;
  if (value.length > 512 || NOT_ASCII.test(value) || NUMBER.test(value)) return false;
  if (FORM_LABEL.test(value)) return false;
  if (isHarmless(value) || (kind === 'weak' && KEY_FINGERPRINT.test(value))) return false;
  if (!at.quoted && !settings && isBareCode(value)) return false;
  if (CODE_LIKE.test(value) && surprise(value) < CODE_BITS) return false;
  switch (kind) {
    case 'password':
      if (!settings && isSpelledOut(value)) return false;
      return isDrawn(value, 4.6) || isChosen(value, settings);
    case 'token':
      if (!settings && value.length < SHORTEST_PLAIN && PLAIN.test(value)) return false;
      if (!settings && isSpelledOut(value)) return false;
      return isDrawn(value, settings ? 4.3 : 4.7);
    case 'weak':
      if (UUID_LIKE.test(value)) return false;
      return value.length >= 16 && isDrawn(value, settings ? 4.7 : 5);
  }
};
