/**
 * Amazon Bedrock's API keys are base64 over a plain text: the long-term one names the IAM user and
 * the account, the short-term one is a presigned URL (AWS Signature Version 4, query parameters).
 * Source: docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html and its token generators.
 */
import type { CredentialCheck } from './index.ts';

const LONG_PREFIX = 'ABSK';
const SHORT_PREFIX = 'bedrock-api-key-';

const decode = (base64: string): string => Buffer.from(base64, 'base64').toString('latin1');
const encode = (text: string): string => Buffer.from(text, 'latin1').toString('base64');

/** `BedrockAPIKey-<4 characters>-at-<account>:<secret>`. */
export const bedrockLongTermKey: CredentialCheck = {
  verify: (secret) => {
    const text = decode(secret.slice(LONG_PREFIX.length));
    const account = /^BedrockAPIKey-[A-Za-z0-9]{1,12}-at-(\d{12}):/.exec(text)?.[1];
    return account === undefined
      ? { ok: false, details: [] }
      : { ok: true, details: [`AWS account: ${account}`] };
  },
  seal: (shape) =>
    LONG_PREFIX +
    encode(`BedrockAPIKey-a1b2-at-123456789012:${shape.slice(-44).replace(/=/g, '0')}`),
};

/** When a presigned URL ends: `X-Amz-Date` (basic ISO 8601) and `X-Amz-Expires` (seconds). */
const endOf = (url: string): number | null => {
  const date = /X-Amz-Date=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(url);
  const seconds = /X-Amz-Expires=(\d{1,7})/.exec(url)?.[1];
  if (date === null || seconds === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = date
    .slice(1)
    .map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) + Number(seconds) * 1000;
};

/** `bedrock.amazonaws.com/?Action=CallWithBearerToken&X-Amz-…`. */
export const bedrockShortTermKey: CredentialCheck = {
  verify: (secret) => {
    const url = decode(secret.slice(SHORT_PREFIX.length));
    const scope =
      /X-Amz-Credential=([A-Z0-9]{16,32})(?:%2F|\/)\d{8}(?:%2F|\/)([a-z0-9-]{5,24})/.exec(url);
    const end = endOf(url);
    const details = [];
    if (scope !== null) details.push(`AWS key ID: ${scope[1]}`, `region: ${scope[2]}`);
    if (end !== null && end < 8.64e15) details.push(`expires: ${new Date(end).toISOString()}`);
    return { ok: scope !== null, details, alive: end === null || end > Date.now() };
  },
  seal: (shape) => {
    const id = shape
      .slice(-16)
      .toUpperCase()
      .replace(/[^A-Z2-7]/g, 'Q');
    const query =
      `Action=CallWithBearerToken&X-Amz-Algorithm=AWS4-HMAC-SHA256` +
      `&X-Amz-Credential=ASIA${id}%2F20240101%2Fus-east-1%2Fbedrock%2Faws4_request` +
      `&X-Amz-Signature=${encode(shape.slice(-24))}`;
    return SHORT_PREFIX + encode(`bedrock.amazonaws.com/?${query}`).replace(/=+$/, '');
  },
};
