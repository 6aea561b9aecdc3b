/**
 * Go's `filepath.Match` on Unix, which BuildKit uses for the sources of COPY and ADD: `*` and `?`
 * stop at `/`, classes are `[a-z]` and `[^a-z]`, `\` escapes. Own code, since the glob libraries
 * differ in classes and braces, and linear in text times pattern whatever the pattern.
 */

type Token = { kind: 'char'; char: string } | { kind: 'any' } | { kind: 'star' } | Class;

interface Class {
  kind: 'class';
  negated: boolean;
  ranges: [string, string][];
}

/** Null where Go says the pattern is malformed. */
export function compileGoPattern(pattern: string): ((text: string) => boolean) | null {
  const tokens = tokenize(pattern);
  return tokens === null ? null : (text) => matches(tokens, [...text]);
}

export function hasWildcard(pattern: string): boolean {
  return /[*?[\\]/.test(pattern);
}

function tokenize(pattern: string): Token[] | null {
  const chars = [...pattern];
  const tokens: Token[] = [];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] as string;
    if (char === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' });
    } else if (char === '?') tokens.push({ kind: 'any' });
    else if (char === '\\') {
      const next = chars[++at];
      if (next === undefined) return null;
      tokens.push({ kind: 'char', char: next });
    } else if (char === '[') {
      const found = readClass(chars, at + 1);
      if (found === null) return null;
      tokens.push(found.token);
      at = found.end;
    } else tokens.push({ kind: 'char', char });
  }
  return tokens;
}

/** @param from index behind the bracket; `end` is the index of the closing one */
function readClass(chars: string[], from: number): { token: Class; end: number } | null {
  let at = from;
  const negated = chars[at] === '^';
  if (negated) at++;
  const ranges: [string, string][] = [];
  while (at < chars.length) {
    if (chars[at] === ']' && ranges.length > 0) {
      return { token: { kind: 'class', negated, ranges }, end: at };
    }
    const low = readClassChar(chars, at);
    if (low === null) return null;
    at = low.next;
    let high = low.char;
    if (chars[at] === '-') {
      const end = readClassChar(chars, at + 1);
      if (end === null) return null;
      high = end.char;
      at = end.next;
    }
    ranges.push([low.char, high]);
  }
  return null;
}

function readClassChar(chars: string[], at: number): { char: string; next: number } | null {
  const char = chars[at];
  if (char === undefined || char === '-' || char === ']') return null;
  if (char !== '\\') return { char, next: at + 1 };
  const escaped = chars[at + 1];
  return escaped === undefined ? null : { char: escaped, next: at + 2 };
}

/** Remembers the last star only: a later star makes an earlier one's choice irrelevant. */
function matches(tokens: Token[], text: string[]): boolean {
  let token = 0;
  let at = 0;
  let star = -1;
  let mark = 0;
  while (at < text.length) {
    const now = tokens[token];
    if (now !== undefined && now.kind !== 'star' && accepts(now, text[at] as string)) {
      token++;
      at++;
    } else if (now?.kind === 'star') {
      star = token++;
      mark = at;
    } else if (star >= 0 && text[mark] !== '/') {
      token = star + 1;
      at = ++mark;
    } else return false;
  }
  while (tokens[token]?.kind === 'star') token++;
  return token === tokens.length;
}

function accepts(token: Exclude<Token, { kind: 'star' }>, char: string): boolean {
  switch (token.kind) {
    case 'char':
      return token.char === char;
    case 'any':
      return char !== '/';
    case 'class':
      return (
        char !== '/' &&
        token.ranges.some(([low, high]) => low <= char && char <= high) !== token.negated
      );
  }
}
