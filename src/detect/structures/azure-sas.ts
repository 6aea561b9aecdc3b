/**
 * Azure's shared access signatures: a query of a URL in which `sig` signs all the others
 * (learn.microsoft.com, "Create a service SAS"). The parameters stand in any order.
 */
import { byteClass } from '../alphabet.ts';
import type { Attempt } from '../attempt.ts';
import { wholeCandidate } from '../candidate.ts';
import { textOf } from '../text-of.ts';
import { unescapePercent } from './login.ts';

/** Bytes on either side of `sig=` in which the other parameters are looked for. */
export const sasReach = 1200;

const queryBytes = byteClass(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%!$&()*+,;=:@/?\\',
);
const SIGNATURE_BYTES = 32;
/** Percent-encoded base64 of 32 bytes is never longer. */
const LONGEST_SIGNATURE = 140;

/** Ends of lines in source and the escapes of `&` in HTML and JSON. */
const plainQuery = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll(/\\u0026/gi, '&');

/** Version, end and policy; behind `SharedAccessSignature=` in a connection string too. */
const parameter = /(?:^|[?&;=\s"'])(sv|se|si)=([^&;]*)/g;

const parametersOf = (text: string): Map<string, string> =>
  new Map(
    [...plainQuery(text).matchAll(parameter)].map(([, name = '', value = '']) => [name, value]),
  );

const expiryOf = (parameters: Map<string, string>): number => {
  const told = unescapePercent(parameters.get('se') ?? '');
  return /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?$/.test(told) ? Date.parse(told) : NaN;
};

/** The anchor is `sig=`; the secret is the signature, without which the rest grants nothing. */
export const readSharedAccessSignature: Attempt = (bytes, begin, anchorEnd, from, to) => {
  const before = begin > from ? String.fromCharCode(bytes[begin - 1] as number) : '&';
  if (!/[?&;"'\s\\6]/.test(before)) return null;
  const signature = /^[A-Za-z0-9+/%]{40,}={0,2}/.exec(
    textOf(bytes, anchorEnd, Math.min(to, anchorEnd + LONGEST_SIGNATURE)),
  )?.[0];
  if (signature === undefined) return null;
  if (Buffer.from(unescapePercent(signature), 'base64').length !== SIGNATURE_BYTES) return null;
  let start = begin;
  const first = Math.max(from, begin - sasReach);
  while (start > first && queryBytes[bytes[start - 1] as number] === 1) start -= 1;
  let end = anchorEnd;
  const limit = Math.min(to, anchorEnd + sasReach);
  while (end < limit && queryBytes[bytes[end] as number] === 1) end += 1;
  const parameters = parametersOf(textOf(bytes, start, end));
  if (!/^\d{4}-\d\d-\d\d$/.test(parameters.get('sv') ?? '')) return null;
  const expires = expiryOf(parameters);
  if (Number.isNaN(expires) && !parameters.has('si')) return null;
  const details = Number.isNaN(expires)
    ? []
    : [`expires: ${new Date(expires).toISOString().slice(0, 10)}`];
  const verified = Number.isNaN(expires) || expires > Date.now();
  return wholeCandidate(anchorEnd, anchorEnd + signature.length, verified, details);
};
