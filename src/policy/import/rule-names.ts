/**
 * What other scanners call a credential, in dockgate's words. Only names whose meaning is the same, or
 * wider here by kinds that the other name covers too; what is not listed is not guessed.
 */

const privateKeys = [
  'private-key-rsa',
  'private-key-ec',
  'private-key-dsa',
  'private-key-pkcs8',
  'private-key-openssh',
  'private-key-other-pem',
  'private-key-pgp',
  'private-key-encrypted',
  'private-key-pgp-encrypted',
];
const awsIds = [
  'aws-access-key-id',
  'aws-temporary-key-id',
  'aws-service-key-id',
  'aws-old-key-id',
];
const slack = ['slack-bot-token', 'slack-user-token', 'slack-app-token', 'slack-legacy-token'];
const stripe = ['stripe-secret-key', 'stripe-restricted-key', 'stripe-test-key'];
const generic = ['assigned-password', 'assigned-secret'];
const openai = ['openai-project-key', 'openai-service-account-key', 'openai-legacy-key'];
const gitHub = ['github-personal-access-token'];
const jwt = ['json-web-token', 'json-web-token-base64'];
const gitLab = ['gitlab-access-token', 'gitlab-routable-token', 'gitlab-old-access-token'];

/** By tool; keys in lower case. */
export const toolNames: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  gitleaks: {
    'aws-access-token': awsIds,
    'private-key': privateKeys,
    'github-pat': gitHub,
    'github-fine-grained-pat': ['github-fine-grained-token'],
    'github-oauth': ['github-oauth-token'],
    'github-app-token': ['github-app-token'],
    'gitlab-pat': gitLab,
    'slack-webhook-url': ['slack-webhook'],
    'stripe-access-token': stripe,
    'gcp-api-key': ['gcp-api-key'],
    'generic-api-key': generic,
    'openai-api-key': openai,
    'pypi-upload-token': ['pypi-api-token'],
    'sendgrid-api-token': ['sendgrid-api-key'],
    'telegram-bot-api-token': ['telegram-bot-token'],
    'cloudflare-api-key': ['cloudflare-api-token'],
    'digitalocean-pat': ['digitalocean-personal-token'],
  },
  trivy: {
    'aws-access-key-id': awsIds,
    'private-key': privateKeys,
    'github-pat': gitHub,
    'github-oauth': ['github-oauth-token'],
    'gitlab-pat': gitLab,
    'slack-access-token': slack,
    'slack-web-hook': ['slack-webhook'],
    'stripe-secret-token': stripe,
    'stripe-publishable-token': [],
    'jwt-token': jwt,
    'gcp-service-account': ['gcp-service-account-key'],
    'hugging-face-access-token': ['huggingface-access-token'],
    'pypi-upload-token': ['pypi-api-token'],
    'sendgrid-api-token': ['sendgrid-api-key'],
    'heroku-api-key': ['heroku-api-key'],
    'dockerconfig-secret': ['docker-config-auth', 'docker-config-identity-token'],
  },
  'detect-secrets': {
    'aws access key': awsIds,
    'basic auth credentials': ['url-password'],
    'github token': [...gitHub, 'github-oauth-token', 'github-app-token'],
    'json web token': jwt,
    'private key': privateKeys,
    'secret keyword': generic,
    'slack token': slack,
    'stripe access key': stripe,
    'sendgrid api key': ['sendgrid-api-key'],
    'pypi token': ['pypi-api-token'],
    'openai token': openai,
    'azure storage account access key': ['azure-storage-account-key'],
    'discord bot token': ['discord-bot-token'],
    'telegram bot token': ['telegram-bot-token'],
    'mailchimp access key': ['mailchimp-api-key'],
    'npm tokens': ['npm-access-token', 'npmrc-auth'],
    'base64 high entropy string': generic,
    'hex high entropy string': generic,
  },
  ggshield: {
    'generic high entropy secret': generic,
    'generic password': ['assigned-password'],
    'generic private key': privateKeys,
    'rsa private key': ['private-key-rsa'],
    'openssh private key': ['private-key-openssh'],
    'json web token': jwt,
    'aws keys': [...awsIds, 'aws-secret-access-key'],
    'github access token': gitHub,
    'slack bot token': ['slack-bot-token'],
    'stripe keys': stripe,
    'openai api key': openai,
  },
};

/**
 * The rules of dockgate that a name of another tool means: the table's, or the rule of the same id.
 * @param ids Rules that exist; others are left out.
 * @returns Empty where none is known.
 */
export function rulesNamed(tool: string, name: string, ids: ReadonlySet<string>): string[] {
  const key = name.trim().toLowerCase();
  const table = Object.hasOwn(toolNames, tool) ? toolNames[tool] : undefined;
  const listed = table !== undefined && Object.hasOwn(table, key) ? (table[key] ?? []) : [];
  const known = listed.filter((id) => ids.has(id));
  if (known.length > 0 || listed.length > 0) return [...known];
  const same = key.replaceAll(/[ _]+/g, '-');
  return ids.has(same) ? [same] : [];
}
