/**
 * Names that mean a secret. A name is split into words (`dbPassword`, `DB_PASSWORD`, `db-password`);
 * what stands before and behind the telling word decides (`password_hash` and `publicKey` are none).
 */

export type SecretKind =
  /** A person may have chosen it: short and readable values count. */
  | 'password'
  /** A machine drew it. */
  | 'token'
  /** As `token`, but the name alone says little (`foo_key`). */
  | 'weak';

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const passwordWords = set('password passwd passphrase passwrd passcode pwd pass psw passw');
const tokenWords = set(
  'secret secrets token credential credentials cred creds bearer apikey accesskey secretkey authkey privatekey ' +
    'apitoken authtoken accesstoken clientsecret apisecret appsecret appkey masterkey authorization auth accountkey sharedkey',
);
/** Words that make `key` behind them a secret. */
const keyQualifiers = set(
  'api access secret auth private master service encryption decrypt crypt crypto cipher signing sign consumer ' +
    'account shared subscription integration admin root client deploy session jwt hmac aes license licence ' +
    'app application webhook storage server write ingest instrumentation rest security passphrase keystore',
);
/** Words in front of the telling word that make it public or something else. */
const harmlessBefore = set(
  'public pub primary foreign cache sort partition hash object map row unique lookup translation idempotency ' +
    'group index natural composite candidate surrogate shortcut hot csrf xsrf next page continuation cancel ' +
    'cancellation syntax parse parser lexer block forgot reset confirm verify no without missing invalid wrong ' +
    'event arrow enter escape tab any each every sitekey site fetch query registry prop property react node ' +
    'show hide toggle change forget empty max min total num count route authenticity verification matching websocket blob version',
);
/** Words that make `key` behind them harmless, and nothing else. */
const harmlessBeforeKey = set('ssh host known s3 resource socket');
/** Words behind the telling word that make it a thing about a secret. */
const harmlessAfter = set(
  'id ids name names url uri urls path paths file files filename dir type types length len size field fields label ' +
    'labels policy expiry expires expiration expired expire ttl count counts index format min max regex pattern hint ' +
    'prompt error errors message text title placeholder version versions algorithm algo alg enabled enable required ' +
    'arn usage ref refs reference header headers prefix suffix endpoint provider providers manager managers service ' +
    'services store stores storage class cls map maps list set handler hash hashed digest checksum fingerprint ' +
    'sha sha1 sha256 md5 salt iterations rounds cost strength score valid invalid validation validator mode kind ' +
    'source sources loader reader writer getter setter callback function func fn method param params parameter ' +
    'parameters option options attribute attributes column table input inputs box dialog form page view button link ' +
    'icon press pressed down up code codes event events binding bindings board boards ring rings chain chains frame ' +
    'frames word words pair pairs holder holders stroke strokes range ranges space spaces info data metadata status ' +
    'state count limit limits timeout duration age date time at by for from to of in is not only uri char chars ' +
    'character characters bucket buckets stream streams balance symbol supply address addresses parser plugin ' +
    'scope scopes issuer audience rotation encoding schema role cookie startswith endswith starts ends with equals contains ' +
    'pub public includes split replace match matches append push has strip trim',
);
const hashWords = set(
  'hash sha sha1 sha256 sha512 md5 checksum digest integrity etag fingerprint commit revision nonce thumbprint',
);

/** `resourcekey` of a link that is shared, `PWD` of a shell run together with what stands before it. */
const harmlessGlued = set('resourcekey monkey hotkey turkey hockey keykey passkey sitekey oldpwd');

const glued =
  /(?:password|passwd|passphrase|secret|token|apikey|secretkey|accesskey|privatekey|authkey)$/;

/** `dbPasswordV2` -> `db password v2`. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());

/** `publicKeyToken`: whatever it is of a public key, it is public. */
const isPublicKey = (words: readonly string[]): boolean =>
  words.some(
    (word, at) => word === 'key' && (words[at - 1] === 'public' || words[at - 1] === 'pub'),
  );

/** `PWD` in capitals is the shell's folder, unless it ends a name of several words. */
const isWorkingFolder = (name: string): boolean => /(?:^|[^_.-])PWD$/.test(name);

const kindOfWord = (words: readonly string[], at: number): SecretKind | null => {
  const word = words[at] ?? '';
  if (passwordWords.has(word)) return 'password';
  if (tokenWords.has(word)) return 'token';
  if (word === 'key') {
    if (at === 0) return 'weak';
    return keyQualifiers.has(words[at - 1] ?? '') ? 'token' : 'weak';
  }
  if (harmlessGlued.has(word)) return null;
  const tail = glued.exec(word)?.[0];
  if (tail === undefined) return word.length > 5 && word.endsWith('key') ? 'weak' : null;
  if (word === `public${tail}`) return null;
  return tail.startsWith('pass') ? 'password' : 'token';
};

/** `secret_do_not_commit`: a warning to whoever reads it says nothing against the value. */
const warning =
  /[\s_.-]*do[\s_.-]*n[o']?t[\s_.-]*(?:commit|share|push|publish|leak|check[\s_.-]*in)/i;

/**
 * @param name As it is written, with or without `.`, `-`, `_` and capitals.
 * @returns What a value of that name would be, or null where it is no secret.
 */
export const kindOfName = (name: string): SecretKind | null => {
  const words = wordsOf(name.replace(warning, ''));
  if (isWorkingFolder(name)) return null;
  if (words.some((word) => hashWords.has(word)) || isPublicKey(words)) return null;
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const kind = kindOfWord(words, at);
    if (kind === null) continue;
    const before = words[at - 1] ?? '';
    if (harmlessBefore.has(before)) return null;
    if (words[at] === 'key' && harmlessBeforeKey.has(before)) return null;
    // What is under another key may be shown.
    if (words.lastIndexOf('encrypted', at) >= 0) return null;
    if (words.slice(at + 1).some((word) => harmlessAfter.has(word))) return null;
    // `auth` and `pass` alone say little: `auth: …`, `pass: …`.
    if ((words[at] === 'auth' || words[at] === 'pass') && words.length === 1) return 'weak';
    return kind;
  }
  return null;
};
