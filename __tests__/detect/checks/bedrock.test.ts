import { describe, expect, test } from '@jest/globals';
import { bedrockLongTermKey, bedrockShortTermKey } from '../../../src/detect/checks/bedrock.ts';

const encode = (text: string): string => Buffer.from(text).toString('base64');
const stamp = (time: number): string =>
  new Date(time).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');

/** A short-term key signed at `time` for `seconds`. */
const shortTerm = (time: number, seconds: number): string =>
  `bedrock-api-key-${encode(
    'bedrock.amazonaws.com/?Action=CallWithBearerToken&X-Amz-Algorithm=AWS4-HMAC-SHA256' +
      `&X-Amz-Credential=ASIA${'ABCDEFGH'.repeat(2)}%2F20260101%2Feu-central-1%2Fbedrock%2Faws4_request` +
      `&X-Amz-Date=${stamp(time)}&X-Amz-Expires=${seconds}`,
  )}`;

describe('a long-term key of Bedrock', () => {
  test('tells the account', () => {
    const key = `ABSK${encode(`BedrockAPIKey-q1w2-at-210987654321:${'r'.repeat(44)}`)}`;
    expect(bedrockLongTermKey.verify(key)).toEqual({
      ok: true,
      details: ['AWS account: 210987654321'],
    });
  });

  test.each([
    ['an account of eleven digits', `BedrockAPIKey-q1w2-at-21098765432:secret`],
    ['no account', `BedrockAPIKey-q1w2:${'r'.repeat(44)}`],
    ['other text', 'x'.repeat(90)],
  ])('is none with %s', (_name, text) => {
    expect(bedrockLongTermKey.verify(`ABSK${encode(text)}`)).toEqual({ ok: false, details: [] });
  });
});

describe('a short-term key of Bedrock', () => {
  test('tells key ID, region and end, and lives until then', () => {
    const now = Math.floor(Date.now() / 1000) * 1000;
    const result = bedrockShortTermKey.verify(shortTerm(now, 3600));
    expect(result).toEqual({
      ok: true,
      alive: true,
      details: [
        `AWS key ID: ASIA${'ABCDEFGH'.repeat(2)}`,
        'region: eu-central-1',
        `expires: ${new Date(now + 3_600_000).toISOString()}`,
      ],
    });
  });

  test('is over when its seconds have passed', () => {
    expect(bedrockShortTermKey.verify(shortTerm(Date.UTC(2025, 0, 2), 43_200)).alive).toBe(false);
  });

  test('does not verify when it was cut short', () => {
    const cut = shortTerm(Date.now(), 60).slice(0, 60);
    expect(bedrockShortTermKey.verify(cut)).toMatchObject({ ok: false, alive: true, details: [] });
  });
});
