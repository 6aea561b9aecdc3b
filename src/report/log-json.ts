/** JSON that may be printed: it parses to the very same strings, but shows nothing to obey. */

/** JSON.stringify itself escapes C0 controls and lone surrogates. */
const OBEYED = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}\p{DI}]/gu;

/**
 * `value` as JSON, indented by two spaces, with a final newline. Characters that a terminal or the
 * GitHub runner would act on are written as `\u` escapes; a line never begins with `::`, since
 * strings stand in quotes.
 */
export function stringifyForLogs(value: object): string {
  const json = JSON.stringify(value, null, 2);
  return `${json.replace(OBEYED, unicodeEscapes).replace(/##\[/g, '#\\u0023[')}\n`;
}

/** A character outside the basic plane is two escapes (RFC 8259, 7). */
function unicodeEscapes(character: string): string {
  let text = '';
  for (let i = 0; i < character.length; i++) {
    text += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }
  return text;
}
