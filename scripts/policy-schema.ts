/** Writes schema/policy.schema.json from the schema that validates policies. `--check` only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyJsonSchema } from '../src/policy/json-schema.ts';

const target = join(import.meta.dirname, '..', 'schema', 'policy.schema.json');
const text = policyJsonSchema();
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('schema/policy.schema.json is stale: run npm run generate');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
}
