/** Hosts and gateways of models that opened in 2025 and 2026. */
import { alnum, anchored, base64url, hex, named, near, possible, rule, run } from '../format.ts';

export const newerHosts = [
  rule({
    id: 'zenmux-api-key',
    provider: 'ZenMux',
    name: 'API, subscription or management key',
    category: 'ai-model',
    patterns: [
      anchored('sk-ai-v1-', run(hex, 64)),
      anchored('sk-ss-v1-', run(hex, 64)),
      anchored('sk-mg-v1-', run(hex, 64)),
    ],
    env: ['ZENMUX_API_KEY'],
    revoke: 'delete the key at https://zenmux.ai/settings/keys',
    source:
      'docs.zenmux.ai: pay as you go, subscription and management keys; one key in public code',
  }),
  rule({
    id: 'atlascloud-api-key',
    provider: 'Atlas Cloud',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      near(['atlascloud', 'atlas_cloud', 'atlas cloud'], anchored('apikey-', run(hex, 32))),
    ],
    env: ['ATLASCLOUD_API_KEY'],
    revoke: 'delete the key at https://www.atlascloud.ai/console/api-keys',
    source: 'www.atlascloud.ai/docs; shapes of keys in public code',
  }),
  rule({
    id: 'tinker-api-key',
    provider: 'Thinking Machines',
    name: 'Tinker API key',
    category: 'ai-model',
    patterns: [
      possible(near(['tinker', 'thinkingmachines'], anchored('tml-', run(base64url, 32, 200)))),
    ],
    env: ['TINKER_API_KEY'],
    revoke: 'delete the key at https://tinker-console.thinkingmachines.ai/keys',
    source: 'tinker-docs.thinkingmachines.ai: keys begin with tml-; the length is not documented',
  }),
  rule({
    id: 'relace-api-key',
    provider: 'Relace',
    name: 'API key',
    category: 'ai-model',
    patterns: [possible(near(['relace'], anchored('rlc-', run(base64url, 24, 80))))],
    env: ['RELACE_API_KEY'],
    revoke: 'delete the key at https://app.relace.ai/settings/api-keys',
    source: 'docs.relace.ai: keys begin with rlc-; the length is not documented',
  }),
  rule({
    id: 'redpill-api-key',
    provider: 'RedPill (Phala)',
    name: 'API key',
    category: 'ai-model',
    patterns: [
      possible(named(['redpill api', 'redpill key', 'redpill ai'], 'sk-', run(base64url, 32, 80))),
    ],
    env: ['REDPILL_API_KEY', 'PHALA_API_KEY'],
    revoke: 'delete the key at https://www.redpill.ai/dashboard',
    source: 'docs.redpill.ai; the length is not documented',
  }),
  rule({
    id: 'novelai-api-token',
    provider: 'NovelAI',
    name: 'persistent API token',
    category: 'ai-model',
    patterns: [anchored('pst-', run(alnum, 64))],
    env: ['NOVELAI_API_KEY', 'NOVELAI_TOKEN'],
    verify:
      'GET https://api.novelai.net/user/subscription with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'make a new token in the account settings of https://novelai.net: the old one dies',
    source: 'docs.novelai.net about scripting; checks of the form in public clients',
  }),
];
