/** RunPod. redirect.pizza issues keys with the same prefix, of another length. */
import { alnum, anchored, named, rule, run, upperAlnum } from '../format.ts';

const verify =
  'GET https://rest.runpod.io/v1/pods with Authorization: Bearer; 200: alive, 401: not';
const revoke = 'delete the key at https://console.runpod.io/user/settings';

export const runpod = [
  rule({
    id: 'runpod-api-key',
    provider: 'RunPod',
    name: 'API key',
    category: 'gpu-cloud',
    severity: 'critical',
    // Forty upper-case characters, then six of mixed case that look like a checksum.
    patterns: [anchored('rpa_', run(upperAlnum, 40), run(alnum, 6))],
    env: ['RUNPOD_API_KEY'],
    verify,
    revoke,
    source: 'docs.runpod.io/get-started/api-keys; GitHub secret scanning patterns; betterleaks',
  }),
  rule({
    id: 'runpod-legacy-api-key',
    provider: 'RunPod',
    name: 'API key of before 2024',
    category: 'gpu-cloud',
    severity: 'critical',
    patterns: [named(['runpod', 'run pod'], run(upperAlnum, 40))],
    env: ['RUNPOD_API_KEY', 'RUNPOD_AI_API_KEY'],
    verify,
    revoke,
    source: 'docs.runpod.io/get-started/api-keys; betterleaks',
  }),
];
