import { describe, expect, test } from '@jest/globals';
import { encodeDocument } from '../../../src/detect/checks/document.ts';
import {
  neptuneToken,
  sentryOrganisationToken,
} from '../../../src/detect/checks/self-describing.ts';

describe('neptuneToken', () => {
  const key = 'b1d5c2f0-1111-4222-8333-944445555666';

  test('tells the address', () => {
    const token = encodeDocument({ api_address: 'https://app.neptune.ai', api_key: key });
    expect(neptuneToken.verify(token)).toEqual({
      ok: true,
      details: ['address: https://app.neptune.ai'],
    });
  });

  test('refuses a document without a key', () => {
    expect(neptuneToken.verify(encodeDocument({ api_address: 'https://a' })).ok).toBe(false);
    expect(neptuneToken.verify(encodeDocument({ api_key: 'none' })).ok).toBe(false);
  });

  test('passes what it sealed, and seals different texts differently', () => {
    const sealed = neptuneToken.seal('abcdefghijklmnopqrst');
    expect(neptuneToken.verify(sealed).ok).toBe(true);
    expect(neptuneToken.seal('tsrqponmlkjihgfedcba')).not.toBe(sealed);
  });
});

describe('sentryOrganisationToken', () => {
  const random = 'A'.repeat(42) + 'E';

  test('tells organisation and address', () => {
    const document = encodeDocument({ iat: 1.5, url: 'https://sentry.io', org: 'acme' });
    expect(sentryOrganisationToken.verify(`sntrys_${document}_${random}`)).toEqual({
      ok: true,
      details: ['organisation: acme', 'address: https://sentry.io'],
    });
  });

  test('refuses a document that says no organisation', () => {
    const document = encodeDocument({ iat: 1.5, url: 'https://sentry.io' });
    expect(sentryOrganisationToken.verify(`sntrys_${document}_${random}`).ok).toBe(false);
  });

  test('refuses noise', () => {
    expect(sentryOrganisationToken.verify(`sntrys_eyJ${'b'.repeat(60)}_${random}`).ok).toBe(false);
  });

  test('passes what it sealed', () => {
    const sealed = sentryOrganisationToken.seal(`sntrys_${'c'.repeat(80)}_${random}`);
    expect(sentryOrganisationToken.verify(sealed).ok).toBe(true);
  });
});
