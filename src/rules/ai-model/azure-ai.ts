/**
 * Azure OpenAI and the other Azure AI services. Keys since 2024 are annotated: they say their month
 * and service and carry a checksum (src/detect/checks/azure-annotated-key.ts). Older ones are hex.
 */
import {
  alnum,
  anchorAt,
  anchored,
  hex,
  maybe,
  rule,
  run,
  secret,
  should,
  strict,
  structure,
} from '../format.ts';
import type { AnchoredPattern } from '../../model/rule.ts';

const source = 'github.com/microsoft/security-utilities, SEC101/205 to 245';
const revoke =
  'az cognitiveservices account keys regenerate, or Keys and Endpoint of the resource in the portal';

/** @param service Which letters stand before `ACOG`: the number of the service in base64. */
const annotated = (service: string): AnchoredPattern =>
  anchorAt(
    'JQQJ99',
    anchored(
      secret(
        run(alnum, 52),
        'JQQJ99',
        run(alnum, 1),
        run('ABCDEFGHIJKL', 1),
        run(alnum, 12),
        'AAA',
        run(service, 1),
        'ACOG',
        run(alnum, 4),
        maybe(run(alnum, 2), '=='),
      ),
    ),
  );

export const azureAi = [
  rule({
    id: 'azure-openai-key',
    provider: 'Azure OpenAI',
    name: 'resource key',
    category: 'ai-model',
    severity: 'critical',
    patterns: [annotated('B')],
    checks: [should('azure-annotated-key')],
    env: ['AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_KEY'],
    verify:
      'GET https://{resource}.openai.azure.com/openai/models?api-version=2024-10-21 with api-key; 200: alive, 401: not',
    revoke,
    source,
  }),
  rule({
    id: 'azure-ai-services-key',
    provider: 'Azure AI services',
    name: 'resource key',
    category: 'ai-model',
    patterns: [annotated('ACDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno')],
    checks: [should('azure-annotated-key')],
    env: ['AZURE_AI_SERVICES_KEY', 'SPEECH_KEY', 'COGNITIVE_SERVICE_KEY'],
    verify:
      'POST https://{region}.api.cognitive.microsoft.com/sts/v1.0/issueToken with Ocp-Apim-Subscription-Key; 200: alive, 401: not',
    revoke,
    source,
  }),
  rule({
    id: 'azure-ai-older-key',
    provider: 'Azure AI services',
    name: 'resource key (before 2024)',
    category: 'ai-model',
    patterns: [
      structure(
        'azure-ai-endpoint',
        [
          '.openai.azure.com',
          '.cognitiveservices.azure.com',
          '.services.ai.azure.com',
          '.api.cognitive.microsoft.com',
        ],
        512,
      ),
      strict(
        [
          'azure openai',
          'openai azure',
          'azure cogs',
          'azure ai',
          'azure cognitive',
          'cognitive service',
          'azure speech',
          'speech key',
          'azure vision',
          'computer vision',
          'azure translator',
          'azure language',
          'text analytics',
          'form recognizer',
          'document intelligence',
          'content safety',
          'ocp apim',
        ],
        run(hex, 32),
      ),
    ],
    env: ['AZURE_OPENAI_API_KEY', 'AZURE_COGS_KEY', 'SPEECH_KEY'],
    verify:
      'GET https://{resource}.openai.azure.com/openai/models?api-version=2024-10-21 with api-key; 200: alive, 401: not',
    revoke,
    source: 'learn.microsoft.com/azure/ai-services/authentication; keys in public code',
  }),
];
