/** Services that call people when something breaks. */
import { named, rule, strict, uuid } from '../format.ts';

export const onCall = [
  rule({
    id: 'opsgenie-api-key',
    provider: 'Opsgenie',
    name: 'API key',
    category: 'monitoring',
    patterns: [
      strict(['opsgenie', 'ops genie'], ...uuid),
      named(['geniekey', 'genie key'], ...uuid),
    ],
    env: ['OPSGENIE_API_KEY'],
    verify:
      'GET https://api.opsgenie.com/v2/account with Authorization: GenieKey KEY; 200: alive, 401 or 422: not',
    revoke: 'delete the integration or key under Settings > API key management',
    source: 'docs.opsgenie.com, API key management',
  }),
];
