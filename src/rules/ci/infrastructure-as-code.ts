/** Services that hold the state of infrastructure and apply changes to it. */
import {
  alnum,
  anchorAt,
  anchored,
  base64url,
  hex,
  lowerAlnum,
  named,
  possible,
  rule,
  run,
} from '../format.ts';

export const infrastructureAsCode = [
  rule({
    id: 'terraform-cloud-token',
    provider: 'HashiCorp',
    name: 'HCP Terraform user, team or organization token',
    category: 'ci',
    severity: 'critical',
    patterns: [
      anchorAt('.atlasv1.', anchored(run(alnum, 14), '.atlasv1.', run(base64url, 60, 70))),
      possible(
        anchorAt('.atlasv1.', anchored(run(alnum, 14), '.atlasv1.', run(`${base64url}=`, 60, 70))),
      ),
    ],
    env: ['TFE_TOKEN', 'TF_TOKEN_app_terraform_io', 'TF_API_TOKEN', 'ATLAS_TOKEN'],
    verify:
      'GET https://app.terraform.io/api/v2/account/details with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'delete it at https://app.terraform.io/app/settings/tokens',
    source: 'developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
  }),
  rule({
    id: 'pulumi-access-token',
    provider: 'Pulumi',
    name: 'access token',
    category: 'ci',
    severity: 'critical',
    patterns: [anchored('pul-', run(lowerAlnum, 40))],
    env: ['PULUMI_ACCESS_TOKEN'],
    verify: 'GET https://api.pulumi.com/api/user with Authorization: token; 200: alive, 401: not',
    revoke: 'delete it at https://app.pulumi.com/account/tokens',
    source:
      'pulumi.com/docs/administration/access-identity/access-tokens; GitHub secret scanning patterns',
  }),
  rule({
    id: 'spacelift-api-key-secret',
    provider: 'Spacelift',
    name: 'API key secret',
    category: 'ci',
    severity: 'critical',
    patterns: [named(['spacelift'], run(hex, 64))],
    env: ['SPACELIFT_API_KEY_SECRET'],
    verify: 'POST https://ACCOUNT.app.spacelift.io/graphql apiKeyUser (issues a token)',
    revoke: 'delete it at https://ACCOUNT.app.spacelift.io/settings/api-keys',
    source: 'docs.spacelift.io/integrations/api',
  }),
];
