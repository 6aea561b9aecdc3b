/** HashiCorp: Vault, HCP, Consul, Nomad. Vault marks its tokens by kind since version 1.10. */
import {
  alnum,
  anchored,
  base64,
  base64url,
  named,
  possible,
  rule,
  run,
  strict,
  uuid,
} from '../format.ts';

const vaultTokens = 'developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes';
const vaultVerify =
  'GET $VAULT_ADDR/v1/auth/token/lookup-self with X-Vault-Token; 200: alive, 403: not';

export const hashicorp = [
  rule({
    id: 'vault-service-token',
    provider: 'HashiCorp',
    name: 'Vault service token',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      anchored('hvs.', run(base64url, 24, 160)),
      named(['vault'], 's.', run(alnum, 24)),
      possible(strict(['hashicorp', 'vault'], 's.', run(base64url, 24, 128))),
    ],
    env: ['VAULT_TOKEN'],
    lifetime: 'as configured; that of a root token is long',
    verify: vaultVerify,
    revoke: 'vault token revoke TOKEN',
    source: vaultTokens,
  }),
  rule({
    id: 'vault-batch-token',
    provider: 'HashiCorp',
    name: 'Vault batch token',
    category: 'cloud',
    patterns: [
      anchored('hvb.', run(base64url, 24, 400)),
      named(['vault'], 'b.', run(base64url, 130, 400)),
      possible(strict(['hashicorp', 'vault'], 'b.', run(base64url, 24, 500))),
    ],
    env: ['VAULT_TOKEN'],
    lifetime: 'as configured',
    verify: vaultVerify,
    revoke: 'it cannot be revoked by itself: revoke the token that made it',
    source: vaultTokens,
  }),
  rule({
    id: 'vault-recovery-token',
    provider: 'HashiCorp',
    name: 'Vault recovery token',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      anchored('hvr.', run(base64url, 20, 300)),
      possible(strict(['hashicorp', 'vault'], 'r.', run(base64url, 24, 500))),
    ],
    env: ['VAULT_TOKEN'],
    revoke: 'vault token revoke TOKEN',
    source: vaultTokens,
  }),
  rule({
    id: 'vault-unseal-key',
    provider: 'HashiCorp',
    name: 'Vault unseal or recovery key share',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      // A share of a split key has a byte more than the key.
      named(
        ['unseal key', 'unseal keys', 'operator unseal', 'vault unseal', 'vault recovery'],
        run(base64, 44),
      ),
      named(
        ['unseal key', 'unseal keys', 'operator unseal', 'vault unseal', 'vault recovery'],
        run(base64, 43),
        '=',
      ),
      named(['unseal'], run(base64, 44)),
    ],
    env: ['VAULT_UNSEAL_KEY'],
    revoke: 'vault operator rekey',
    source: 'developer.hashicorp.com/vault/docs/concepts/seal; output of vault operator init',
  }),
  rule({
    id: 'vault-approle-secret',
    provider: 'HashiCorp',
    name: 'Vault AppRole secret ID',
    category: 'cloud',
    patterns: [
      named(['vault secret id', 'vault approle', 'approle secret', 'role secret id'], ...uuid),
      possible(named(['secret id'], ...uuid)),
    ],
    env: ['VAULT_SECRET_ID'],
    lifetime: 'as configured',
    verify: 'POST $VAULT_ADDR/v1/auth/approle/login with role_id and secret_id (issues a token)',
    revoke: 'vault write auth/approle/role/ROLE/secret-id/destroy secret_id=ID',
    source: 'developer.hashicorp.com/vault/docs/auth/approle',
  }),
  rule({
    id: 'hcp-client-secret',
    provider: 'HashiCorp',
    name: 'HCP client secret',
    category: 'cloud',
    severity: 'critical',
    patterns: [strict(['hcp'], run(base64url, 64))],
    env: ['HCP_CLIENT_SECRET'],
    verify:
      'POST https://auth.idp.hashicorp.com/oauth2/token with client credentials (issues a token); 200: alive, 401: not',
    revoke: 'delete the key of the service principal at https://portal.cloud.hashicorp.com',
    source: 'developer.hashicorp.com/hcp/docs/hcp/iam/service-principal',
  }),
  rule({
    id: 'consul-acl-token',
    provider: 'HashiCorp',
    name: 'Consul ACL token',
    category: 'cloud',
    patterns: [
      named(['consul http token', 'consul token', 'x consul token', 'consul acl'], ...uuid),
    ],
    env: ['CONSUL_HTTP_TOKEN'],
    verify: 'GET $CONSUL_HTTP_ADDR/v1/acl/token/self with X-Consul-Token; 200: alive, 403: not',
    revoke: 'consul acl token delete -id ACCESSOR',
    source: 'developer.hashicorp.com/consul/docs/security/acl/tokens',
  }),
  rule({
    id: 'nomad-acl-token',
    provider: 'HashiCorp',
    name: 'Nomad ACL token',
    category: 'cloud',
    patterns: [named(['nomad token', 'x nomad token', 'nomad acl'], ...uuid)],
    env: ['NOMAD_TOKEN'],
    verify: 'GET $NOMAD_ADDR/v1/acl/token/self with X-Nomad-Token; 200: alive, 403: not',
    revoke: 'nomad acl token delete ACCESSOR',
    source: 'developer.hashicorp.com/nomad/docs/concepts/acl',
  }),
];
