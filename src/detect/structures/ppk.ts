/** PuTTY's key files (PuTTY manual, appendix C): headers of one line, then blocks of base64. */
import type { Attempt, Candidate } from '../attempt.ts';
import { wholeCandidate } from '../candidate.ts';
import { textOf } from '../text-of.ts';

/** Longest file in bytes: an RSA key of 16,384 bits needs below 14 KB. */
export const longestPpk = 20 * 1024;

const layout =
  /^PuTTY-User-Key-File-\d: ([a-z0-9@.-]{3,60})\s+Encryption: ([a-z0-9-]{3,30})\s+Comment: [^\r\n]{0,300}\s+Public-Lines: \d{1,4}\s+[A-Za-z0-9+/=\s]{1,8000}?(?:Key-Derivation: [^]{1,400}?)?Private-Lines: (\d{1,4})\s+/;

const line = '[A-Za-z0-9+/=]{1,64}';

const read = (
  bytes: Uint8Array,
  begin: number,
  to: number,
): { candidate: Candidate; encrypted: boolean } | null => {
  if (!/^PuTTY-User-Key-File-\d: [a-z]/.test(textOf(bytes, begin, Math.min(to, begin + 30))))
    return null;
  const text = textOf(bytes, begin, Math.min(to, begin + longestPpk));
  const head = layout.exec(
    text.replace(/\\r\\n|\\n/g, (escape) => escape.replace(/\\[rn]/g, ' \n')),
  );
  if (head === null) return null;
  const rest = text.slice(head[0].length);
  const lines = Number(head[3]);
  const more = Math.max(0, Math.min(lines, 300) - 1);
  const trimmed =
    new RegExp(`^${line}(?:(?:\\s|\\\\[rn])+${line}){0,${more}}`).exec(rest)?.[0] ?? '';
  if (trimmed.length < 16) return null;
  const end = begin + head[0].length + trimmed.length;
  return {
    candidate: wholeCandidate(begin, end, true, [`key type: ${head[1] ?? ''}`]),
    encrypted: head[2] !== 'none',
  };
};

/** An open key; the anchor is the file's first word. */
export const readPpk: Attempt = (bytes, begin, _anchorEnd, _from, to) => {
  const found = read(bytes, begin, to);
  return found === null || found.encrypted ? null : found.candidate;
};

/** A key under a passphrase. */
export const readEncryptedPpk: Attempt = (bytes, begin, _anchorEnd, _from, to) => {
  const found = read(bytes, begin, to);
  if (found === null || !found.encrypted) return null;
  const details = [...found.candidate.details, 'encrypted: with a passphrase'];
  return { ...found.candidate, verified: null, details };
};
