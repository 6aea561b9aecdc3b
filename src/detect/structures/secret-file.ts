/** The text of a file that is named after its secret (detect/named-file.ts): a value on a line, and hardly more. */
import { kindOfName } from '../assignment/name.ts';
import { isSecretValue } from '../assignment/value.ts';
import type { Attempt } from '../attempt.ts';
import { wholeCandidate } from '../candidate.ts';
import { textOf } from '../text-of.ts';

/** Longest value in bytes, its name included. */
export const longestSecretFile = 620;

/** Bytes that may follow the value's line: a remark, no document. */
const MOST_BEHIND = 160;

const nameAndValue = /^([\w.-]{1,80})\|([^\s]{5,512})[ \t]{0,4}(?:\r?\n|$)/d;

/** The anchor is the mark with which the lead begins. */
export const readSecretFile: Attempt = (bytes, _anchorStart, anchorEnd, _from, to) => {
  const text = textOf(bytes, anchorEnd, Math.min(to, anchorEnd + longestSecretFile));
  const match = nameAndValue.exec(text);
  const span = match?.indices?.[2];
  if (match === null || span === undefined) return null;
  if (to - anchorEnd - match[0].length > MOST_BEHIND) return null;
  const [, name = '', value = ''] = match;
  // A file below /run/secrets is one whatever it is called.
  const kind = kindOfName(name) ?? 'token';
  if (!isSecretValue(value, kind === 'weak' ? 'token' : kind, { quoted: true, settings: true })) {
    return null;
  }
  const [start, end] = [anchorEnd + span[0], anchorEnd + span[1]];
  return { ...wholeCandidate(start, end, null), name };
};
