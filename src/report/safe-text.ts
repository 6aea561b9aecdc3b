/**
 * Makes any string from an image safe to print. A file name may hold a newline and a workflow
 * command, an escape sequence that repaints the terminal, or an override that turns text around; a
 * reader of the log must see such characters, and no program may obey them.
 */

/**
 * Controls, invisible and default-ignorable characters, direction overrides, separators of lines and
 * lone surrogates. `\p{Cf}` holds the overrides of UAX #9, `\p{DI}` the fillers and tag characters.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}\p{Cs}]/gu;

/** The runner trims a line and looks for `::` at its start (actions/runner, ActionCommand.cs). */
const COMMAND = /^([^\S\n]*):(?=:)/gm;

/** The runner looks for the old form anywhere in a line. */
const OLD_COMMAND = /##\[/g;

/** Whether a text has characters that `safeText` would show as escapes, a line end among them. */
export function holdsUnsafe(text: string): boolean {
  return text.search(UNSAFE) >= 0;
}

/**
 * `text` on one line, without anything that a terminal, a log viewer or the GitHub runner acts on.
 * Such characters become escapes (`\n`, `\x1b`, `\u{202e}`); a backslash stays as it is, so the
 * result is for reading and not for turning back. Safe text comes out unchanged.
 */
export function safeText(text: string): string {
  return breakCommands(text.replace(UNSAFE, escapeCharacter));
}

/**
 * Puts a backslash into what the runner would take for a workflow command, in a text that may have
 * several lines of our own. For finished output: safe pieces put side by side may form a command.
 */
export function breakCommands(text: string): string {
  return text.replace(COMMAND, '$1\\:').replace(OLD_COMMAND, '##\\[');
}

/** One character as a visible escape of ASCII characters. */
function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/**
 * Safe text of at most `limit` UTF-16 units: a longer one loses its middle, since the end of a path
 * tells more than its middle. Never cuts a surrogate pair.
 */
export function safeTextWithin(text: string, limit: number): string {
  // What lies beyond cannot be shown, so a name of many megabytes is not escaped as a whole.
  const bounded = text.length <= 2 * limit ? text : `${text.slice(0, limit)}…${text.slice(-limit)}`;
  const safe = safeText(bounded);
  if (safe.length <= limit) return safe;
  const head = Math.floor((limit - 1) / 3);
  const tail = safe.slice(safe.length - (limit - 1 - head));
  return `${trimSurrogates(safe.slice(0, head))}…${trimSurrogates(tail)}`;
}

/** A text that may have several lines by intent, as a fix; each line safe and within `limit`. */
export function safeLines(text: string, limit: number): string[] {
  return text.split('\n').map((line) => safeTextWithin(line, limit));
}

function trimSurrogates(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
