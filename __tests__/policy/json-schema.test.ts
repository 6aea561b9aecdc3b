import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ownRule } from '../../src/policy/own-rules.ts';
import { policyJsonSchema } from '../../src/policy/json-schema.ts';
import { readTree } from '../../src/policy/yaml-tree.ts';
import { readPolicyFile } from '../../src/policy/read-policy.ts';

const root = join(import.meta.dirname, '..', '..');

describe('schema/policy.schema.json', () => {
  test('is what the code validates with', () => {
    const published = readFileSync(join(root, 'schema', 'policy.schema.json'), 'utf8');
    expect(published).toBe(policyJsonSchema());
  });

  test('takes every example of docs/policy.md, as the code does, and not a misspelt one', () => {
    const validate = new Ajv2020({ strict: false }).compile(
      JSON.parse(policyJsonSchema()) as object,
    );
    const page = readFileSync(join(root, 'docs', 'policy.md'), 'utf8');
    const examples = [...page.matchAll(/```yaml\n([^]*?)```/g)].map((found) => found[1] ?? '');
    expect(examples.length).toBeGreaterThan(3);
    for (const example of examples) {
      const { ownRules } = readPolicyFile('docs', example);
      for (const { document } of ownRules) expect(() => ownRule(document)).not.toThrow();
      const plain: unknown = JSON.parse(JSON.stringify(readTree('docs', example).value));
      expect([example, validate(plain), validate.errors]).toEqual([example, true, null]);
    }
    expect(validate({ allow: [{ rule: 'jwt' }] })).toBe(false);
    expect(validate({ alow: [] })).toBe(false);
  });
});
