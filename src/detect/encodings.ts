/**
 * How a value looks when a tool has written it down: as it is, in base64 at each of its three
 * alignments, percent-encoded, in hexadecimal, as a JSON string or in markup. A value that is known
 * is searched for in all of these at once.
 */

export interface EncodedForm {
  encoding: 'plain' | 'base64' | 'percent' | 'hex' | 'json' | 'markup';
  /** The bytes to find, one character a byte. */
  literal: string;
}

/**
 * The characters of base64 (RFC 4648 sections 4 and 5) that the value alone decides when `shift`
 * bytes of something else stand before it in the same text, and anything behind it.
 */
const base64At = (value: Uint8Array, shift: number, alphabet: 'base64' | 'base64url'): string => {
  const text = Buffer.concat([Buffer.alloc(shift), value]).toString(alphabet);
  return text.slice(Math.ceil((8 * shift) / 6), Math.floor((8 * (shift + value.length)) / 6));
};

const percent = (byte: number, upper: boolean): string => {
  const digits = byte.toString(16).padStart(2, '0');
  return `%${upper ? digits.toUpperCase() : digits}`;
};

/** What each encoder leaves as it is: RFC 3986 section 2.3; encodeURIComponent; encodeURI. */
const unreserved = [/[\w.~-]/, /[\w.~!*'()-]/, /[\w.~!*'();/?:@&=+$,#-]/];

/** Percent-encoded (RFC 3986 section 2.1); a blank as `+` in forms (WHATWG URL, form-urlencoded). */
const percentForms = (value: string): string[] =>
  unreserved.flatMap((kept) =>
    [true, false].flatMap((upper) => {
      const text = value.replace(/[^]/g, (c) =>
        kept.test(c) ? c : percent(c.charCodeAt(0), upper),
      );
      return [text, text.replaceAll('%20', '+')];
    }),
  );

const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const escaped = (character: string, upper: boolean): string => {
  const digits = character.charCodeAt(0).toString(16).padStart(4, '0');
  return `\\u${upper ? digits.toUpperCase() : digits}`;
};

/** A JSON string's inside (RFC 8259 section 7), as its usual writers put it. */
const jsonForms = (text: string): string[] => {
  const forms = new Set([JSON.stringify(text).slice(1, -1)]);
  const also = (change: (form: string) => string): void => {
    for (const form of [...forms]) forms.add(change(form));
  };
  // PHP escapes the solidus; Go what markup could take for its own; Python all that is not ASCII.
  also((form) => form.replaceAll('/', '\\/'));
  also((form) => form.replace(/[<>&]/g, (c) => escaped(c, false)));
  for (const upper of [false, true]) {
    also((form) => form.replace(/[\u0080-\uffff]/g, (c) => escaped(c, upper)));
  }
  // JSON in a string of JSON.
  also((form) => JSON.stringify(form).slice(1, -1));
  return [...forms].map(bytesOf);
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML 1.0 section 4.6; `&#39;` is how HTML's writers put the apostrophe. */
const markupForms = (text: string): string[] => {
  const least = text.replace(/[&<>]/g, (c) => entities[c] ?? c);
  const most = text.replace(/[&<>"']/g, (c) => entities[c] ?? c);
  return [least, most, most.replaceAll('&apos;', '&#39;')].map(bytesOf);
};

/** Text where the bytes are UTF-8, else null. */
const asText = (value: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
  } catch {
    return null;
  }
};

/** All forms of a value of at least 8 bytes, each once, the plain one first. */
export const encodedForms = (value: Uint8Array): EncodedForm[] => {
  const plain = Buffer.from(value).toString('latin1');
  const hex = Buffer.from(value).toString('hex');
  const text = asText(value);
  const forms: Record<EncodedForm['encoding'], string[]> = {
    plain: [plain],
    base64: [0, 1, 2].flatMap((shift) => [
      base64At(value, shift, 'base64'),
      base64At(value, shift, 'base64url'),
    ]),
    percent: percentForms(plain),
    hex: [hex, hex.toUpperCase()],
    json: text === null ? [] : jsonForms(text),
    markup: text === null ? [] : markupForms(text),
  };
  const seen = new Set<string>();
  return (Object.keys(forms) as EncodedForm['encoding'][]).flatMap((encoding) =>
    forms[encoding].flatMap((literal) => {
      if (seen.has(literal)) return [];
      seen.add(literal);
      return [{ encoding, literal }];
    }),
  );
};
