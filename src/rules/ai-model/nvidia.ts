/** NVIDIA NIM and NGC. */
import { alnum, anchored, base64url, named, rule, run, toolFile } from '../format.ts';

export const nvidia = [
  rule({
    id: 'nvidia-api-key',
    provider: 'NVIDIA',
    name: 'NIM and NGC API key',
    category: 'ai-model',
    patterns: [anchored('nvapi-', run(base64url, 60, 70)), toolFile('ngc')],
    env: ['NVIDIA_API_KEY', 'NGC_API_KEY', 'NVIDIA_NIM_API_KEY'],
    verify:
      'POST https://api.ngc.nvidia.com/v3/keys/get-caller-info with form credentials=KEY; 200: alive, 401: not',
    revoke: 'delete the key at https://org.ngc.nvidia.com/setup/api-keys',
    source: 'docs.nvidia.com/ngc about API keys; keys in public code',
  }),
  rule({
    id: 'nvidia-ngc-legacy-key',
    provider: 'NVIDIA',
    name: 'NGC API key (legacy)',
    category: 'ai-model',
    patterns: [
      // Base64 of 26 characters, a colon and five hyphenated groups: colon and three of the hyphens
      // fall on the last or first six bits of a triple and show as `6`, `t`, `L` and `t`.
      named(
        ['ngc', 'nvidia', 'nvcr'],
        run(alnum, 35),
        '6',
        run(alnum, 11),
        't',
        run(alnum, 12),
        'L',
        run(alnum, 6),
        't',
        run(alnum, 16),
      ),
    ],
    env: ['NGC_API_KEY', 'NGC_CLI_API_KEY'],
    verify:
      'GET https://authn.nvidia.com/token?service=ngc with basic authentication $oauthtoken:KEY; 200: alive, 401: not',
    revoke: 'generate a new key at https://org.ngc.nvidia.com/setup: the old one dies',
    source: 'docs.nvidia.com/ngc about the ngc configuration file; detector of trufflehog',
  }),
];
