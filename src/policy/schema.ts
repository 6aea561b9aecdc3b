/**
 * The shape of a policy file. One description serves for validation, for types and for the published
 * schema/policy.schema.json, so that an editor knows what the gate knows. What two fields mean
 * together is checked in read-policy.ts.
 */
import * as z from 'zod';
import { confidences, severities } from '../model/levels.ts';
import { ownRuleSchema } from './rule-schema.ts';
import { fingerprintText, globText, line, oneOrMore, ruleId, shortText } from './schema-words.ts';

export const reportFormats = ['text', 'json', 'sarif', 'summary'] as const;

const failOn = z
  .union([z.literal('none'), z.array(z.enum(confidences)).min(1).max(3)])
  .describe('Confidences that stop the push, the surer ones included; or none.');

/** A calendar day, `2027-01-31`. */
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isDay)
  .describe('Last day on which the entry counts, YYYY-MM-DD.');

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const allowEntry = z.strictObject({
  fingerprint: oneOrMore(fingerprintText).optional().describe('Fingerprints of findings.'),
  rule: oneOrMore(ruleId).optional().describe('Ids of rules.'),
  path: oneOrMore(globText).optional().describe('Globs of paths; app.jar!/config/*.yml too.'),
  instruction: oneOrMore(z.union([line, shortText]))
    .optional()
    .describe('First line of a Dockerfile instruction, or its text, with * for any text.'),
  stage: oneOrMore(shortText).optional().describe('Names or numbers (from 0) of build stages.'),
  reason: shortText.describe('Why this is no secret, or why it may stay.'),
  owner: shortText.optional().describe('Who answers for it.'),
  expires: day.optional(),
  acknowledge: z
    .boolean()
    .optional()
    .describe('True to allow private keys, known values and live credentials as well.'),
});

const ruleChange = z.strictObject({
  id: ruleId,
  enabled: z.boolean().optional().describe('False to switch the rule off.'),
  severity: z.enum(severities).optional(),
  reason: shortText.optional().describe('Why; needed to switch a rule off.'),
});

const size = z
  .union([
    z.int().min(1),
    z
      .string()
      .max(20)
      .regex(/^[1-9]\d{0,9} ?(?:B|KiB|MiB|GiB)$/),
  ])
  .describe('Bytes, or a size such as 512 MiB.');

const limits = z.strictObject({
  depth: z.int().min(1).max(64).optional().describe('How deep nested archives are opened.'),
  expansion: size.optional().describe('Bytes that the content of one file may have together.'),
  ratio: z.int().min(1).max(100_000).optional().describe('Bytes of content for a byte of a file.'),
  entries: z.int().min(1).max(100_000_000).optional().describe('Members in one file.'),
  time: z.int().min(1).max(86_400).optional().describe('Seconds for the opening of one file.'),
  layer: size.optional().describe('Bytes of one layer, uncompressed.'),
});

const inherited = z.strictObject({ 'fail-on': failOn });

const destination = z.strictObject({
  match: globText.describe('Glob of image names, registry.example.com/public/**.'),
  'fail-on': failOn,
  inherited: inherited.optional(),
});

const known = z.strictObject({
  env: z
    .array(shortText)
    .max(200)
    .optional()
    .describe('Environment variables whose values are looked for; * for any text.'),
  ignore: z.array(shortText).max(200).optional().describe('Variables that hold no secret.'),
  'min-length': z.int().min(6).max(1024).optional().describe('Shorter values are left out.'),
});

const relativeFile = z
  .string()
  .min(1)
  .max(400)
  .regex(/^(?![/\\]|[A-Za-z]:)(?!(?:.*[/\\])?\.\.(?:[/\\]|$))[^\0-\x1f]+$/);

const report = z.strictObject({
  format: z.enum(reportFormats),
  file: relativeFile.describe('Where to write it, below the working directory.'),
});

const pinned = z.strictObject({
  url: z
    .string()
    .max(2000)
    .regex(/^https:\/\/[^\s@]+$/)
    .describe('An https address.'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('Digest of the file behind it.'),
});

const extended = z.union([z.string().min(1).max(1000), pinned]);

export const policySchema = z.strictObject({
  extends: oneOrMore(extended)
    .optional()
    .describe('Policies that this one builds on: files, or addresses pinned by digest.'),
  'fail-on': failOn.optional(),
  inherited: inherited.optional().describe('Thresholds where the base image is to blame.'),
  unopened: z
    .enum(['report', 'fail'])
    .optional()
    .describe('What a nested archive that nobody can open means.'),
  'strict-allow': z.boolean().optional().describe('True: entries that match nothing fail the run.'),
  allow: z.array(allowEntry).max(10_000).optional().describe('Findings that do not block.'),
  rules: z
    .array(z.union([z.string().min(1).max(1000), ownRuleSchema, ruleChange]))
    .max(5000)
    .optional()
    .describe('Own rules, changes to rules, and TOML files with rules of gitleaks.'),
  limits: limits.optional().describe('What opening files may cost.'),
  destinations: z.array(destination).max(100).optional().describe('Thresholds by where it goes.'),
  known: known.optional().describe('Secrets of this build that are looked for as they are.'),
  reports: z.array(report).max(20).optional().describe('Further reports to write.'),
});

export type PolicyDocument = z.infer<typeof policySchema>;
export type AllowDocument = z.infer<typeof allowEntry>;
export type RuleChangeDocument = z.infer<typeof ruleChange>;
