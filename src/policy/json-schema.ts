/** The published schema of the policy, so that editors can help: schema/policy.schema.json. */
import * as z from 'zod';
import { policySchema } from './schema.ts';

/** JSON Schema 2020-12, as text with a line end. */
export function policyJsonSchema(): string {
  const schema = z.toJSONSchema(policySchema, { io: 'input' });
  const named = {
    $schema: schema.$schema,
    $id: 'https://unpkg.com/dockgate/schema/policy.schema.json',
    title: 'dockgate policy (.dockgate.yml)',
    ...schema,
  };
  return `${JSON.stringify(named, null, 2)}\n`;
}
