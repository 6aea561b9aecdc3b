/** Microsoft Teams. Whoever has the URL of a webhook or workflow may post. */
import {
  alnum,
  anchored,
  base64url,
  digits,
  either,
  looseUuid,
  lower,
  maybe,
  rule,
  run,
  secret,
} from '../format.ts';

/** The group and its tenant, the connector, its user; other scanners let letters beyond `f` pass. */
const connector = [
  ...looseUuid,
  '@',
  ...looseUuid,
  '/IncomingWebhook/',
  run(alnum, 32),
  '/',
  ...looseUuid,
  maybe('/V2', run(base64url, 40, 48)),
];

export const microsoftTeams = [
  rule({
    id: 'microsoft-teams-webhook',
    provider: 'Microsoft Teams',
    name: 'incoming webhook',
    category: 'messaging',
    severity: 'medium',
    patterns: [
      anchored('.webhook.office.com/webhookb2/', ...connector),
      anchored(
        either('outlook.office.com/webhook/', 'outlook.office365.com/webhook/'),
        ...connector,
      ),
    ],
    env: ['TEAMS_WEBHOOK_URL', 'MS_TEAMS_WEBHOOK'],
    revoke: 'remove the connector in the channel',
    source: 'learn.microsoft.com, create an incoming webhook',
  }),
  rule({
    id: 'microsoft-workflow-url',
    provider: 'Microsoft Teams',
    name: 'workflow URL (Power Automate, Logic Apps)',
    category: 'messaging',
    severity: 'medium',
    patterns: [
      anchored(
        '/paths/invoke?api-version=',
        run(`${digits}${lower}-`, 10, 30),
        '&sp=',
        run(`${alnum}%./_-`, 8, 80),
        '&sv=',
        run(`${digits}.`, 3, 5),
        '&sig=',
        secret(run(base64url, 43)),
      ),
    ],
    env: ['TEAMS_WORKFLOW_URL'],
    revoke: 'regenerate the access key of the Logic App, or delete the flow and its trigger',
    source: 'learn.microsoft.com, Workflows app webhooks; Logic Apps, shared access signatures',
  }),
];
