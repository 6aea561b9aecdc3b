/** Salesforce and HubSpot: systems that know all customers. */
import {
  alnum,
  anchored,
  anyUuid,
  digits,
  either,
  looseUuid,
  lowerAlnum,
  named,
  possible,
  rule,
  run,
  strict,
  upperHex,
  uuid,
} from '../format.ts';

const salesforceRevoke = 'Setup > Session Management, or POST https://HOST/services/oauth2/revoke';
const salesforce = ['salesforce', 'sfdc', 'sf client', 'sf consumer', 'sf refresh', 'sfdx'];

export const customerRelations = [
  rule({
    id: 'salesforce-access-token',
    provider: 'Salesforce',
    name: 'session ID or access token',
    category: 'saas',
    severity: 'critical',
    // The organization's ID (15 or 18 characters, key prefix 00D) stands before the exclamation mark.
    patterns: [anchored('00D', run(alnum, 12, 15), '!', run(`${alnum}_.-`, 20, 260))],
    env: ['SF_ACCESS_TOKEN', 'SALESFORCE_ACCESS_TOKEN'],
    lifetime: '2 to 24 hours without use',
    verify:
      'GET https://HOST/services/oauth2/userinfo with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: salesforceRevoke,
    source:
      'help.salesforce.com, session security; developer.salesforce.com, sfdx force:org:display',
  }),
  rule({
    id: 'salesforce-refresh-token',
    provider: 'Salesforce',
    name: 'refresh token',
    category: 'saas',
    severity: 'critical',
    patterns: [anchored('5Aep861', run(`${alnum}_.`, 70, 90))],
    env: ['SALESFORCE_REFRESH_TOKEN'],
    verify:
      'POST https://login.salesforce.com/services/oauth2/token with grant_type=refresh_token (issues a token)',
    revoke: salesforceRevoke,
    source: 'help.salesforce.com, OAuth refresh tokens',
  }),
  rule({
    id: 'salesforce-consumer-key',
    provider: 'Salesforce',
    name: 'consumer key',
    category: 'saas',
    severity: 'low',
    patterns: [anchored('3MVG9', run(`${alnum}_.`, 75, 100))],
    env: ['SALESFORCE_CONSUMER_KEY'],
    revoke: 'Setup > App Manager > the connected app > Manage consumer details: rotate',
    source: 'help.salesforce.com, connected app basics',
  }),
  rule({
    id: 'salesforce-consumer-secret',
    provider: 'Salesforce',
    name: 'consumer secret',
    category: 'saas',
    severity: 'critical',
    patterns: [named(salesforce, either(run(upperHex, 64), run(digits, 16, 19)))],
    companion: { rule: 'salesforce-consumer-key', within: 400 },
    env: ['SALESFORCE_CONSUMER_SECRET', 'SALESFORCE_CLIENT_SECRET'],
    revoke: 'Setup > App Manager > the connected app > Manage consumer details: rotate',
    source: 'help.salesforce.com, connected app basics',
  }),
  rule({
    id: 'hubspot-private-app-token',
    provider: 'HubSpot',
    name: 'private app access token',
    category: 'saas',
    severity: 'critical',
    patterns: [
      anchored('pat-', either('na', 'eu', 'ap', 'ca', 'au'), run(digits, 1), '-', ...looseUuid),
      possible(anchored('pat-', run(lowerAlnum, 2, 3), '-', ...uuid)),
    ],
    env: ['HUBSPOT_ACCESS_TOKEN', 'HUBSPOT_PRIVATE_APP_TOKEN'],
    verify:
      'GET https://api.hubapi.com/account-info/v3/details with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://app.hubspot.com/private-apps: rotate the token',
    source: 'developers.hubspot.com/docs/api/private-apps',
  }),
  rule({
    id: 'hubspot-api-key',
    provider: 'HubSpot',
    name: 'API key, developer key or client secret',
    category: 'saas',
    patterns: [
      named(['hubspot', 'hapikey', 'hubapi', 'hub spot'], ...anyUuid),
      possible(strict(['hubspot'], ...looseUuid)),
    ],
    env: ['HUBSPOT_API_KEY', 'HUBSPOT_CLIENT_SECRET'],
    verify:
      'GET https://api.hubapi.com/integrations/v1/me?hapikey=; 401: not alive (keys of accounts ended in 2022)',
    revoke: 'https://app.hubspot.com > the app > Auth: rotate the secret',
    source: 'developers.hubspot.com/changelog, upcoming API key sunset',
  }),
];
