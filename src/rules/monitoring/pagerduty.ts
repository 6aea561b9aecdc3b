/** PagerDuty. API keys read and change; routing keys only raise an alarm. */
import { base64url, lowerAlnum, named, possible, rule, run, strict } from '../format.ts';

export const pagerduty = [
  rule({
    id: 'pagerduty-api-key',
    provider: 'PagerDuty',
    name: 'REST API key',
    category: 'monitoring',
    // Keys of a user begin with `u+`.
    patterns: [
      named(
        ['pagerduty', 'pager duty', 'pd api', 'pd key', 'pd token', 'api.pagerduty.com'],
        'u+',
        run(`${base64url}+`, 18),
      ),
      strict(['pagerduty', 'pager duty'], run(`${base64url}+`, 20)),
    ],
    env: ['PAGERDUTY_TOKEN', 'PAGERDUTY_API_KEY'],
    verify:
      'GET https://api.pagerduty.com/abilities with Authorization: Token token=KEY; 200: alive, 401: not',
    revoke: 'delete the key under Integrations > API Access Keys, or in the profile of the user',
    source: 'developer.pagerduty.com, authentication',
  }),
  rule({
    id: 'pagerduty-routing-key',
    provider: 'PagerDuty',
    name: 'Events API routing key',
    category: 'monitoring',
    severity: 'medium',
    patterns: [possible(strict(['pagerduty', 'pager duty'], run(lowerAlnum, 32)))],
    env: ['PAGERDUTY_ROUTING_KEY', 'PAGERDUTY_INTEGRATION_KEY'],
    revoke: 'delete the integration of the service',
    source: 'developer.pagerduty.com, Events API v2',
  }),
];
