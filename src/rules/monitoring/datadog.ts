/** Datadog. An API key sends data; together with an application key one reads and administers. */
import { alnum, either, hex, lowerAlnum, possible, rule, run, strict } from '../format.ts';

const source = 'docs.datadoghq.com/account_management/api-app-keys';
const apiWords = ['datadog', 'dd api key', 'dd api', 'dd key', 'dd client api key'];
const appWords = ['datadog', 'dd app key', 'dd app', 'dd application key', 'dd client app key'];

export const datadog = [
  rule({
    id: 'datadog-api-key',
    provider: 'Datadog',
    name: 'API key',
    category: 'monitoring',
    patterns: [
      strict(apiWords, run(hex, 32)),
      possible(
        strict([...apiWords, ...appWords], either(run(`${alnum}-`, 40), run(`${alnum}-`, 32))),
      ),
      possible(strict(['datadog'], run(lowerAlnum, 32))),
      possible(strict(['dd private', 'dd access', 'dd secret', 'dd api key'], run(lowerAlnum, 32))),
    ],
    env: ['DD_API_KEY', 'DATADOG_API_KEY'],
    verify:
      'GET https://api.datadoghq.com/api/v1/validate with DD-API-KEY (other sites: other hosts); 200: alive, 403: not',
    revoke: 'revoke the key at https://app.datadoghq.com/organization-settings/api-keys',
    source,
  }),
  rule({
    id: 'datadog-application-key',
    provider: 'Datadog',
    name: 'application key',
    category: 'monitoring',
    severity: 'critical',
    patterns: [strict(appWords, run(hex, 40))],
    companion: { rule: 'datadog-api-key', within: 300 },
    env: ['DD_APP_KEY', 'DATADOG_APP_KEY'],
    verify:
      'GET https://api.datadoghq.com/api/v2/validate_keys with DD-API-KEY and DD-APPLICATION-KEY; 200: alive, 403: not',
    revoke: 'revoke the key at https://app.datadoghq.com/organization-settings/application-keys',
    source,
  }),
];
