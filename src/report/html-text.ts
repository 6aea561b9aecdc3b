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
  return htmlText(text, limit).replace(/@|(?<!&)#/g, '<span>$&</span>');
}

/** `htmlText` as code; GitHub looks for no mentions, links or emoji in it. */
export function htmlCode(text: string, limit: number): string {
  return `<code>${htmlText(text, limit)}</code>`;
}
