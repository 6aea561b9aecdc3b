/**
 * Product analytics and feature flags. Keys that a web page carries are no secrets and are left out.
 */
import {
  alnum,
  anchored,
  base64url,
  either,
  hex,
  looseUuid,
  named,
  near,
  possible,
  rule,
  run,
  strict,
  uuid,
} from '../format.ts';

export const productAnalytics = [
  rule({
    id: 'mixpanel-secret',
    provider: 'Mixpanel',
    name: 'API or service account secret',
    category: 'monitoring',
    patterns: [
      named(
        [
          'mixpanel secret',
          'mixpanel api secret',
          'mixpanel service account secret',
          'mixpanel service account',
          'mixpanel token secret',
          'mixpanel key',
        ],
        run(alnum, 32),
      ),
    ],
    env: ['MIXPANEL_API_SECRET', 'MIXPANEL_SERVICE_ACCOUNT_SECRET'],
    verify: 'GET https://mixpanel.com/api/app/me with Basic user:secret; 200: alive, 401: not',
    revoke: 'delete the service account under Organization Settings',
    source: 'docs.mixpanel.com, service accounts',
  }),
  rule({
    id: 'amplitude-key',
    provider: 'Amplitude',
    name: 'API or secret key',
    category: 'monitoring',
    severity: 'medium',
    patterns: [strict(['amplitude'], run(hex, 32))],
    env: ['AMPLITUDE_SECRET_KEY', 'AMPLITUDE_API_KEY'],
    verify:
      'GET https://amplitude.com/api/2/usersearch?user=x with Basic api:secret; 200: alive, 401: not',
    revoke: 'regenerate the keys under Settings > Projects',
    source: 'amplitude.com/docs, find your Amplitude project API credentials',
  }),
  rule({
    id: 'launchdarkly-key',
    provider: 'LaunchDarkly',
    name: 'SDK key or API access token',
    category: 'monitoring',
    patterns: [
      anchored('sdk-', ...looseUuid),
      near(
        ['launchdarkly', 'launch_darkly', 'ld_api', 'ld_access', 'ld_token'],
        anchored('api-', ...uuid),
      ),
      possible(strict(['launchdarkly'], run(`${base64url}=`, 40))),
      possible(near(['launchdarkly'], anchored(either('mob-', 'api-'), ...looseUuid))),
    ],
    env: ['LAUNCHDARKLY_SDK_KEY', 'LAUNCHDARKLY_ACCESS_TOKEN'],
    verify:
      'GET https://app.launchdarkly.com/api/v2/caller-identity with Authorization: KEY; 200: alive, 401: not',
    revoke: 'reset the SDK key of the environment, or delete the token under Authorization',
    source: 'launchdarkly.com/docs, keys and API access tokens',
  }),
];
