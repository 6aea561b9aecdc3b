/** Splunk: the collector of events, and Observability Cloud, formerly SignalFx. */
import { base64url, rule, run, strict, uuid } from '../format.ts';

export const splunk = [
  rule({
    id: 'splunk-hec-token',
    provider: 'Splunk',
    name: 'HTTP Event Collector token',
    category: 'monitoring',
    patterns: [strict(['splunk', 'hec token'], ...uuid)],
    env: ['SPLUNK_HEC_TOKEN', 'SPLUNK_TOKEN'],
    verify:
      'POST {host}:8088/services/collector/event with Authorization: Splunk TOKEN; 400 (no data): alive, 403: not',
    revoke: 'delete the token under Data inputs > HTTP Event Collector',
    source: 'docs.splunk.com, set up and use HTTP Event Collector',
  }),
  rule({
    id: 'splunk-observability-token',
    provider: 'Splunk',
    name: 'Observability Cloud access token',
    category: 'monitoring',
    patterns: [
      strict(
        [
          'splunk access',
          'splunk observability',
          'splunk api',
          'signalfx',
          'sfx',
          'splunk secret',
          'splunk token',
          'splunk key',
          'splunk private',
        ],
        run(base64url, 22),
      ),
    ],
    env: ['SPLUNK_ACCESS_TOKEN', 'SFX_TOKEN', 'SIGNALFX_TOKEN'],
    verify:
      'GET https://api.{realm}.signalfx.com/v2/organization with X-SF-Token; 200: alive, 401: not',
    revoke: 'rotate the token under Settings > Access Tokens',
    source: 'help.splunk.com, Observability Cloud access tokens',
  }),
];
