/** Tavily. Newer keys say which environment they are for; the hyphen after it defeats older rules. */
import { alnum, anchored, either, rule, run } from '../format.ts';

const verify = 'GET https://api.tavily.com/usage with Authorization: Bearer; 200: alive, 401: not';
const revoke = 'delete the key at https://app.tavily.com';

export const tavily = [
  rule({
    id: 'tavily-api-key',
    provider: 'Tavily',
    name: 'API key',
    category: 'ai-agent',
    patterns: [anchored('tvly-', run(alnum, 32))],
    env: ['TAVILY_API_KEY'],
    verify,
    revoke,
    source: 'docs.tavily.com/documentation/quickstart; noseyparker; kingfisher',
  }),
  rule({
    id: 'tavily-environment-key',
    provider: 'Tavily',
    name: 'API key for development or production',
    category: 'ai-agent',
    patterns: [
      anchored(
        either('tvly-dev-', 'tvly-prod-'),
        either([run(alnum, 6), '-', run(alnum, 40, 44)], run(alnum, 32)),
      ),
    ],
    env: ['TAVILY_API_KEY'],
    verify,
    revoke,
    source: 'docs.tavily.com/documentation/quickstart; keys in public code',
  }),
];
