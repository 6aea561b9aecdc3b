/** Amazon Bedrock. Both kinds are base64 over text that tells account or key ID. */
import { anchored, base64, near, possible, rule, run, should } from '../format.ts';

const verify =
  'GET https://bedrock.{region}.amazonaws.com/foundation-models with Authorization: Bearer; 200: alive, 403: not';
const source = 'docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html';

/** Base64 of `bedrock.amazonaws.com`. */
const host = 'YmVkcm9jay5hbWF6b25hd3MuY29t';

export const bedrock = [
  rule({
    id: 'bedrock-long-term-key',
    provider: 'Amazon Bedrock',
    name: 'long-term API key',
    category: 'ai-model',
    severity: 'critical',
    patterns: [
      anchored('ABSKQmVkcm9ja0FQSUtleS', run(base64 + '=', 87, 250)),
      possible(near(['bedrock'], anchored('ABSK', run(base64, 109, 269), run('=', 0, 2)))),
    ],
    checks: [should('bedrock-long-term')],
    env: ['AWS_BEARER_TOKEN_BEDROCK'],
    verify,
    revoke: 'aws iam delete-service-specific-credential for the user that the key names',
    source,
  }),
  rule({
    id: 'bedrock-short-term-key',
    provider: 'Amazon Bedrock',
    name: 'short-term API key',
    category: 'ai-model',
    patterns: [
      anchored('bedrock-api-key-', host, run(base64 + '=', 100, 4000)),
      // Cut short by a log or a wrapped line: it tells that a key was there.
      possible(anchored('bedrock-api-key-', host, run(base64 + '=', 0, 99))),
    ],
    checks: [should('bedrock-short-term')],
    env: ['AWS_BEARER_TOKEN_BEDROCK'],
    lifetime: 'up to 12 hours',
    verify,
    revoke: 'end the IAM session that made it; it expires within 12 hours',
    source,
  }),
];
