import { describe, expect, test } from '@jest/globals';
import {
  discordBotToken,
  slackRotatedToken,
  slackWebhook,
  telegramBotToken,
} from '../../../src/detect/checks/chat-token.ts';

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

describe('discordBotToken', () => {
  const rest = `.${'G'.repeat(6)}.${'h'.repeat(38)}`;

  test('tells the bot', () => {
    expect(discordBotToken.verify(base64url('123456789012345678') + rest)).toEqual({
      ok: true,
      details: ['bot: 123456789012345678'],
    });
  });

  test.each(['1234', 'not a number here!', '0123456789012345678'])('refuses the ID %j', (id) => {
    expect(discordBotToken.verify(base64url(id) + rest).ok).toBe(false);
  });

  test('passes what it sealed', () => {
    const sealed = discordBotToken.seal(`${'Zz9_'.repeat(6)}${rest}`);
    expect(discordBotToken.verify(sealed).ok).toBe(true);
  });
});

describe('slackRotatedToken', () => {
  test('tells the team', () => {
    const body = base64url(`2-2-123456789012-234567890123-345678901234-${'ab'.repeat(32)}`);
    expect(slackRotatedToken.verify(`xoxe.xoxp-1-${body}`)).toEqual({
      ok: true,
      details: ['team: 123456789012'],
    });
  });

  test('refuses noise and a token cut short', () => {
    expect(slackRotatedToken.verify(`xoxe-1-${'q'.repeat(146)}`).ok).toBe(false);
    expect(slackRotatedToken.verify(`xoxe-1-${base64url('3-1-123456789012')}`).ok).toBe(false);
  });

  test('seals to letters and digits only, of a length that the rules take', () => {
    for (const seed of ['a', 'Z', '5', '_']) {
      const sealed = slackRotatedToken.seal(`xoxe-1-${seed.repeat(150)}`);
      expect(slackRotatedToken.verify(sealed).ok).toBe(true);
      expect(sealed).toMatch(/^xoxe-1-[A-Za-z0-9]{140,170}$/);
    }
  });
});

describe('what only tells', () => {
  test('proves nothing', () => {
    expect(telegramBotToken.proves).toBe(false);
    expect(slackWebhook.proves).toBe(false);
  });

  test('names a bot and a team', () => {
    expect(telegramBotToken.verify(`4711471147:AA${'b'.repeat(33)}`).details).toEqual([
      'bot: 4711471147',
    ]);
    const url = ['hooks.slack.com', 'services', 'T0AAAA111', 'B0BBBB222', 'c'.repeat(24)].join('/');
    expect(slackWebhook.verify(url).details).toEqual(['team: T0AAAA111']);
  });
});
