/** Other password managers: their keys open everything that was entrusted to them. */
import { alnum, base64, base64url, named, possible, rule, run, uuid } from '../format.ts';

export const passwordManager = [
  rule({
    id: 'bitwarden-client-secret',
    provider: 'Bitwarden',
    name: 'personal or organization API key',
    category: 'saas',
    severity: 'critical',
    patterns: [
      named(
        ['bw clientsecret', 'bw client secret', 'bitwarden', 'apikeyclientsecret'],
        run(alnum, 30),
      ),
    ],
    env: ['BW_CLIENTSECRET'],
    verify:
      'POST https://identity.bitwarden.com/connect/token with grant_type=client_credentials; 200: alive, 400: not (issues a token)',
    revoke: 'https://vault.bitwarden.com > Settings > Security > Keys > Rotate API key',
    source: 'bitwarden.com/help/personal-api-key',
  }),
  rule({
    id: 'bitwarden-secrets-manager-token',
    provider: 'Bitwarden',
    name: 'Secrets Manager access token',
    category: 'saas',
    severity: 'critical',
    patterns: [
      named(
        ['bws access token', 'bws', 'bitwarden'],
        '0.',
        ...uuid,
        '.',
        run(alnum, 30),
        ':',
        run(base64, 22),
        '==',
      ),
    ],
    env: ['BWS_ACCESS_TOKEN'],
    verify: 'bws secret list with the token in BWS_ACCESS_TOKEN',
    revoke: 'https://vault.bitwarden.com > Secrets Manager > Machine accounts > Access tokens',
    source: 'bitwarden.com/help/access-tokens',
  }),
  rule({
    id: 'lastpass-api-secret',
    provider: 'LastPass',
    name: 'provisioning hash',
    category: 'saas',
    patterns: [possible(named(['lastpass provisioning', 'lastpass'], run('0123456789abcdef', 64)))],
    env: ['LASTPASS_PROVISIONING_HASH'],
    revoke: 'https://admin.lastpass.com > Advanced > Enterprise API: reset the hash',
    source: 'support.lastpass.com, enterprise API',
  }),
  rule({
    id: 'keeper-ksm-token',
    provider: 'Keeper',
    name: 'Secrets Manager one-time token or configuration',
    category: 'saas',
    severity: 'critical',
    patterns: [named(['ksm token', 'ksm one time token', 'keeper'], 'US:', run(base64url, 43))],
    env: ['KSM_TOKEN'],
    lifetime: '24 hours until first use',
    revoke: 'vault > Secrets Manager > Applications: remove the device',
    source: 'docs.keeper.io/secrets-manager',
  }),
  rule({
    id: 'dashlane-service-device-key',
    provider: 'Dashlane',
    name: 'service device keys',
    category: 'saas',
    severity: 'critical',
    patterns: [named(['dashlane'], 'dls_', run(`${base64url}.`, 40, 600))],
    env: ['DASHLANE_SERVICE_DEVICE_KEYS'],
    revoke: 'dcli devices remove',
    source: 'cli.dashlane.com, non-interactive devices',
  }),
];
