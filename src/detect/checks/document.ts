/** JSON documents in base64 (RFC 4648 section 4), as several providers put them into their tokens. */

/** Longer texts are no token. */
const LONGEST = 4096;

/** @returns null for what is no JSON object; members of another prototype do not exist. */
export const readDocument = (text: string): Record<string, unknown> | null => {
  if (text.length > LONGEST) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return Object.assign(Object.create(null) as Record<string, unknown>, value);
  } catch {
    return null;
  }
};

export const encodeDocument = (value: object): string =>
  Buffer.from(JSON.stringify(value)).toString('base64');

/** `name: value` where the value is short and plain enough to be shown; else nothing. */
export const plainDetail = (name: string, value: unknown): string[] => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[\w.:/@-]{1,80}$/.test(text) ? [`${name}: ${text}`] : [];
};
