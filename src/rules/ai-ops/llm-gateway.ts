/**
 * Gateways that stand between an application and the models it calls: their keys spend on all of them.
 */
import {
  anchored,
  base64,
  base64url,
  either,
  hex,
  literal,
  lowerAlnum,
  maybe,
  named,
  near,
  possible,
  rule,
  run,
  secret,
  strict,
  upperAlnum,
  uuid,
} from '../format.ts';
import type { Element } from '../../model/rule.ts';

/** Four groups of seven, dash-grouped base32 in one case. */
const four = (alphabet: string): Element[] => [
  run(alphabet, 7),
  literal('-'),
  run(alphabet, 7),
  literal('-'),
  run(alphabet, 7),
  literal('-'),
  run(alphabet, 7),
];
const groups = either(four(lowerAlnum), four(upperAlnum));

export const llmGateway = [
  rule({
    id: 'litellm-key',
    provider: 'LiteLLM',
    name: 'proxy master, virtual or salt key',
    category: 'ai-ops',
    severity: 'critical',
    // `sk-1234` of the documentation is too short to match.
    patterns: [
      named(['litellm', 'lite llm'], 'sk-', run(base64url, 16, 64)),
      // The proxy's config.yaml.
      near(
        ['litellm', 'general_settings'],
        anchored('master_key: ', run(`"'`, 0, 1), secret('sk-', run(base64url, 16, 64))),
      ),
    ],
    env: ['LITELLM_MASTER_KEY', 'LITELLM_API_KEY', 'LITELLM_SALT_KEY'],
    verify: 'GET {proxy}/key/info with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key in the proxy admin UI or POST {proxy}/key/delete',
    source: 'docs.litellm.ai/docs/proxy/virtual_keys; LiteLLM source',
    related: ['openai-compatible-key'],
  }),
  rule({
    id: 'portkey-api-key',
    provider: 'Portkey',
    name: 'API key',
    category: 'ai-ops',
    patterns: [possible(strict(['portkey'], run(base64, 27, 40), maybe('=')))],
    env: ['PORTKEY_API_KEY'],
    verify:
      'GET https://api.portkey.ai/v1/virtual-keys with x-portkey-api-key; 200 or 403: alive, 401: not',
    revoke: 'delete the key at https://app.portkey.ai under API keys',
    source: 'portkey.ai/docs, header x-portkey-api-key; the shape is unconfirmed',
  }),
  rule({
    id: 'helicone-api-key',
    provider: 'Helicone',
    name: 'API key',
    category: 'ai-ops',
    patterns: [
      anchored('sk-helicone-', maybe('eu-'), maybe('proxy-'), groups, maybe('-', ...uuid)),
      anchored('pk-helicone-', maybe('eu-'), groups),
    ],
    env: ['HELICONE_API_KEY'],
    verify:
      'POST https://api.helicone.ai/v1/request/query {"filter": "all", "limit": 1} with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key at https://us.helicone.ai/settings/api-keys',
    source: 'Helicone source (key generation); docs.helicone.ai',
  }),
  rule({
    id: 'openpipe-api-key',
    provider: 'OpenPipe',
    name: 'API key',
    category: 'ai-ops',
    patterns: [anchored('opk_', run(hex, 42))],
    env: ['OPENPIPE_API_KEY'],
    verify:
      'GET https://api.openpipe.ai/api/v1/models with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'delete the key in the project settings at https://app.openpipe.ai',
    source: 'shapes of keys in public code',
  }),
];
