/**
 * The checks that a rule can name: what a credential tells of itself without the network. `seal`
 * turns a random text of the right shape into one that passes, for generated samples.
 */
import {
  apifyChecksum,
  confluentChecksum,
  githubChecksum,
  gitlabChecksum,
  grafanaChecksum,
  hexTailChecksum,
  zuploChecksum,
} from './crc.ts';
import { atlassianDataCenter } from './atlassian-data-center.ts';
import { awsKeyId } from './aws.ts';
import { azureAnnotatedKey } from './azure-annotated-key.ts';
import { bedrockLongTermKey, bedrockShortTermKey } from './bedrock.ts';
import {
  azureApimKey,
  azureBatchKey,
  azureEventGridKey,
  azureFunctionKey,
  azureIotKey,
  azureMlClassicKey,
  azureRedisKey,
  azureStorageKey,
  entraClientSecret,
} from './azure-identifiable.ts';
import { azureDevopsToken } from './azure-devops.ts';
import { base58Check } from './base58.ts';
import { bech32 } from './bech32.ts';
import { ampKey, devinKey, lettaKey, zapierServer } from './encoded-ids.ts';
import { n8nToken, qdrantToken, zepKey } from './json-claims.ts';
import {
  discordBotToken,
  slackRotatedToken,
  slackWebhook,
  telegramBotToken,
} from './chat-token.ts';
import { grafanaApiKey, grafanaCloudToken } from './grafana.ts';
import { jsonWebSignature, jsonWebToken } from './jwt.ts';
import { encodedJsonWebToken } from './jwt-base64.ts';
import { kubernetesToken } from './jwt-kubernetes.ts';
import { mixedCase } from './letters.ts';
import { macaroon } from './macaroon.ts';
import { cursorToken, minimaxToken, openaiToken } from './jwt-issuer.ts';
import { onepasswordToken } from './onepassword.ts';
import { passwordValue } from './password-value.ts';
import { neptuneToken, sentryOrganisationToken } from './self-describing.ts';
import { supabaseServiceRole } from './supabase.ts';

export interface CheckResult {
  ok: boolean;
  /** `name: value` lines for the finding. */
  details: string[];
  /** False where the credential is over (an expired JWT): such a match is `possible` at most. */
  alive?: boolean;
}

export interface CredentialCheck {
  /** @param secret The secret, one character a byte (latin1). */
  verify(secret: string): CheckResult;
  /** @param shape A text of the right shape; gives one that passes. */
  seal(shape: string): string;
  /** False where passing makes nothing certain: the check only tells what it cannot be. */
  proves?: false;
}

const checks: ReadonlyMap<string, CredentialCheck> = new Map<string, CredentialCheck>([
  ['github-crc', githubChecksum],
  ['apify-crc', apifyChecksum],
  ['hex-crc-tail', hexTailChecksum],
  ['zuplo-crc', zuploChecksum],
  ['confluent-crc', confluentChecksum],
  ['aws-key-id', awsKeyId],
  ['gitlab-crc', gitlabChecksum],
  ['grafana-crc', grafanaChecksum],
  ['azure-storage-key', azureStorageKey],
  ['azure-batch-key', azureBatchKey],
  ['azure-ml-classic-key', azureMlClassicKey],
  ['azure-apim-key', azureApimKey],
  ['azure-redis-key', azureRedisKey],
  ['azure-iot-key', azureIotKey],
  ['azure-event-grid-key', azureEventGridKey],
  ['azure-function-key', azureFunctionKey],
  ['entra-secret', entraClientSecret],
  ['azure-devops-token', azureDevopsToken],
  ['base58check', base58Check],
  ['bech32', bech32],
  ['macaroon', macaroon],
  ['jwt-kubernetes', kubernetesToken],
  ['jwt-base64', encodedJsonWebToken],
  ['jwt', jsonWebToken],
  ['jws', jsonWebSignature],
  ['jwt-qdrant', qdrantToken],
  ['jwt-n8n', n8nToken],
  ['zep-key', zepKey],
  ['letta-key', lettaKey],
  ['zapier-server', zapierServer],
  ['devin-key', devinKey],
  ['amp-key', ampKey],
  ['jwt-openai', openaiToken],
  ['jwt-minimax', minimaxToken],
  ['jwt-cursor', cursorToken],
  ['azure-annotated-key', azureAnnotatedKey],
  ['bedrock-long-term', bedrockLongTermKey],
  ['bedrock-short-term', bedrockShortTermKey],
  ['password-value', passwordValue],
  ['atlassian-data-center', atlassianDataCenter],
  ['neptune-token', neptuneToken],
  ['sentry-organisation-token', sentryOrganisationToken],
  ['grafana-cloud-token', grafanaCloudToken],
  ['grafana-api-key', grafanaApiKey],
  ['discord-bot-token', discordBotToken],
  ['slack-rotated-token', slackRotatedToken],
  ['slack-webhook', slackWebhook],
  ['telegram-bot-token', telegramBotToken],
  ['mixed-case', mixedCase],
  ['1password-token', onepasswordToken],
  ['supabase-service-role', supabaseServiceRole],
]);

/** @throws Error when nothing has that name. */
export const checkNamed = (name: string): CredentialCheck => {
  const check = checks.get(name);
  if (check === undefined) throw new Error(`no check is called "${name}"`);
  return check;
};
