/**
 * Paddle. Keys name their environment; the last three characters are a checksum nobody published.
 */
import { alnum, anchored, base64, lowerAlnum, rule, run } from '../format.ts';

export const paddle = [
  rule({
    id: 'paddle-api-key',
    provider: 'Paddle',
    name: 'live API key',
    category: 'payment',
    severity: 'critical',
    patterns: [
      anchored('pdl_live_apikey_', run(lowerAlnum, 26), '_', run(alnum, 22), '_', run(alnum, 3)),
    ],
    env: ['PADDLE_API_KEY'],
    verify:
      'GET https://api.paddle.com/event-types with Authorization: Bearer; 200: alive, 403: not',
    revoke: 'revoke the key at https://vendors.paddle.com/authentication-v2',
    source: 'developer.paddle.com, API keys',
  }),
  rule({
    id: 'paddle-sandbox-api-key',
    provider: 'Paddle',
    name: 'sandbox API key',
    category: 'payment',
    severity: 'low',
    patterns: [
      anchored('pdl_sdbx_apikey_', run(lowerAlnum, 26), '_', run(alnum, 22), '_', run(alnum, 3)),
    ],
    env: ['PADDLE_API_KEY'],
    verify:
      'GET https://sandbox-api.paddle.com/event-types with Authorization: Bearer; 200: alive, 403: not',
    revoke: 'revoke the key at https://sandbox-vendors.paddle.com/authentication-v2',
    source: 'developer.paddle.com, API keys',
  }),
  rule({
    id: 'paddle-webhook-secret',
    provider: 'Paddle',
    name: 'notification secret key',
    category: 'payment',
    severity: 'medium',
    patterns: [anchored('pdl_ntfset_', run(lowerAlnum, 26), '_', run(base64, 32))],
    env: ['PADDLE_WEBHOOK_SECRET'],
    revoke: 'replace the notification destination at https://vendors.paddle.com',
    source: 'developer.paddle.com, signature verification',
  }),
];
