/** The shape of a user's own rule in a policy file; own-rules.ts turns it into a rule of the search. */
import * as z from 'zod';
import { severities } from '../model/levels.ts';
import { ruleId, shortText } from './schema-words.ts';

/** RE2 syntax; the bound keeps what one pattern may cost small. */
const regex = z.string().min(1).max(8000);

const ruleAllow = z.strictObject({
  regexes: z.array(regex).max(200).optional().describe('Patterns of what is no secret.'),
  target: z
    .enum(['secret', 'match', 'line'])
    .optional()
    .describe('What the patterns look at; the secret unless told.'),
  stopwords: z
    .array(z.string().min(1).max(200))
    .max(2000)
    .optional()
    .describe('A secret that holds one of these words is none.'),
  paths: z.array(regex).max(200).optional().describe('Patterns (RE2) of paths.'),
  condition: z
    .enum(['any', 'all'])
    .optional()
    .describe('Whether one of regexes, stopwords and paths is enough (any, unless told).'),
});

const sample = z.string().min(1).max(20_000);

export const ownRuleSchema = z.strictObject({
  id: ruleId,
  regex: regex.describe('RE2 syntax.'),
  name: shortText.optional().describe('What the credential is.'),
  provider: shortText.optional(),
  severity: z.enum(severities).optional(),
  confidence: z.enum(['likely', 'possible']).optional(),
  keywords: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(100)
    .optional()
    .describe('Fixed texts, one of which stands in or near each match.'),
  path: regex.optional().describe('Pattern (RE2) of the paths in which it is looked for.'),
  entropy: z.number().min(0).max(8).optional().describe('Least Shannon bits of a character.'),
  'secret-group': z.int().min(0).max(99).optional().describe('Capture group that is the secret.'),
  longest: z.int().min(1).max(16_384).optional().describe('Longest match in bytes.'),
  allow: z.array(ruleAllow).max(100).optional(),
  'must-match': z.array(sample).max(100).optional().describe('Samples that are found.'),
  'must-not-match': z.array(sample).max(100).optional().describe('Samples that are not found.'),
  revoke: shortText.optional().describe('How to revoke it.'),
});

export type OwnRuleDocument = z.infer<typeof ownRuleSchema>;
