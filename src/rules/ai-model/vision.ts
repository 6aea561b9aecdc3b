/** Recognition of what is in a picture, as a service. (Face++ is in src/rules/ai-media.) */
import { alnum, anchored, base64, hex, lowerAlnum, named, rule, run, strict } from '../format.ts';

export const vision = [
  rule({
    id: 'clarifai-token',
    provider: 'Clarifai',
    name: 'personal access token or app key',
    category: 'ai-model',
    patterns: [strict(['clarifai'], run(hex, 32))],
    env: ['CLARIFAI_PAT', 'CLARIFAI_API_KEY'],
    verify:
      'GET https://api.clarifai.com/v2/users/me with Authorization: Key; 200: alive, 401: not',
    revoke: 'delete the token at https://clarifai.com/settings/security',
    source: 'docs.clarifai.com; detectors of trufflehog and kingfisher',
  }),
  rule({
    id: 'imagga-api-secret',
    provider: 'Imagga',
    name: 'API secret',
    category: 'ai-model',
    patterns: [
      strict(['imagga'], run(hex, 32)),
      // Base64 of `acc_<15 characters>:<secret>`, the whole basic authentication.
      named(['imagga'], 'YWNj', run(base64, 66), '=='),
      named(['imagga'], run(base64 + '=', 72)),
    ],
    companion: { rule: 'imagga-api-key', within: 200 },
    env: ['IMAGGA_API_SECRET'],
    revoke: 'regenerate the secret at https://imagga.com/profile/dashboard',
    source: 'docs.imagga.com; detector of trufflehog',
  }),
  rule({
    id: 'imagga-api-key',
    provider: 'Imagga',
    name: 'API key (the public half)',
    category: 'ai-model',
    severity: 'low',
    patterns: [anchored('acc_', run(hex, 15))],
    confidence: 'possible',
    companion: { rule: 'imagga-api-secret', within: 200 },
    env: ['IMAGGA_API_KEY'],
    revoke: 'regenerate the secret at https://imagga.com/profile/dashboard',
    source: 'docs.imagga.com',
  }),
  rule({
    id: 'sightengine-api-secret',
    provider: 'Sightengine',
    name: 'API secret',
    category: 'ai-model',
    patterns: [strict(['sightengine', 'sight engine'], run(alnum, 20, 32))],
    env: ['SIGHTENGINE_API_SECRET'],
    confidence: 'possible',
    revoke: 'reset the secret at https://dashboard.sightengine.com/api-credentials',
    source: 'sightengine.com/docs; shapes of secrets in public code',
  }),
  rule({
    id: 'ximilar-api-token',
    provider: 'Ximilar',
    name: 'API token',
    category: 'ai-model',
    patterns: [strict(['ximilar'], run(lowerAlnum, 40))],
    confidence: 'possible',
    env: ['XIMILAR_API_TOKEN'],
    revoke: 'reset the token at https://app.ximilar.com',
    source: 'docs.ximilar.com; shapes of tokens in public code',
  }),
];
