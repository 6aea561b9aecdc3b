/** Tokens of Neptune and Sentry, which carry the address they belong to in a JSON document. */
import { encodeDocument, plainDetail, readDocument } from './document.ts';
import type { CredentialCheck } from './index.ts';

const failed = { ok: false, details: [] };

/** Digits of a UUID, drawn from a text. */
const uuidFrom = (shape: string): string => {
  const digits = Buffer.from(shape.slice(-16).padStart(16, '0')).toString('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join('-');
};

/** Source: neptune client, `api_address`, `api_url` and `api_key` (a UUID) in base64. */
export const neptuneToken: CredentialCheck = {
  verify: (secret) => {
    const document = readDocument(secret);
    if (document === null || !/^[0-9a-f-]{36}$/i.test(String(document['api_key']))) return failed;
    return { ok: true, details: plainDetail('address', document['api_address']) };
  },
  seal: (shape) =>
    encodeDocument({
      api_address: 'https://app.neptune.ai',
      api_url: 'https://app.neptune.ai',
      api_key: uuidFrom(shape),
    }),
};

const SENTRY_PREFIX = 'sntrys_';

/**
 * Sentry's organisation token: prefix, a document with the time of issue, the organisation and its
 * address, an underscore, 32 random bytes. Source: getsentry/rfcs, 0091 ci-upload-tokens.
 */
export const sentryOrganisationToken: CredentialCheck = {
  verify: (secret) => {
    const document = readDocument(secret.slice(SENTRY_PREFIX.length, secret.lastIndexOf('_')));
    if (document === null || document['iat'] === undefined) return failed;
    if (typeof document['org'] !== 'string') return failed;
    return {
      ok: true,
      details: [
        ...plainDetail('organisation', document['org']),
        ...plainDetail('address', document['url']),
      ],
    };
  },
  seal: (shape) => {
    const document = encodeDocument({
      iat: 1_700_000_000.5,
      url: 'https://sentry.io',
      region_url: 'https://us.sentry.io',
      org: 'sample-org',
    });
    return `${SENTRY_PREFIX}${document}_${shape.slice(-43)}`;
  },
};
