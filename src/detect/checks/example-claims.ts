/**
 * Whether the claims of a JSON Web Token are an example's: they name a host that nobody can have
 * (RFC 2606), or nothing but the words that documentation and tests fill claims with.
 */

const reserved = /:\/\/(?:[^/]*\.)?(?:example(?:\.(?:com|org|net|edu))?|test|invalid)(?:[:/]|$)/i;

const words: ReadonlySet<string> = new Set(
  (
    'foo bar baz qux foobar paddedbar test tests testing issuer subject audience iss sub aud jti id x y z a b ' +
    'single string value key custom something hello world some none null property my-issuer test-issuer aud1 aud2 s1 s2'
  ).split(' '),
);

/** Claims that hold times (RFC 7519 section 4.1): they tell of nobody. */
const times: ReadonlySet<string> = new Set(['iat', 'exp', 'nbf']);
const parties: ReadonlySet<string> = new Set(['iss', 'aud', 'sub', 'azp']);

const stringsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
};

/** A part of a token, decoded; null where it is no document. */
export const claimsOf = (part: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

/** @param claims The parsed payload of a token. */
export const areExampleClaims = (claims: Record<string, unknown> | null): boolean => {
  if (claims === null) return false;
  const entries = Object.entries(claims).filter(([name]) => !times.has(name));
  const named = entries
    .filter(([name]) => parties.has(name))
    .flatMap(([, value]) => stringsOf(value));
  if (named.some((text) => reserved.test(text))) return true;
  const all = entries.flatMap(([, value]) => stringsOf(value));
  return all.length > 0 && all.every((text) => words.has(text.toLowerCase()));
};
