/**
 * What tokens are written with. RFC 6750 section 2.1 lets a bearer token be made of letters, digits and
 * `-._~+/=`; issuers add `:`, `|`, `!`, `$`, `@` and percent escapes. A value drawn from all printable
 * characters has other marks by the dozen, so one or two of them in a long value are a template's, a
 * pattern's or a broken copy's: `?` where a character was, `^`, a bracket.
 */

const foreign = /[?^&;<>(){}[\]*#,%]/g;
const percentEscape = /%[0-9A-Fa-f]{2}/g;
/** Shorter ones a person may have thought up. */
const SHORTEST = 16;
/** Characters to a foreign mark: a drawn value has one in four. */
const RARE = 12;

/** `\u0fA3`: letters of another script in a file that holds only ASCII. */
const unicodeEscape = /\\u[0-9A-Fa-f]{4}/;

/** Whether a text is one of another script, written in ASCII, or a short pattern (`name*` in a policy). */
export const isOtherText = (text: string): boolean =>
  unicodeEscape.test(text) || (text.length < SHORTEST && text.endsWith('*'));

/** Whether a text is no token by its marks. */
export const hasForeignMarks = (text: string): boolean => {
  const marks = text.replace(percentEscape, '').match(foreign)?.length ?? 0;
  return text.length >= SHORTEST && marks > 0 && marks * RARE <= text.length;
};

/** Names of secrets that people think up or draw from all characters, unlike an issuer's tokens. */
const ownSecret = /secret|salt|passphrase|credential/i;

/** @param name Of the value, as it is written. */
export const isIssued = (name: string): boolean => !ownSecret.test(name);

/**
 * Names of what is issued to a client; a UUID under `token` or `key` alone mostly marks a request or a
 * row, and under `clientToken` one of AWS's repeatable requests.
 */
const ofClient =
  /(?:(?:api|access|auth|consumer|app)[^A-Za-z0-9]?(?:secret|token|key)|client[^A-Za-z0-9]?secret)$/i;

/** @param name Of the value, as it is written. */
export const mayBeUuid = (name: string): boolean => ofClient.test(name);
