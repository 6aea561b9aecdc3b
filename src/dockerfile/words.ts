/**
 * Splits and unquotes Dockerfile words (moby/buildkit frontend/dockerfile/shell/lex.go): blanks
 * separate, single and double quotes and the escape character join.
 */

export interface Word {
  /** As written, quotes kept. */
  text: string;
  /** From 0, in UTF-16 units. */
  offset: number;
}

/** Words as written. A quote that is never closed reaches to the end. */
export function quotedWords(text: string, escape: string): Word[] {
  const words: Word[] = [];
  let start = -1;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (quote === '' && /\s/.test(char)) {
      if (start >= 0) words.push({ text: text.slice(start, at), offset: start });
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (char === escape && quote !== "'") at++;
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
  }
  if (start >= 0) words.push({ text: text.slice(start), offset: start });
  return words;
}

/** Removes quotes and escapes; variables stay as they are. */
export function unquote(text: string, escape: string): string {
  let plain = '';
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === escape && quote !== "'" && at + 1 < text.length) {
      const next = text[at + 1] as string;
      if (quote === '"' && next !== '"' && next !== '$' && next !== escape) plain += char;
      plain += next;
      at++;
    } else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
    else plain += char;
  }
  return plain;
}
