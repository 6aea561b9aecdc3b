/** Writes a string from an image into HTML or Markdown that other people's browsers will draw. */
import { safeTextWithin } from './safe-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe text of at most `limit` characters, escaped for HTML text and quoted attributes. */
export function htmlText(text: string, limit: number): string {
  return escapeMarkup(safeTextWithin(text, limit));
}

/** Escapes a text that is safe already. */
export function escapeMarkup(safe: string): string {
  return safe.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/**
 * `htmlText` for prose that GitHub draws: `@` and `#` stand in elements of their own, so that what
 * follows is taken neither for a mention nor for an issue.
 */
export function htmlProse(text: string, limit: number): string {
  return breakMentions(htmlText(text, limit));
}

function breakMentions(markup: string): string {
  return markup.replace(/@|(?<!&)#/g, '<span>$&</span>');
}

/** Prose of our own in which what stands between backticks is code. */
export function htmlWithCode(text: string, limit: number): string {
  return drawCode(text, limit, escapeMarkup);
}

/** `htmlWithCode` for prose that GitHub draws. */
export function htmlProseWithCode(text: string, limit: number): string {
  return drawCode(text, limit, (piece) => breakMentions(escapeMarkup(piece)));
}

function drawCode(text: string, limit: number, drawProse: (safe: string) => string): string {
  const pieces = safeTextWithin(text, limit).split('`');
  // A backtick without a partner stands for itself.
  const paired = pieces.length % 2 === 1 ? pieces.length : pieces.length - 1;
  return pieces
    .map((piece, at) => {
      if (at >= paired) return `\`${drawProse(piece)}`;
      return at % 2 === 1 ? `<code>${escapeMarkup(piece)}</code>` : drawProse(piece);
    })
    .join('');
}

/** `htmlText` as code; GitHub looks for no mentions, links or emoji in it. */
export function htmlCode(text: string, limit: number): string {
  return `<code>${htmlText(text, limit)}</code>`;
}
