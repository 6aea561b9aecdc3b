/**
 * What can be told of a regular expression (RE2 syntax) without running it: how long a match may be,
 * which fixed texts every match must hold, how large its program gets. From the fixed texts come the
 * anchors that spare all other bytes the engine. It reads patterns that the engine has accepted; what
 * it does not understand it takes for "anything".
 */

export interface RegexShape {
  /** Bytes of the shortest and longest match; the longest may be Infinity. */
  min: number;
  max: number;
  /** Lower-case texts of which one stands in every match; the set whose shortest is longest. */
  literals: string[] | null;
  /** Number of single-character steps, repetitions unrolled. */
  size: number;
}

/** What is known of a piece. `exact`: all texts that it matches (lower case), where they are few. */
interface Piece {
  min: number;
  max: number;
  size: number;
  exact: string[] | null;
  required: string[] | null;
}

const MOST_TEXTS = 64;
const LONGEST_TEXT = 64;

/** The set that narrows more: its shortest text is longer, or it has fewer of the same length. */
function better(a: string[] | null, b: string[] | null): string[] | null {
  if (a === null || b === null) return a ?? b;
  const shortest = (set: string[]): number => Math.min(...set.map((text) => text.length));
  const difference = shortest(a) - shortest(b);
  return difference > 0 || (difference === 0 && a.length <= b.length) ? a : b;
}

const EMPTY: Piece = { min: 0, max: 0, size: 0, exact: [''], required: null };

const unknown = (min: number, max: number): Piece => ({
  min,
  max,
  size: 1,
  exact: null,
  required: null,
});

const texts = (...all: string[]): Piece => ({
  min: Math.min(...all.map((text) => text.length)),
  max: Math.max(...all.map((text) => text.length)),
  size: Math.max(...all.map((text) => text.length)),
  exact: [...new Set(all.map((text) => text.toLowerCase()))],
  required: null,
});

/** All the piece says of what must stand in a match. */
const told = ({ exact, required }: Piece): string[] | null =>
  exact !== null && exact.every((text) => text !== '') ? better(exact, required) : required;

/** Pieces one behind the other. */
function sequence(pieces: readonly Piece[]): Piece {
  let all = { min: 0, max: 0, size: 0 };
  let required: string[] | null = null;
  let run: string[] = [''];
  let exact = true;
  for (const piece of pieces) {
    all = { min: all.min + piece.min, max: all.max + piece.max, size: all.size + piece.size };
    required = better(required, piece.required);
    const joined: string[] | null = piece.exact === null ? null : product(run, piece.exact);
    if (joined !== null) run = joined;
    else {
      exact = false;
      if (run.every((text) => text !== '')) required = better(required, run);
      run = piece.exact ?? [''];
    }
  }
  if (exact) return { ...all, exact: run, required };
  if (run.every((text) => text !== '')) required = better(required, run);
  return { ...all, exact: null, required };
}

function product(left: readonly string[], right: readonly string[]): string[] | null {
  if (left.length * right.length > MOST_TEXTS) return null;
  const all = [...new Set(left.flatMap((start) => right.map((end) => start + end)))];
  return all.every((text) => text.length <= LONGEST_TEXT) ? all : null;
}

/** One of several pieces. */
function choice(options: readonly Piece[]): Piece {
  const [only] = options;
  if (options.length === 1 && only !== undefined) return only;
  const exacts = options.map(({ exact }) => exact);
  const exact = exacts.every((set) => set !== null) ? [...new Set(exacts.flat())] : null;
  const sets = options.map(told);
  const required = sets.every((set) => set !== null) ? [...new Set(sets.flat())] : null;
  return {
    min: Math.min(...options.map(({ min }) => min)),
    max: Math.max(...options.map(({ max }) => max)),
    size: options.reduce((sum, { size }) => sum + size + 1, 0),
    exact: exact !== null && exact.length <= MOST_TEXTS ? exact : null,
    required: required !== null && required.length <= MOST_TEXTS ? required : null,
  };
}

/** The piece `from` to `to` times. */
function repeated(piece: Piece, from: number, to: number): Piece {
  const times = (length: number, count: number): number => (length === 0 ? 0 : length * count);
  const size = piece.size * Math.max(1, to === Infinity ? from + 1 : to) + 1;
  const bounds = { min: times(piece.min, from), max: times(piece.max, to), size };
  if (from === 0) {
    const exact = to === 1 && piece.exact !== null ? [...new Set([...piece.exact, ''])] : null;
    return { ...bounds, exact, required: null };
  }
  if (from === to && from <= LONGEST_TEXT) {
    const copies = sequence(Array.from({ length: from }, () => piece));
    return { ...copies, ...bounds };
  }
  return { ...bounds, exact: null, required: told(piece) };
}

/**
 * @param source A pattern that the engine has accepted.
 */
export function shapeOf(source: string): RegexShape {
  const piece = new ShapeReader(source).alternatives();
  return { min: piece.min, max: piece.max, size: piece.size, literals: told(piece) };
}

const MARKS = /\\[AzbBG]|[$^]/y;
const ESCAPED_CLASS = /\\(?:[dDwWsSC]|[pP](?:\{[^}]*\}|.))/y;
const CODE = /\\(?:x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|([0-7]{1,3}))/y;
const REPEAT = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;
const GROUP = /\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?/y;
const FLAGS = /\(\?[a-zA-Z-]+\)/y;
const CLASS = /\[\^?\]?(?:\\(?:[pP]\{[^}]*\}|x\{[^}]*\}|[^])|\[:\^?\w+:\]|[^\]\\])*\]/y;
const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

class ShapeReader {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  alternatives(): Piece {
    const options: Piece[] = [];
    do options.push(this.#sequence());
    while (this.#take('|'));
    return choice(options);
  }

  #sequence(): Piece {
    const pieces: Piece[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      const piece = this.#atom();
      pieces.push(this.#repeat(piece));
    }
    return sequence(pieces);
  }

  #repeat(piece: Piece): Piece {
    const found = this.#match(REPEAT);
    if (found === null) return piece;
    const [, sign, from, comma, to] = found;
    if (sign !== undefined)
      return repeated(piece, sign === '+' ? 1 : 0, sign === '?' ? 1 : Infinity);
    const least = Number(from);
    return repeated(piece, least, comma === undefined ? least : to ? Number(to) : Infinity);
  }

  #atom(): Piece {
    if (this.#match(FLAGS) !== null || this.#match(MARKS) !== null) return EMPTY;
    if (this.#match(GROUP) !== null) return this.#group();
    if (this.#source.startsWith('\\Q', this.#at)) return this.#quoted();
    const code = this.#match(CODE);
    if (code !== null) {
      const value =
        code[3] !== undefined ? parseInt(code[3], 8) : parseInt(code[1] ?? code[2] ?? '', 16);
      return value < 0x80 ? texts(String.fromCharCode(value)) : unknown(1, 4);
    }
    if (this.#match(ESCAPED_CLASS) !== null) return unknown(1, 1);
    const set = this.#match(CLASS);
    if (set !== null) return classPiece(set[0]);
    const character = this.#source[this.#at] ?? '';
    this.#at += 1;
    if (character === '.') return unknown(1, 1);
    if (character !== '\\') return plain(character);
    const escaped = this.#source[this.#at] ?? '';
    this.#at += 1;
    return plain(Object.hasOwn(CONTROLS, escaped) ? (CONTROLS[escaped] ?? '') : escaped);
  }

  #group(): Piece {
    this.#depth += 1;
    const inside = this.#depth > 200 ? unknown(0, Infinity) : this.alternatives();
    this.#take(')');
    this.#depth -= 1;
    return inside;
  }

  #quoted(): Piece {
    const end = this.#source.indexOf('\\E', this.#at);
    const text = this.#source.slice(this.#at + 2, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#source.length : end + 2;
    return sequence([...text].map(plain));
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }
}

/** One character; one beyond ASCII is two to four bytes, whose case is not folded. */
function plain(character: string): Piece {
  return character <= '\x7f' ? texts(character) : unknown(1, 4);
}

/** A class; one of a few plain characters (`[Aa]`, `[.-]`) is told exactly. */
function classPiece(source: string): Piece {
  const inside = /^\[([A-Za-z0-9_.:=@#/ +-]{1,4})\]$/.exec(source)?.[1];
  if (inside === undefined || inside.slice(1, -1).includes('-')) return unknown(1, 1);
  return texts(...inside);
}
