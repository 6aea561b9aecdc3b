/**
 * Draws a secret so that its owner knows it again and nobody can use it, and takes known secrets out
 * of texts that a report quotes. Behind this file no value holds a secret.
 */

/** Below this many bytes nothing of a secret is shown, only how long it is, roughly. */
const SHORT = 16;

/** At most so many bytes are shown at the front and at the end, however long the secret is. */
const HEAD = 8;
const TAIL = 4;

/** Labels of RFC 7468 and of the tools that borrow its form; any other may itself be a secret. */
const PEM_LABEL =
  /-----BEGIN ((?:(?:RSA|DSA|EC|OPENSSH|ENCRYPTED|ANY|SSH2 ENCRYPTED) )?PRIVATE KEY|PGP PRIVATE KEY BLOCK|CERTIFICATE)-----/;

/** The mark for what is left out. */
const CUT = '…';

/**
 * A secret for the eye: first and last few bytes around `…`, together at most a quarter of it and at
 * most 12. Of a short one only its length class; of a PEM block or a PuTTY key only its kind. The
 * result is printable ASCII but for `…`: all other bytes are shown as `\xhh`, `\n`, `\r`, `\t`.
 */
export function redact(secret: Uint8Array): string {
  const start = Buffer.from(secret.subarray(0, 256)).toString('latin1');
  const label = PEM_LABEL.exec(start)?.[1];
  if (label !== undefined) return `-----BEGIN ${label}----- ${CUT}`;
  if (start.includes('-----BEGIN ')) return `${CUT} (a PEM block)`;
  if (start.includes('PuTTY-User-Key-File')) return `${CUT} (a PuTTY private key)`;
  if (secret.length < SHORT) {
    return secret.length < 8
      ? `${CUT} (fewer than 8 characters)`
      : `${CUT} (8 to ${SHORT - 1} characters)`;
  }
  const shown = Math.floor(secret.length / 4);
  const tail = Math.min(TAIL, Math.floor(shown / 3));
  const head = Math.min(HEAD, shown - tail);
  return `${visible(secret.subarray(0, head))}${CUT}${visible(secret.subarray(secret.length - tail))}`;
}

/** Bytes as printable ASCII. */
function visible(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else if (byte === 0x0a) text += '\\n';
    else if (byte === 0x0d) text += '\\r';
    else if (byte === 0x09) text += '\\t';
    else text += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return text;
}

/** Secret bytes that are looked for at a time; bounds the memory, whatever an image holds. */
const BATCH = 256 * 1024;

/** Bytes of one text that are drawn; behind them `…` stands for the rest. */
const DRAWN = 64 * 1024;

/**
 * A text with every known secret replaced by its redacted form: as it is, percent-encoded (RFC 3986),
 * behind backslashes, in base64 or base64url at any shift (RFC 4648). A piece of a secret, as a line
 * continuation or a heredoc leaves it, becomes `…`: what stays holds no run of a secret longer than a
 * quarter of it (but 5 bytes of a secret below 24, and never more than 11). For many texts call
 * `redactLines`, which looks at each secret once.
 */
export function redactWithin(line: string, secrets: readonly Uint8Array[]): string {
  return redactLines([line], secrets)[0] ?? '';
}

/**
 * Takes whole secrets out of a name: a path, a reference. Pieces stay, so that `app/postgresql` is
 * still that beside the password `postgres1`; a name that spells a secret out does not.
 */
export function hideWhole(name: string, secrets: readonly Uint8Array[]): string {
  let hidden = name;
  for (const secret of secrets) {
    const text = Buffer.from(secret).toString('utf8');
    for (const spelling of new Set([text, encodeURIComponent(text)])) {
      if (spelling !== '' && hidden.includes(spelling)) {
        hidden = hidden.replaceAll(spelling, redact(secret));
      }
    }
  }
  return hidden;
}

/**
 * `redactWithin` for many texts: a result for each, in their order. Takes time in proportion to the
 * texts times the number of 256 KiB batches of secrets. A text is drawn up to 64 KiB.
 */
export function redactLines(lines: readonly string[], secrets: readonly Uint8Array[]): string[] {
  const pages = lines.map(openPage);
  for (const batch of batches(secrets)) {
    const index = indexSecrets(batch);
    for (const page of pages) for (const view of page.views) hide(page, view, index);
  }
  return pages.map((page) => draw(page, secrets));
}

/** A text under redaction, as UTF-8 bytes in a latin1 string, so that a character is a byte. */
interface Page {
  bytes: string;
  cut: boolean;
  views: View[];
  /** 1 for each byte that must not be shown. */
  hidden: Uint8Array;
  /** Whole secrets by their first byte: where they end and what they are. */
  whole: Map<number, { end: number; secret: string }>;
}

/** A decoding of a page; `from[i]` and `to[i]` are the page's bytes that byte i was made of. */
interface View {
  text: string;
  from: Uint32Array;
  to: Uint32Array;
}

function openPage(line: string): Page {
  const all = Buffer.from(line, 'utf8');
  const bytes = all.toString('latin1', 0, DRAWN);
  return {
    bytes,
    cut: all.length > DRAWN,
    views: [...viewsOf(bytes)],
    hidden: new Uint8Array(bytes.length),
    whole: new Map(),
  };
}

/** All readings of a text under which a secret may stand in it. */
function* viewsOf(bytes: string): Generator<View> {
  yield replaced(bytes, /[^]/g, (piece) => piece);
  if (bytes.includes('%')) {
    yield replaced(bytes, /%[0-9a-f]{2}|[^]/gi, (piece) =>
      piece.length === 3 ? String.fromCharCode(parseInt(piece.slice(1), 16)) : piece,
    );
  }
  if (bytes.includes('\\')) {
    // A shell drops the backslash before any character; JSON and ANSI-C quoting give some a meaning.
    yield replaced(bytes, /\\[^]|[^]/g, (piece) => piece.slice(-1));
    yield replaced(bytes, /\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[^]|[^]/gi, unescapePiece);
  }
  for (const run of bytes.matchAll(/[A-Za-z0-9+/_-]{8,}/g)) {
    for (let shift = 0; shift < 4; shift++) yield decoded(run[0], run.index, shift);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescapePiece(piece: string): string {
  if (piece.length === 1) return piece;
  if (piece.length > 2) {
    const character = String.fromCharCode(parseInt(piece.slice(2), 16));
    return Buffer.from(character, 'utf8').toString('latin1');
  }
  const escaped = piece.charAt(1);
  return Object.hasOwn(ESCAPES, escaped) ? (ESCAPES[escaped] ?? escaped) : escaped;
}

/** The view in which each match of `pattern` (they must cover the text) is replaced by no more bytes. */
function replaced(bytes: string, pattern: RegExp, replace: (piece: string) => string): View {
  const from = new Uint32Array(bytes.length);
  const to = new Uint32Array(bytes.length);
  let text = '';
  for (const match of bytes.matchAll(pattern)) {
    const made = replace(match[0]);
    from.fill(match.index, text.length, text.length + made.length);
    to.fill(match.index + match[0].length, text.length, text.length + made.length);
    text += made;
  }
  return { text, from, to };
}

/** What a run of base64 means when it is read from its character `shift` on. */
function decoded(run: string, start: number, shift: number): View {
  const text = Buffer.from(run.slice(shift), 'base64').toString('latin1');
  const from = new Uint32Array(text.length);
  const to = new Uint32Array(text.length);
  for (let i = 0; i < text.length; i++) {
    from[i] = start + shift + Math.floor((8 * i) / 6);
    to[i] = start + shift + Math.floor((8 * i + 7) / 6) + 1;
  }
  return { text, from, to };
}

/** Pieces of secrets by their length, and the secrets themselves. */
interface SecretIndex {
  pieces: Map<number, Set<string>>;
  secrets: Set<string>;
}

/** Bytes of a secret that must not be seen in a row. */
function pieceLength(secret: number): number {
  return Math.min(secret, Math.max(6, Math.min(12, Math.floor(secret / 4) + 1)));
}

/** The secrets in batches that end with the secret that reaches `BATCH` bytes. */
function* batches(secrets: readonly Uint8Array[]): Generator<string[]> {
  let batch: string[] = [];
  let size = 0;
  for (const secret of secrets) {
    if (secret.length === 0) continue;
    batch.push(Buffer.from(secret).toString('latin1'));
    size += secret.length;
    if (size < BATCH) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

function indexSecrets(secrets: readonly string[]): SecretIndex {
  const pieces = new Map<number, Set<string>>();
  for (const secret of secrets) {
    const length = pieceLength(secret.length);
    const set = pieces.get(length) ?? new Set();
    pieces.set(length, set);
    for (let i = 0; i + length <= secret.length; i++) set.add(secret.slice(i, i + length));
  }
  return { pieces, secrets: new Set(secrets) };
}

/** Marks on the page all that the view shows of the indexed secrets. */
function hide(page: Page, view: View, index: SecretIndex): void {
  const covered = new Uint8Array(view.text.length);
  for (const [length, set] of index.pieces) {
    for (let i = 0; i + length <= view.text.length; i++) {
      if (set.has(view.text.slice(i, i + length))) covered.fill(1, i, i + length);
    }
  }
  for (let i = 0; i < covered.length; i++) {
    if (covered[i] === 0) continue;
    const start = i;
    while (covered[i] === 1) i++;
    const from = view.from[start] ?? 0;
    const end = view.to[i - 1] ?? 0;
    page.hidden.fill(1, from, end);
    const secret = view.text.slice(start, i);
    if (index.secrets.has(secret)) page.whole.set(from, { end, secret });
  }
}

/** The page with each run of hidden bytes replaced. */
function draw(page: Page, secrets: readonly Uint8Array[]): string {
  const { hidden, bytes } = page;
  let text = '';
  for (let i = 0; i < hidden.length;) {
    const start = i;
    while (i < hidden.length && hidden[i] === hidden[start]) i++;
    if (hidden[start] === 0) text += Buffer.from(bytes.slice(start, i), 'latin1').toString('utf8');
    else {
      const whole = page.whole.get(start);
      text += whole?.end === i ? labelOf(whole.secret, secrets) : CUT;
    }
  }
  return page.cut ? `${text}${CUT}` : text;
}

/** The redacted form, but `…` for a secret around another, of which it might show too much. */
function labelOf(text: string, secrets: readonly Uint8Array[]): string {
  const secret = Buffer.from(text, 'latin1');
  const around = secrets.some(
    (other) => other.length > 0 && other.length < secret.length && secret.indexOf(other) !== -1,
  );
  return around ? CUT : redact(secret);
}
