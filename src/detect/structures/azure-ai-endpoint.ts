/**
 * An older key of an Azure AI resource: 32 hex digits, no mark of its own, beside the resource's
 * host name, which is often all that says so (`new OpenAI({ apiKey, baseURL })`).
 */
import { byteClass } from '../alphabet.ts';
import type { Attempt } from '../attempt.ts';
import { beginsToken, endsToken } from '../boundary.ts';
import { wholeCandidate } from '../candidate.ts';

const hex = byteClass('0123456789abcdef');
const hostCharacters = byteClass('abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const KEY_LENGTH = 32;
/** Bytes on either side of the host name. */
const REACH = 200;
/** RFC 1035 section 2.3.4: longest label. */
const LONGEST_LABEL = 63;
/** A random key of 32 hex digits has fewer different ones about once in ten million. */
const FEWEST_DIGITS = 8;

const keyAt = (bytes: Uint8Array, at: number, from: number, to: number): boolean => {
  const end = at + KEY_LENGTH;
  if (end > to || hex[bytes[at] as number] !== 1 || !beginsToken(bytes, at, from, true))
    return false;
  const seen = new Set<number>();
  for (let i = at; i < end; i += 1) {
    const byte = bytes[i] as number;
    if (hex[byte] !== 1) return false;
    seen.add(byte);
  }
  // A hyphen behind it makes it a piece of a longer name.
  return endsToken(bytes, end, to, hex) && bytes[end] !== 0x2d && seen.size >= FEWEST_DIGITS;
};

/** The anchor is the end of the host name (`.openai.azure.com`); the nearest key is taken. */
export const readAzureAiKey: Attempt = (bytes, anchorStart, anchorEnd, from, to) => {
  let nameStart = anchorStart;
  while (nameStart > from && hostCharacters[bytes[nameStart - 1] as number] === 1) nameStart -= 1;
  if (nameStart === anchorStart || anchorStart - nameStart > LONGEST_LABEL) return null;
  const host = Buffer.from(bytes.buffer, bytes.byteOffset + nameStart, anchorEnd - nameStart);
  for (let step = 1; step <= REACH; step += 1) {
    const before = nameStart - KEY_LENGTH - step;
    for (const at of [anchorEnd + step, before]) {
      if (at < from || !keyAt(bytes, at, from, to)) continue;
      return wholeCandidate(at, at + KEY_LENGTH, null, [`endpoint: ${host.toString('latin1')}`]);
    }
  }
  return null;
};
