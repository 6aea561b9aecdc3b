/** Atlassian: Cloud tokens end in a CRC-32, Data Center tokens are base64 of an ID, a colon and 20 bytes. */
import {
  alnum,
  anchored,
  base64,
  base64url,
  must,
  named,
  rule,
  run,
  should,
  upperHex,
} from '../format.ts';

const products = ['atlassian', 'jira', 'confluence', 'bamboo'];

export const atlassian = [
  rule({
    id: 'atlassian-api-token',
    provider: 'Atlassian',
    name: 'Cloud API token',
    category: 'saas',
    severity: 'critical',
    patterns: [anchored('ATATT3', run(base64url, 140, 220), '=', run(upperHex, 8))],
    checks: [should('hex-crc-tail')],
    env: ['ATLASSIAN_API_TOKEN', 'JIRA_API_TOKEN', 'CONFLUENCE_API_TOKEN'],
    lifetime: 'up to 1 year',
    verify:
      'GET https://SITE.atlassian.net/rest/api/3/myself with Basic email:token; 200: alive, 401: not',
    revoke: 'https://id.atlassian.com/manage-profile/security/api-tokens: revoke the token',
    source: 'support.atlassian.com, manage API tokens; GitHub secret scanning patterns',
  }),
  rule({
    id: 'atlassian-admin-api-key',
    provider: 'Atlassian',
    name: 'organization admin API key',
    category: 'saas',
    severity: 'critical',
    patterns: [anchored('ATCTT3', run(base64url, 140, 220), '=', run(upperHex, 8))],
    checks: [should('hex-crc-tail')],
    env: ['ATLASSIAN_ADMIN_API_KEY'],
    lifetime: 'up to 1 year',
    verify:
      'GET https://api.atlassian.com/admin/v1/orgs with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'https://admin.atlassian.com > Settings > API keys: revoke the key',
    source: 'support.atlassian.com, organization admin API; GitHub secret scanning patterns',
  }),
  rule({
    id: 'atlassian-legacy-api-token',
    provider: 'Atlassian',
    name: 'Cloud API token (before 2022)',
    category: 'saas',
    severity: 'critical',
    patterns: [named(products, run(alnum, 24))],
    env: ['JIRA_API_TOKEN'],
    verify:
      'GET https://SITE.atlassian.net/rest/api/3/myself with Basic email:token; 200: alive, 401: not',
    revoke: 'https://id.atlassian.com/manage-profile/security/api-tokens: revoke the token',
    source: 'shapes of old tokens in public code',
  }),
  rule({
    id: 'atlassian-data-center-token',
    provider: 'Atlassian',
    name: 'Data Center personal access token',
    category: 'saas',
    severity: 'critical',
    // Twelve digits fill sixteen characters; the colon behind them makes the next one an `O`.
    patterns: [
      named([...products, 'bitbucket'], run('MNO', 1), run(base64, 15), 'O', run(base64, 27)),
    ],
    checks: [must('atlassian-data-center')],
    env: ['JIRA_PAT', 'CONFLUENCE_PAT', 'BITBUCKET_TOKEN'],
    verify: 'GET HOST/rest/api/2/myself with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'the profile > Personal Access Tokens: revoke the token',
    source: 'confluence.atlassian.com, using personal access tokens',
  }),
  rule({
    id: 'bitbucket-data-center-token',
    provider: 'Atlassian',
    name: 'Bitbucket Data Center HTTP access token',
    category: 'saas',
    severity: 'critical',
    patterns: [anchored('BBDC-', run('MNO', 1), run(base64, 39, 45))],
    env: ['BITBUCKET_TOKEN', 'BITBUCKET_HTTP_TOKEN'],
    verify: 'GET HOST/rest/api/1.0/users with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'the profile or repository > HTTP access tokens: revoke the token',
    source: 'confluence.atlassian.com/bitbucketserver, HTTP access tokens: BBDC- and base64',
  }),
];
