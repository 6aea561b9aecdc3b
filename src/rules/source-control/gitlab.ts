/** GitLab. Every kind of token has its prefix; tokens that name their owner end in a CRC-32. */
import {
  alnum,
  anchored,
  base64url,
  either,
  hex,
  lowerAlnum,
  maybe,
  named,
  possible,
  rule,
  run,
  should,
} from '../format.ts';
import type { RuleFacts } from '../format.ts';
import type { Element, Rule } from '../../model/rule.ts';

const source = 'docs.gitlab.com/security/tokens/#token-prefixes';

const gitlabRule = (facts: Omit<RuleFacts, 'provider' | 'category' | 'source'>): Rule =>
  rule({ provider: 'GitLab', category: 'source-control', source, ...facts });

const tokenVerify =
  'GET https://gitlab.com/api/v4/personal_access_tokens/self with PRIVATE-TOKEN; 200: alive, 401: not';
const tokenRevoke =
  'DELETE /api/v4/personal_access_tokens/self, or https://gitlab.com/-/user_settings/personal_access_tokens';
const body = (least: number, most = least): Element => run(base64url, least, most);

export const gitlab = [
  gitlabRule({
    id: 'gitlab-access-token',
    name: 'personal, project or group access token',
    severity: 'critical',
    patterns: [
      anchored('glpat-', body(20)),
      // Deployments under test and self-managed ones use other lengths.
      possible(anchored('glpat-', run(alnum + '_-', 21, 60))),
    ],
    env: ['GITLAB_TOKEN', 'GITLAB_PRIVATE_TOKEN', 'CI_JOB_TOKEN'],
    lifetime: 'up to 1 year',
    verify: tokenVerify,
    revoke: tokenRevoke,
  }),
  gitlabRule({
    id: 'gitlab-routable-token',
    name: 'access token that names its owner',
    severity: 'critical',
    patterns: [
      anchored('glpat-', body(27, 300), '.', maybe(run(lowerAlnum, 2), '.'), run(lowerAlnum, 9)),
    ],
    checks: [should('gitlab-crc')],
    env: ['GITLAB_TOKEN', 'GITLAB_PRIVATE_TOKEN'],
    lifetime: 'up to 1 year',
    verify: tokenVerify,
    revoke: tokenRevoke,
  }),
  gitlabRule({
    id: 'gitlab-old-access-token',
    name: 'access token without a prefix',
    severity: 'critical',
    confidence: 'possible',
    patterns: [possible(named(['gitlab', 'private token'], run(base64url, 20)))],
    env: ['GITLAB_TOKEN', 'GITLAB_PRIVATE_TOKEN'],
    verify: tokenVerify,
    revoke: tokenRevoke,
  }),
  gitlabRule({
    id: 'gitlab-deploy-token',
    name: 'deploy token',
    patterns: [anchored('gldt-', body(20, 64))],
    env: ['GITLAB_DEPLOY_TOKEN', 'CI_DEPLOY_PASSWORD'],
    revoke: 'revoke it in the project > Settings > Repository > Deploy tokens',
  }),
  gitlabRule({
    id: 'gitlab-runner-token',
    name: 'runner authentication token',
    patterns: [
      anchored('glrt-', maybe('t', run('123', 1), '_'), body(20, 64)),
      anchored('glrt-', body(27, 300), '.', maybe(run(lowerAlnum, 2), '.'), run(lowerAlnum, 9)),
    ],
    env: ['RUNNER_TOKEN', 'CI_SERVER_TOKEN'],
    verify: 'POST https://gitlab.com/api/v4/runners/verify with token; 200: alive, 403: not',
    revoke: 'gitlab-runner reset-token, or delete the runner',
  }),
  gitlabRule({
    id: 'gitlab-runner-registration-token',
    name: 'runner registration token',
    patterns: [anchored('GR1348941', body(20)), anchored('glrtr-', body(20, 64))],
    env: ['REGISTRATION_TOKEN', 'RUNNER_REGISTRATION_TOKEN'],
    revoke: 'reset it in the project > Settings > CI/CD > Runners',
  }),
  gitlabRule({
    id: 'gitlab-job-token',
    name: 'CI job token',
    severity: 'medium',
    patterns: [anchored('glcbt-', maybe(run(alnum, 1, 5), '_'), body(20, 64))],
    env: ['CI_JOB_TOKEN'],
    lifetime: 'as long as the job runs',
    verify: 'GET https://gitlab.com/api/v4/job with JOB-TOKEN; 200: alive, 401: not',
    revoke: 'it ends with its job',
  }),
  gitlabRule({
    id: 'gitlab-trigger-token',
    name: 'pipeline trigger token',
    patterns: [anchored('glptt-', run(hex, 40)), possible(anchored('glptt-', body(20, 64)))],
    env: ['GITLAB_TRIGGER_TOKEN', 'CI_TRIGGER_TOKEN'],
    revoke: 'delete it in the project > Settings > CI/CD > Pipeline trigger tokens',
  }),
  gitlabRule({
    id: 'gitlab-feed-token',
    name: 'feed or incoming mail token',
    severity: 'medium',
    patterns: [anchored(either('glft-', 'glimt-'), body(20, 64))],
    env: ['GITLAB_FEED_TOKEN'],
    revoke: 'reset it at https://gitlab.com/-/user_settings/personal_access_tokens',
  }),
  gitlabRule({
    id: 'gitlab-agent-token',
    name: 'agent or workspace token',
    severity: 'critical',
    patterns: [anchored('glagent-', body(50, 64)), anchored('glwt-', body(20, 64))],
    env: ['GITLAB_AGENT_TOKEN'],
    revoke: 'revoke it in the project > Operate > Kubernetes clusters > agent',
  }),
  gitlabRule({
    id: 'gitlab-oauth-secret',
    name: 'OAuth application secret',
    patterns: [anchored('gloas-', body(64))],
    env: ['GITLAB_CLIENT_SECRET', 'GITLAB_OAUTH_SECRET'],
    revoke: 'renew it at https://gitlab.com/-/user_settings/applications',
  }),
  gitlabRule({
    id: 'gitlab-scim-token',
    name: 'SCIM token',
    severity: 'critical',
    patterns: [anchored('glsoat-', body(20, 64))],
    env: ['GITLAB_SCIM_TOKEN'],
    revoke: 'reset it in the group > Settings > SAML SSO',
  }),
  gitlabRule({
    id: 'gitlab-feature-flags-token',
    name: 'feature flags client token',
    severity: 'low',
    patterns: [anchored('glffct-', body(20, 64))],
    env: ['UNLEASH_INSTANCE_ID'],
    revoke: 'reset it in the project > Deploy > Feature flags > Configure',
  }),
  gitlabRule({
    id: 'gitlab-session-cookie',
    name: 'session cookie',
    severity: 'critical',
    patterns: [anchored('_gitlab_session=', run(lowerAlnum, 32))],
    lifetime: '1 week without use',
    revoke: 'revoke it at https://gitlab.com/-/user_settings/active_sessions',
  }),
];
