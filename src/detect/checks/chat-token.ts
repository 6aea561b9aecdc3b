/** Tokens of chat services that name their owner: Discord's and Telegram's bots, Slack's teams. */
import type { CredentialCheck } from './index.ts';

const decoded = (text: string): string => Buffer.from(text, 'base64').toString('latin1');

const encoded = (text: string): string => Buffer.from(text).toString('base64url');

/** Digits drawn from a text. */
const digitsFrom = (shape: string, length: number): string =>
  [...shape.padEnd(length, '7')]
    .slice(0, length)
    .map((character) => String(character.charCodeAt(0) % 10))
    .join('');

/** The first part is the bot's ID, a snowflake of 17 to 20 digits. Source: discord.com/developers/docs/reference. */
export const discordBotToken: CredentialCheck = {
  verify: (secret) => {
    const id = decoded(secret.slice(0, secret.indexOf('.')));
    return /^[1-9][0-9]{16,19}$/.test(id)
      ? { ok: true, details: [`bot: ${id}`] }
      : { ok: false, details: [] };
  },
  seal: (shape) => {
    const [first = '', ...rest] = shape.split('.');
    return [encoded(`1${digitsFrom(first, 17)}`), ...rest].join('.');
  },
};

/**
 * A rotated token of Slack: version, then base64 of numbers (version, team, app, user, …) joined by
 * hyphens. Source: api.slack.com/authentication/rotation and tokens of the stated form.
 */
export const slackRotatedToken: CredentialCheck = {
  verify: (secret) => {
    const parts = decoded(secret.slice(secret.lastIndexOf('-') + 1)).split('-');
    const [first = '', , team = ''] = parts;
    const ok = parts.length >= 5 && /^\d{1,2}$/.test(first) && /^\d{8,14}$/.test(team);
    return { ok, details: ok ? [`team: ${team}`] : [] };
  },
  seal: (shape) => {
    const at = shape.lastIndexOf('-') + 1;
    const body = shape.slice(at);
    const hash = Buffer.from(body.slice(-32)).toString('hex');
    const numbers = ['2', '2', ...[0, 13, 26].map((i) => `3${digitsFrom(body.slice(i), 12)}`)];
    const text = encoded([...numbers, hash].join('-'));
    return shape.slice(0, at) + text;
  },
};

/** @param told What the finding says; the token itself proves nothing. */
const naming = (name: string, told: RegExp): CredentialCheck => ({
  verify: (secret) => {
    const value = told.exec(secret)?.[1];
    return { ok: true, details: value === undefined ? [] : [`${name}: ${value}`] };
  },
  seal: (shape) => shape,
  proves: false,
});

/** Source: core.telegram.org/bots/api, the bot's ID stands before the colon. */
export const telegramBotToken = naming('bot', /^(\d{5,16}):/);

/** Source: docs.slack.dev, incoming webhooks: team (or enterprise), app, secret. */
export const slackWebhook = naming('team', /\/([TE][A-Za-z0-9]{6,12})\//);
