/**
 * Google's generative models. `AIza` keys open whatever their project allows; beside the name of
 * Gemini they are told as that, else src/rules/cloud has them. AI Studio gives `AQ.` keys since 2026.
 */
import { anchored, base64url, near, rule, run } from '../format.ts';

const verify =
  'GET https://generativelanguage.googleapis.com/v1beta/models with x-goog-api-key; 200: alive; 403: alive, but blocked for this caller; 400 or 401: not';

const geminiWords = [
  'gemini',
  'generativelanguage',
  'generative_ai',
  'generativeai',
  'generative-ai',
  'genai',
  'google_ai',
  'googleai',
  'google-ai',
  'aistudio',
  'makersuite',
  'palm_api',
];

export const google = [
  rule({
    id: 'google-gemini-api-key',
    provider: 'Google',
    name: 'Gemini API key',
    category: 'ai-model',
    patterns: [
      near(geminiWords, anchored('AIza', run(base64url, 35)), 80),
      // The fourth and fifth letter are the first bits of a version; the rest is drawn at random.
      anchored('AQ.Ab8R', run(base64url, 46)),
    ],
    env: ['GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'],
    verify,
    revoke: 'delete the key at https://aistudio.google.com/apikey',
    source: 'ai.google.dev/gemini-api/docs/api-key; discuss.ai.google.dev about AQ. keys',
  }),
  rule({
    id: 'google-oauth-refresh-token',
    provider: 'Google',
    name: 'OAuth refresh token (gcloud, Gemini CLI)',
    category: 'ai-model',
    severity: 'critical',
    patterns: [anchored('1//0', run(base64url, 60, 250))],
    env: ['GOOGLE_REFRESH_TOKEN'],
    verify:
      'POST https://oauth2.googleapis.com/token with client_id, client_secret and grant_type=refresh_token; 200: alive, 400: not',
    revoke:
      'POST https://oauth2.googleapis.com/revoke?token=…, or https://myaccount.google.com/permissions',
    source: 'developers.google.com/identity/protocols/oauth2; application_default_credentials.json',
  }),
];
