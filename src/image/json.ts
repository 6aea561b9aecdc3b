/**
 * Reads JSON documents that a stranger wrote. Before a document is parsed it is measured, since
 * parsing a few megabytes of brackets takes gigabytes; and it is looked through for what parsing
 * would lose (a member named twice, a long number, bytes that are no UTF-8), since a secret may hide
 * there. What comes out is `unknown` and is read with the narrow functions below.
 */
/** Deepest nesting of arrays and objects. */
const DEPTH = 200;
/** Arrays, objects, strings and other values of one document. */
const VALUES = 2_000_000;
/** Digits of a number that survive parsing (2^53 has 16). */
const DIGITS = 15;

export type ParsedJson =
  /** `lossy`: the raw bytes hold more than the value tells. */
  { ok: true; value: unknown; lossy: boolean } | { ok: false; reason: string };

/** Parses a document; the reason of a failure quotes nothing of it. */
export function parseJson(bytes: Uint8Array): ParsedJson {
  const shape = measure(bytes);
  if (shape.depth > DEPTH) return { ok: false, reason: `is nested deeper than ${DEPTH} levels` };
  if (shape.values > VALUES) return { ok: false, reason: `holds more than ${VALUES} values` };
  const utf8 = decodeUtf8(bytes);
  try {
    const text = utf8 ?? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
    return { ok: true, value: JSON.parse(text), lossy: shape.lossy || utf8 === null };
  } catch {
    return { ok: false, reason: 'is not valid JSON' };
  }
}

/** Null where the bytes are no UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

interface Shape {
  depth: number;
  values: number;
  lossy: boolean;
}

/** One pass over the tokens; exact for valid JSON, harmless for anything else. */
function measure(bytes: Uint8Array): Shape {
  const shape: Shape = { depth: 0, values: 0, lossy: false };
  /** Keys seen in each open object, null for an array. */
  const open: (Set<string> | null)[] = [];
  let keyNext = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === 0x22) {
      const end = stringEnd(bytes, at);
      const keys = open.at(-1);
      if (keyNext && keys) {
        const key = keyText(bytes, at, end);
        if (keys.has(key)) shape.lossy = true;
        keys.add(key);
      }
      keyNext = false;
      shape.values++;
      at = end;
    } else if (byte === 0x7b || byte === 0x5b) {
      open.push(byte === 0x7b ? new Set() : null);
      keyNext = byte === 0x7b;
      shape.values++;
      shape.depth = Math.max(shape.depth, open.length);
    } else if (byte === 0x7d || byte === 0x5d) {
      open.pop();
      keyNext = false;
    } else if (byte === 0x2c) {
      keyNext = open.at(-1) instanceof Set;
    } else if (byte >= 0x30 && byte <= 0x39) {
      const end = digitsEnd(bytes, at);
      if (end - at > DIGITS) shape.lossy = true;
      shape.values++;
      at = end - 1;
    } else if (byte === 0x74 || byte === 0x66 || byte === 0x6e) {
      shape.values++;
      at += 2;
    }
    if (shape.depth > DEPTH || shape.values > VALUES) break;
  }
  return shape;
}

/** Position of the quote that ends the string whose opening quote is at `at`. */
function stringEnd(bytes: Uint8Array, at: number): number {
  for (let end = at + 1; end < bytes.length; end++) {
    if (bytes[end] === 0x5c) end++;
    else if (bytes[end] === 0x22) return end;
  }
  return bytes.length;
}

function digitsEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < bytes.length && (bytes[end] as number) >= 0x30 && (bytes[end] as number) <= 0x39)
    end++;
  return end;
}

/** The key as parsed: `\u0061` and `a` are the same member. */
function keyText(bytes: Uint8Array, at: number, end: number): string {
  const raw = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + at,
    Math.min(end + 1, bytes.length) - at,
  );
  const text = raw.toString('utf8');
  if (!text.includes('\\')) return text.slice(1, -1);
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

/** The own member `key` of an object; undefined for anything else. */
export function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

/** A member that is a string; null otherwise. */
export function text(value: unknown, key: string): string | null {
  const found = member(value, key);
  return typeof found === 'string' ? found : null;
}

/** A member that is an array; null otherwise. */
export function list(value: unknown, key: string): unknown[] | null {
  const found = member(value, key);
  return Array.isArray(found) ? found : null;
}
