/** Code hosts with one kind of token each: self-hosted ones, and Azure DevOps before 2024. */
import { alnum, hex, lower, named, possible, rule, run, should, strict } from '../format.ts';

export const codeHosts = [
  rule({
    id: 'gitea-access-token',
    provider: 'Gitea',
    name: 'access token (Gitea, Forgejo, Codeberg)',
    category: 'source-control',
    severity: 'critical',
    patterns: [strict(['gitea', 'forgejo', 'codeberg'], run(hex, 40))],
    env: ['GITEA_TOKEN', 'FORGEJO_TOKEN', 'CODEBERG_TOKEN'],
    verify: 'GET https://HOST/api/v1/user with Authorization: token; 200: alive, 401: not',
    revoke: 'delete it at https://HOST/user/settings/applications',
    source: 'docs.gitea.com/development/api-usage: 20 random bytes in hexadecimal',
  }),
  rule({
    id: 'gogs-access-token',
    provider: 'Gogs',
    name: 'access token',
    category: 'source-control',
    severity: 'critical',
    patterns: [strict(['gogs'], run(hex, 40))],
    env: ['GOGS_TOKEN'],
    verify: 'GET https://HOST/api/v1/user with Authorization: token; 200: alive, 401: not',
    revoke: 'delete it at https://HOST/user/settings/applications',
    source: 'github.com/gogs/docs-api: a SHA-1 in hexadecimal',
  }),
  rule({
    id: 'azure-devops-old-token',
    provider: 'Azure DevOps',
    name: 'personal access token of 52 characters',
    category: 'source-control',
    severity: 'critical',
    patterns: [
      named(
        [
          'azure devops',
          'azuredevops',
          'dev azure com',
          'visualstudio com',
          'ado pat',
          'ado token',
          'azdo',
          'vsts',
          'vss nuget',
          'system accesstoken',
          'azp token',
          'cleartextpassword',
          'azure pat',
          'azure key',
        ],
        run(lower + '234567', 52),
      ),
      possible(
        strict(
          ['ado pat', 'azure access', 'azure private', 'azure secret', 'azure token'],
          run(alnum, 52),
        ),
      ),
    ],
    checks: [should('azure-devops-token')],
    env: ['AZURE_DEVOPS_EXT_PAT', 'SYSTEM_ACCESSTOKEN', 'AZP_TOKEN', 'VSS_NUGET_ACCESSTOKEN'],
    lifetime: 'up to 1 year',
    verify:
      'GET https://dev.azure.com/ORGANIZATION/_apis/projects with Basic :TOKEN; 200: alive, 401: not',
    revoke: 'revoke it at https://dev.azure.com/ORGANIZATION/_usersSettings/tokens',
    source: 'github.com/microsoft/security-utilities, SEC101/102',
  }),
];
