/** Databricks (Mosaic AI, model serving). The workspace's host name usually stands beside the token. */
import {
  anchored,
  anyHex,
  digits,
  either,
  hex,
  maybe,
  named,
  possible,
  rule,
  run,
  upperHex,
  uuid,
} from '../format.ts';

export const databricks = [
  rule({
    id: 'databricks-access-token',
    provider: 'Databricks',
    name: 'personal access token',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      anchored('dapi', either(run(hex, 32), run(upperHex, 32)), maybe('-', run(digits, 1, 2))),
      possible(anchored('dapi', run(anyHex, 32), maybe('-', run(digits, 1)))),
    ],
    env: ['DATABRICKS_TOKEN'],
    lifetime: 'up to 2 years',
    verify:
      'GET https://{workspace}/api/2.0/preview/scim/v2/Me with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'workspace, Settings, Developer, Access tokens; or databricks tokens delete',
    source: 'docs.databricks.com/dev-tools/auth/pat; microsoft/security-utilities SEC101/110',
  }),
  rule({
    id: 'databricks-oauth-secret',
    provider: 'Databricks',
    name: 'OAuth secret of a service principal',
    category: 'ai-model',
    severity: 'critical',
    patterns: [anchored('dose', run(hex, 32))],
    companion: { rule: 'databricks-client-id', within: 400 },
    env: ['DATABRICKS_CLIENT_SECRET'],
    lifetime: 'up to 2 years',
    verify:
      'POST https://{workspace}/oidc/v1/token with client_id, client_secret and grant_type=client_credentials; 200: alive, 401: not',
    revoke: 'account console, Service principals, OAuth secrets',
    source: 'docs.databricks.com/dev-tools/auth/oauth-m2m; secrets in public code',
  }),
  rule({
    id: 'databricks-client-id',
    provider: 'Databricks',
    name: 'client ID of a service principal',
    category: 'ai-model',
    severity: 'low',
    confidence: 'possible',
    patterns: [named(['databricks client id', 'databricks oauth'], ...uuid)],
    env: ['DATABRICKS_CLIENT_ID'],
    revoke: 'account console, Service principals',
    source: 'docs.databricks.com/dev-tools/auth/oauth-m2m',
  }),
];
