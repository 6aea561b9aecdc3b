/**
 * Keys of AI applications that people run themselves: with most of them everything opens that the
 * application stores, other vendors' keys among it.
 */
import {
  alnum,
  anchorAt,
  anchored,
  base64url,
  either,
  hex,
  named,
  near,
  possible,
  rule,
  run,
  secret,
  strict,
  word,
} from '../format.ts';
import type { AnchoredPattern } from '../../model/rule.ts';

const ownKey = base64url + '+/=.';
const reencrypt = 'set another one; what is encrypted with it has to be entered anew';

/** A variable that has this very name: in pieces its words would be found in every text. */
const written = (name: string, alphabet: string, least: number, before = ''): AnchoredPattern =>
  anchorAt(name, anchored(before, name, run(`=:"' `, 1, 6), secret(run(alphabet, least, 128))));

export const selfHosted = [
  rule({
    id: 'lm-studio-api-token',
    provider: 'LM Studio',
    name: 'API token',
    category: 'ai-agent',
    severity: 'medium',
    patterns: [anchored('sk-lm-', run(alnum, 8), ':', run(alnum, 20))],
    env: ['LM_API_TOKEN', 'LM_STUDIO_API_KEY', 'LMSTUDIO_API_KEY'],
    verify: 'GET {server}:1234/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the token under Developer > Server Settings of LM Studio',
    source: 'lmstudio.ai/docs about authentication; shapes of tokens in public code',
  }),
  rule({
    id: 'open-webui-api-key',
    provider: 'Open WebUI',
    name: 'API key',
    category: 'ai-agent',
    patterns: [
      near(
        ['openwebui', 'open_webui', 'open-webui', 'open webui', 'webui_api'],
        anchored('sk-', run(hex, 32)),
      ),
    ],
    env: ['OPENWEBUI_API_KEY', 'OPEN_WEBUI_API_KEY'],
    related: ['openai-compatible-key'],
    verify: 'GET {instance}/api/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete the key under Settings > Account of the instance',
    source: 'github.com/open-webui/open-webui, create_api_key: sk- and a UUID without hyphens',
  }),
  rule({
    id: 'open-webui-secret-key',
    provider: 'Open WebUI',
    name: 'key that signs sessions',
    category: 'ai-agent',
    severity: 'critical',
    patterns: [named(['webui secret key', 'webui jwt secret'], run(ownKey, 12, 128))],
    env: ['WEBUI_SECRET_KEY'],
    revoke: 'set another WEBUI_SECRET_KEY and restart: all sessions end',
    source: 'docs.openwebui.com, environment configuration',
  }),
  rule({
    id: 'librechat-credentials-key',
    provider: 'LibreChat',
    name: "key of its users' stored credentials",
    category: 'ai-agent',
    severity: 'critical',
    patterns: [named(['creds key'], run(hex, 64))],
    env: ['CREDS_KEY'],
    revoke: reencrypt,
    source: 'www.librechat.ai/docs, .env: 32 bytes in hex',
  }),
  rule({
    id: 'flowise-encryption-key',
    provider: 'Flowise',
    name: 'encryption key of stored credentials',
    category: 'ai-agent',
    severity: 'critical',
    patterns: [named(['flowise secretkey'], run(ownKey, 16, 128))],
    env: ['FLOWISE_SECRETKEY_OVERWRITE'],
    revoke: reencrypt,
    source: 'docs.flowiseai.com, environment variables',
  }),
  rule({
    id: 'langflow-secret-key',
    provider: 'Langflow',
    name: 'encryption key of stored credentials',
    category: 'ai-agent',
    severity: 'critical',
    patterns: [named(['langflow secret key'], run(ownKey, 32, 128))],
    env: ['LANGFLOW_SECRET_KEY'],
    revoke: reencrypt,
    source: 'docs.langflow.org, environment variables',
  }),
  rule({
    id: 'dify-plugin-key',
    provider: 'Dify',
    name: 'key between the server and its plugin daemon',
    category: 'ai-agent',
    patterns: [
      written('PLUGIN_DAEMON_KEY', ownKey, 24),
      written('PLUGIN_DIFY_INNER_API_KEY', ownKey, 24),
      written('INNER_API_KEY_FOR_PLUGIN', ownKey, 24),
    ],
    env: ['PLUGIN_DAEMON_KEY', 'PLUGIN_DIFY_INNER_API_KEY', 'INNER_API_KEY_FOR_PLUGIN'],
    revoke: 'set another one in the .env of the compose files, for both services',
    source: 'github.com/langgenius/dify, docker/.env.example',
  }),
  rule({
    id: 'lobechat-key-vaults-secret',
    provider: 'LobeChat',
    name: "key of its users' stored keys",
    category: 'ai-agent',
    severity: 'critical',
    patterns: [named(['key vaults secret'], run(ownKey, 32, 64))],
    env: ['KEY_VAULTS_SECRET'],
    revoke: reencrypt,
    source: 'lobehub.com/docs/self-hosting: 32 random bytes in base64',
  }),
  rule({
    id: 'model-server-key',
    provider: 'Model server',
    name: 'API key of a vLLM, SGLang or llama.cpp server',
    category: 'ai-agent',
    severity: 'medium',
    patterns: [
      possible(
        strict(['vllm api key', 'sglang api key', 'llama arg api key'], run(base64url, 16, 128)),
      ),
    ],
    env: ['VLLM_API_KEY', 'LLAMA_ARG_API_KEY'],
    verify: 'GET {server}/v1/models with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'start the server with another key',
    source: 'docs.vllm.ai, environment variables; README of the llama.cpp server',
  }),
  rule({
    id: 'vector-server-key',
    provider: 'Vector database server',
    name: 'API key that a Qdrant, Weaviate or Chroma server asks for',
    category: 'ai-vector',
    patterns: [
      anchored(
        'QDRANT__SERVICE__',
        either('READ_ONLY_API_KEY', 'API_KEY'),
        run(`=:"' `, 1, 6),
        secret(run(base64url, 12, 128)),
      ),
      written('APIKEY_ALLOWED_KEYS', word + '-', 12, 'AUTHENTICATION_'),
      written('CHROMA_SERVER_AUTHN_CREDENTIALS', base64url, 12),
    ],
    env: ['AUTHENTICATION_APIKEY_ALLOWED_KEYS', 'CHROMA_SERVER_AUTHN_CREDENTIALS'],
    revoke: 'start the server with another key',
    source:
      'qdrant.tech/documentation/guides/security; docs.weaviate.io, authentication; docs.trychroma.com',
    related: ['qdrant-legacy-key'],
  }),
];
