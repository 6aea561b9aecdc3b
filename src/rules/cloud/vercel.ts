/** Vercel. The last six characters of its prefixed tokens are a CRC-32 in base62. */
import {
  alnum,
  anchored,
  base64url,
  either,
  named,
  near,
  possible,
  rule,
  run,
  should,
} from '../format.ts';
import type { AnchoredPattern } from '../../model/rule.ts';

const verify =
  'GET https://api.vercel.com/v2/user with Authorization: Bearer; 200: alive, 403: not';
const revoke = 'delete it at https://vercel.com/account/tokens';
const source = 'vercel.com/changelog "new token formats and secret scanning"';
const env = ['VERCEL_TOKEN', 'VERCEL_ACCESS_TOKEN', 'NOW_TOKEN'];
const checks = [should('github-crc')];
const token = (prefix: string): AnchoredPattern => anchored(prefix, run(alnum, 56));
/** With no checksum at its place, the prefix alone speaks for it. */
const other = (prefix: string): AnchoredPattern =>
  possible(near(['vercel'], anchored(prefix, run(base64url, 24, 60))));

export const vercel = [
  rule({
    id: 'vercel-personal-token',
    provider: 'Vercel',
    name: 'personal access token',
    category: 'cloud',
    severity: 'critical',
    patterns: [token('vcp_'), other('vcp_')],
    checks,
    env,
    verify,
    revoke,
    source,
  }),
  rule({
    id: 'vercel-app-token',
    provider: 'Vercel',
    name: 'integration, app or refresh token',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      anchored(either('vci_', 'vca_', 'vcr_'), run(alnum, 56)),
      other('vci_'),
      other('vca_'),
      other('vcr_'),
    ],
    checks,
    env,
    verify,
    revoke: 'remove the integration at https://vercel.com/dashboard/integrations',
    source,
  }),
  rule({
    id: 'vercel-old-token',
    provider: 'Vercel',
    name: 'access token without a prefix',
    category: 'cloud',
    severity: 'critical',
    patterns: [named(['vercel', 'zeit token', 'now token'], run(alnum, 24))],
    env,
    verify,
    revoke,
    source: 'shapes of tokens in public code: 24 letters and digits',
  }),
  rule({
    id: 'vercel-blob-token',
    provider: 'Vercel',
    name: 'Blob read-write token',
    category: 'cloud',
    patterns: [anchored('vercel_blob_rw_', run(alnum, 16), '_', run(alnum, 30))],
    env: ['BLOB_READ_WRITE_TOKEN'],
    revoke: 'rotate it at https://vercel.com > project > Storage > Blob store',
    source: 'vercel.com/docs/vercel-blob; the store ID is parsed out of it by the SDK',
  }),
];
