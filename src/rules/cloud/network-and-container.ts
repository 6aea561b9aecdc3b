/** Consoles of networks and of containers. */
import {
  alnum,
  anchored,
  base64,
  hex,
  lowerAlnum,
  named,
  near,
  possible,
  rule,
  run,
} from '../format.ts';

export const networkAndContainer = [
  rule({
    id: 'meraki-api-key',
    provider: 'Cisco Meraki',
    name: 'dashboard API key',
    category: 'cloud',
    severity: 'critical',
    patterns: [named(['meraki'], run(hex, 40))],
    env: ['MERAKI_DASHBOARD_API_KEY', 'MERAKI_API_KEY'],
    verify:
      'GET https://api.meraki.com/api/v1/organizations with Authorization: Bearer; 200: alive, 401: not',
    revoke: 'revoke it in the dashboard > profile > API access',
    source: 'developer.cisco.com/meraki/api-v1/authorization',
  }),
  rule({
    id: 'portainer-access-token',
    provider: 'Portainer',
    name: 'access token',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      anchored('ptr_', run(base64, 43), '='),
      near(['portainer'], anchored('ptr_', run(base64 + '_-', 36, 60), run('=', 0, 1))),
      possible(near(['portainer'], anchored('ptr_', run(`${base64}_-`, 20, 60), run('=', 0, 1)))),
    ],
    env: ['PORTAINER_TOKEN', 'PORTAINER_API_KEY'],
    verify: 'GET https://HOST/api/users/me with X-API-Key; 200: alive, 401: not',
    revoke: 'delete it in the account > Access tokens',
    source: 'docs.portainer.io/api/access: 32 bytes in base64',
  }),
  rule({
    id: 'rockset-api-key',
    provider: 'Rockset',
    name: 'API key',
    category: 'cloud',
    patterns: [named(['rockset'], run(alnum, 64))],
    env: ['ROCKSET_APIKEY', 'ROCKSET_API_KEY'],
    verify:
      'GET https://api.usw2a1.rockset.com/v1/orgs/self with Authorization: ApiKey; 200: alive, 401: not',
    revoke: 'the service ended in September 2024',
    source: 'rockset.com/docs',
  }),
  rule({
    id: 'qubole-api-token',
    provider: 'Qubole',
    name: 'API token',
    category: 'cloud',
    patterns: [named(['qubole', 'qds'], run(lowerAlnum, 64))],
    env: ['QDS_API_TOKEN', 'QUBOLE_API_TOKEN'],
    verify: 'GET https://api.qubole.com/api/v1.2/clusters with X-AUTH-TOKEN; 200: alive, 401: not',
    revoke: 'reset it in the account > My accounts',
    source: 'docs.qubole.com; shapes of keys in public code',
  }),
];
