/** Google Cloud. OAuth client secrets, tokens and API keys carry a mark; service accounts are JSON. */
import {
  anchored,
  base64,
  base64url,
  either,
  named,
  near,
  possible,
  rule,
  run,
  strict,
  structure,
  upperAlnum,
} from '../format.ts';

const consoleRevoke = 'delete it at https://console.cloud.google.com/apis/credentials';

export const gcp = [
  rule({
    id: 'gcp-service-account-key',
    provider: 'Google Cloud',
    name: 'service account key',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      structure('google-service-account', ['-----BEGIN PRIVATE KEY-----'], 40_000),
      // Base64 of `service_account`, as its position in the document has it.
      structure(
        'google-service-account-base64',
        ['c2VydmljZV9hY2NvdW50', 'NlcnZpY2VfYWNjb3Vud', 'zZXJ2aWNlX2FjY291bn'],
        13_000,
      ),
    ],
    env: ['GOOGLE_APPLICATION_CREDENTIALS_JSON', 'GOOGLE_CREDENTIALS', 'GCP_SA_KEY'],
    verify:
      'GET https://www.googleapis.com/robot/v1/metadata/x509/{client_email}: alive while private_key_id is listed',
    revoke: 'gcloud iam service-accounts keys delete KEY_ID --iam-account EMAIL',
    source: 'cloud.google.com/iam/docs/keys-create-delete',
  }),
  rule({
    id: 'gcp-oauth-client-secret',
    provider: 'Google Cloud',
    name: 'OAuth client secret',
    category: 'cloud',
    patterns: [
      anchored('GOCSPX-', run(base64url, 28)),
      possible(named(['google client secret', 'gcp client secret'], run(base64url, 24))),
    ],
    env: ['GOOGLE_CLIENT_SECRET', 'GOOGLE_OAUTH_CLIENT_SECRET'],
    revoke: consoleRevoke,
    source: 'developers.google.com/identity/protocols/oauth2; GitHub secret scanning patterns',
  }),
  rule({
    id: 'gcp-oauth-access-token',
    provider: 'Google Cloud',
    name: 'OAuth access token',
    category: 'cloud',
    severity: 'medium',
    patterns: [
      anchored('ya29.', run(base64url, 30, 1200)),
      possible(anchored('ya29.', run(base64url, 16, 29))),
    ],
    env: ['GOOGLE_OAUTH_ACCESS_TOKEN'],
    lifetime: '1 hour',
    verify: 'GET https://oauth2.googleapis.com/tokeninfo?access_token=TOKEN; 200: alive, 400: not',
    revoke: 'POST https://oauth2.googleapis.com/revoke?token=TOKEN, or wait for its hour to pass',
    source: 'developers.google.com/identity/protocols/oauth2#size',
  }),
  rule({
    id: 'gcp-api-key',
    provider: 'Google Cloud',
    name: 'API key',
    category: 'cloud',
    severity: 'medium',
    patterns: [anchored('AIza', run(base64url, 35))],
    env: ['GOOGLE_API_KEY', 'GOOGLE_MAPS_API_KEY', 'FIREBASE_API_KEY'],
    verify:
      'GET https://generativelanguage.googleapis.com/v1beta/models with x-goog-api-key; 400 API_KEY_INVALID: dead',
    revoke: consoleRevoke,
    source: 'cloud.google.com/docs/authentication/api-keys',
    related: ['google-gemini-api-key'],
  }),
  rule({
    id: 'gcp-api-key-base64',
    provider: 'Google Cloud',
    name: 'API key, written in base64',
    category: 'cloud',
    severity: 'medium',
    // Base64 of `AIzaSy`; the 39 characters of a key are 52 in base64.
    patterns: [anchored('QUl6YVN5', run(base64, 44))],
    env: ['GOOGLE_API_KEY_BASE64'],
    revoke: consoleRevoke,
    source: 'cloud.google.com/docs/authentication/api-keys; RFC 4648 section 4',
  }),
  rule({
    id: 'gcp-storage-hmac-secret',
    provider: 'Google Cloud',
    name: 'Cloud Storage HMAC secret',
    category: 'cloud',
    patterns: [
      named(['gs secret access key', 'gcs hmac', 'gcs secret', 'hmac secret'], run(base64, 40)),
    ],
    companion: { rule: 'gcp-storage-hmac-id', within: 300 },
    env: ['GS_SECRET_ACCESS_KEY', 'GCS_HMAC_SECRET'],
    verify: 'GET https://storage.googleapis.com/, signed as S3; 200: alive, 403: not',
    revoke: 'gcloud storage hmac update ACCESS_ID --deactivate',
    source: 'cloud.google.com/storage/docs/authentication/hmackeys',
  }),
  rule({
    id: 'gcp-storage-hmac-id',
    provider: 'Google Cloud',
    name: 'Cloud Storage HMAC access ID',
    category: 'cloud',
    severity: 'low',
    patterns: [
      anchored('GOOG1', run(upperAlnum, 56)),
      near(
        ['storage', 'hmac', 'gs_access', 'gcs', 'secret'],
        anchored('GOOG', run(upperAlnum, 20)),
      ),
    ],
    env: ['GS_ACCESS_KEY_ID'],
    revoke: 'gcloud storage hmac update ACCESS_ID --deactivate',
    source:
      'cloud.google.com/storage/docs/authentication/hmackeys: 61 characters, or 24 for a user',
  }),
  rule({
    id: 'google-recaptcha-secret',
    provider: 'Google Cloud',
    name: 'reCAPTCHA secret key',
    category: 'cloud',
    severity: 'medium',
    patterns: [
      named(['recaptcha secret', 'recaptcha private'], '6L', run(base64url, 38)),
      possible(
        strict(
          [
            'recaptcha secret',
            'recaptcha private',
            'recaptcha access',
            'recaptcha token',
            'recaptcha key',
          ],
          either('6L', '6l'),
          run(base64url, 38),
        ),
      ),
    ],
    env: ['RECAPTCHA_SECRET_KEY', 'RECAPTCHA_PRIVATE_KEY'],
    verify:
      'POST https://www.google.com/recaptcha/api/siteverify with secret; invalid-input-secret: dead',
    revoke: 'make a new key pair at https://www.google.com/recaptcha/admin',
    source: 'developers.google.com/recaptcha/docs/verify',
  }),
];
