/**
 * Keys of the shapes that half the trade copied from OpenAI. Without a vendor's name beside them
 * nobody can tell whose they are: a self-hosted relay's (one-api, new-api), DeepSeek's, Moonshot's.
 * So no vendor is named, and any rule that has a name wins.
 */
import { alnum, anchored, base64url, hex, named, possible, rule, run } from '../format.ts';

export const openaiCompatible = [
  rule({
    id: 'openai-compatible-key',
    provider: 'OpenAI-compatible',
    name: 'API key (of an unknown vendor or a self-hosted gateway)',
    category: 'ai-model',
    confidence: 'possible',
    patterns: [
      anchored('sk-', run(alnum, 48)),
      anchored('sk-', run(hex, 32)),
      possible(
        named(
          ['openai api key', 'openai key', 'openai token', 'llm api key', 'api key openai'],
          'sk-',
          run(base64url, 20, 200),
        ),
      ),
    ],
    env: ['OPENAI_API_KEY', 'LLM_API_KEY'],
    verify:
      'GET {base URL}/v1/models with Authorization: Bearer, at the base URL that stands beside it; 200: alive, 401: not',
    revoke: 'find the vendor by the base URL beside the key and delete it in its console',
    source: 'shapes shared by DeepSeek, Moonshot, SiliconFlow, Stability AI, one-api and others',
    related: [
      'alibaba-dashscope-key',
      'baichuan-api-key',
      'deepseek-api-key',
      'infini-ai-api-key',
      'moonshot-api-key',
      'openai-legacy-key',
      'siliconflow-api-key',
      'stability-api-key',
      'tencent-hunyuan-key',
    ],
  }),
];
