/** Infura: nodes of blockchains. The key stands in the URL of an endpoint. */
import {
  anchored,
  hex,
  lowerAlnum,
  maybe,
  possible,
  rule,
  run,
  secret,
  strict,
} from '../format.ts';

const revoke = 'delete the key at https://app.infura.io';

export const infura = [
  rule({
    id: 'infura-api-key',
    provider: 'Infura',
    name: 'API key',
    category: 'cloud',
    severity: 'medium',
    patterns: [strict(['infura'], run(hex, 32)), possible(strict(['infura'], run(lowerAlnum, 32)))],
    env: ['INFURA_API_KEY'],
    verify: 'POST https://mainnet.infura.io/v3/KEY with eth_blockNumber; 200: alive, 401: not',
    revoke,
    source: 'docs.infura.io, API keys',
  }),
  rule({
    id: 'infura-endpoint-key',
    provider: 'Infura',
    name: 'API key in an endpoint URL',
    category: 'cloud',
    severity: 'medium',
    patterns: [anchored('.infura.io/', maybe('ws/'), 'v3/', secret(run(hex, 32)))],
    env: ['INFURA_URL'],
    verify: 'POST the URL with eth_blockNumber; 200: alive, 401: not',
    revoke,
    source: 'docs.infura.io, endpoints',
  }),
];
