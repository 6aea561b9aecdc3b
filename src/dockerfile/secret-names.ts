/** Names of variables that mean a secret. */

const WORDS = new Set([
  'apikey',
  'auth',
  'credential',
  'credentials',
  'creds',
  'passphrase',
  'passwd',
  'password',
  'pat',
  'pswd',
  'pwd',
  'pw',
  'secret',
  'secrets',
  'token',
  'tokens',
]);
/** Words written together: `PGPASSWORD`, `authtoken`. */
const JOINED = /(?:password|passwd|secret|token|apikey)$/;
/** Two words that mean one together. */
const PAIRS = new Set([
  'access key',
  'api key',
  'auth key',
  'deploy key',
  'encryption key',
  'license key',
  'master key',
  'private key',
  'secret key',
  'service key',
  'session key',
  'signing key',
  'ssh key',
  'account key',
  'connection string',
  'service account',
]);
/** Words that make a name harmless: it names a file, a way or a limit and not the secret itself. */
const HARMLESS = new Set([
  'age',
  'count',
  'dir',
  'directory',
  'endpoint',
  'expiry',
  'file',
  'header',
  'id',
  'length',
  'limit',
  'limits',
  'location',
  'max',
  'method',
  'mode',
  'name',
  'path',
  'policy',
  'provider',
  'public',
  'required',
  'size',
  'ttl',
  'type',
  'uri',
  'url',
]);

/** `NPM_TOKEN`, `dbPassword`, `AWS_SECRET_ACCESS_KEY`; not `TOKEN_FILE`, `PUBLIC_KEY`. */
export function meansSecret(name: string): boolean {
  if (name.length > 200) return false;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (HARMLESS.has(last) || words.includes('public')) return false;
  if (words.some((word) => WORDS.has(word) || JOINED.test(word))) return true;
  return words.some((word, at) => PAIRS.has(`${word} ${words[at + 1] ?? ''}`));
}
