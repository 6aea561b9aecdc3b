/**
 * The checks that a rule can name: what a credential tells of itself without the network. `seal`
 * turns a random text of the right shape into one that passes, for generated samples.
 */
import {
  apifyChecksum,
  confluentChecksum,
  githubChecksum,
  hexTailChecksum,
  zuploChecksum,
} from './crc.ts';
import { awsKeyId } from './aws.ts';
import { azureAnnotatedKey } from './azure-annotated-key.ts';
import { bedrockLongTermKey, bedrockShortTermKey } from './bedrock.ts';
import { jsonWebToken } from './jwt.ts';
import { minimaxToken, openaiToken } from './jwt-issuer.ts';
import { passwordValue } from './password-value.ts';
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
}

const checks: ReadonlyMap<string, CredentialCheck> = new Map<string, CredentialCheck>([
  ['github-crc', githubChecksum],
  ['apify-crc', apifyChecksum],
  ['hex-crc-tail', hexTailChecksum],
  ['zuplo-crc', zuploChecksum],
  ['confluent-crc', confluentChecksum],
  ['aws-key-id', awsKeyId],
  ['jwt', jsonWebToken],
  ['jwt-openai', openaiToken],
  ['jwt-minimax', minimaxToken],
  ['azure-annotated-key', azureAnnotatedKey],
  ['bedrock-long-term', bedrockLongTermKey],
  ['bedrock-short-term', bedrockShortTermKey],
  ['password-value', passwordValue],
  ['supabase-service-role', supabaseServiceRole],
]);

/** @throws Error when nothing has that name. */
export const checkNamed = (name: string): CredentialCheck => {
  const check = checks.get(name);
  if (check === undefined) throw new Error(`no check is called "${name}"`);
  return check;
};
