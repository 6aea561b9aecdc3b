/** Fits text into the columns of a terminal. Takes safe text without colours. */

/** Characters of two columns (UAX #11 wide and full-width, and emoji), coarsely by block. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const MARK = /\p{M}/u;

/** Columns that a text takes in a terminal. */
export function columns(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

function columnsOf(character: string): number {
  if (character < '\u0300') return 1;
  if (MARK.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/**
 * Breaks a text at blanks into lines of at most `width` columns; a longer word is broken wherever the
 * line ends. Never empty.
 */
export function wrap(text: string, width: number): string[] {
  // The indentation of a snippet (YAML) means something; what follows it is broken as prose is.
  const indent = /^ *(?=\S)/.exec(text)?.[0] ?? '';
  if (indent !== '' && indent.length < width / 2) {
    return wrap(text.slice(indent.length), width - indent.length).map((line) => indent + line);
  }
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    for (const piece of pieces(word, width)) {
      const wide = columns(piece);
      if (line !== '' && used + 1 + wide <= width) {
        line += ` ${piece}`;
        used += 1 + wide;
      } else {
        if (line !== '') lines.push(line);
        line = piece;
        used = wide;
      }
    }
  }
  lines.push(line);
  return lines;
}

function pieces(word: string, width: number): string[] {
  if (columns(word) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const wide = columnsOf(character);
    if (used + wide > width && piece !== '') {
      found.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += wide;
  }
  found.push(piece);
  return found;
}

/** The text in at most `width` columns; a longer one ends in `…`. */
export function clip(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += columnsOf(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept}…`;
}
