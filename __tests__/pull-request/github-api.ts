/** Checks requests and answers against GitHub's own description (github-api.json, cut by scripts/github-schema.ts). */
import { Ajv, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Parameter {
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  schema: object;
}
interface Body {
  content: { 'application/json': { schema: object } };
}
interface Operation {
  parameters: (Parameter | { $ref: string })[];
  requestBody?: Body;
  responses: Record<string, Body>;
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { parameters: Record<string, Parameter>; schemas: Record<string, object> };
}

const description = JSON.parse(
  readFileSync(join(import.meta.dirname, 'github-api.json'), 'utf8'),
) as Description;

/** Members that a schema does not name are mistakes in a request. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [
      name,
      // Alternatives name only the members that they tell apart.
      name === 'oneOf' || name === 'anyOf' ? value : closed(value),
    ]),
  );
  return 'properties' in copy && !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy;
};

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'github', components: description.components });

/** References of the description are to its own root. */
const rooted = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"github#/components/')) as object;

const compiled = new Map<string, ValidateFunction>();
const check = (name: string, schema: object, value: unknown): string[] => {
  let validate = compiled.get(name);
  if (validate === undefined) compiled.set(name, (validate = ajv.compile(rooted(schema))));
  validate(value);
  return (validate.errors ?? []).map(
    (error) =>
      `${name}${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
  );
};

/** What a request is by the description, with the values of its path. */
export interface Known {
  name: string;
  operation: Operation;
  values: Record<string, string>;
}

/** @param path With `/repos/…`. */
export const knownRequest = (method: string, path: string): Known | null => {
  for (const [template, operations] of Object.entries(description.paths)) {
    const operation = operations[method.toLowerCase()];
    if (operation === undefined) continue;
    const names = [...template.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '');
    const match = new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(path);
    if (match === null) continue;
    const values = Object.fromEntries(names.map((name, at) => [name, match[at + 1] ?? '']));
    return { name: `${method} ${template}`, operation, values };
  }
  return null;
};

/** What is wrong with a request by the description; empty where nothing is. */
export const requestErrors = (
  { name, operation, values }: Known,
  query: URLSearchParams,
  body: unknown,
): string[] => {
  const parameters = operation.parameters.map((one) =>
    '$ref' in one
      ? (description.components.parameters[one.$ref.split('/').at(-1) ?? ''] ?? null)
      : one,
  );
  const errors: string[] = [];
  const given = new Set(query.keys());
  for (const parameter of parameters) {
    if (parameter === null) continue;
    const text = parameter.in === 'path' ? values[parameter.name] : query.get(parameter.name);
    given.delete(parameter.name);
    if (text === null || text === undefined) continue;
    const integer = (parameter.schema as { type?: string }).type === 'integer';
    const value = integer ? Number(text) : text;
    errors.push(...check(`${name} ${parameter.name}`, parameter.schema, value));
  }
  for (const unknown of given) errors.push(`${name}: no parameter ${unknown}`);
  const schema = operation.requestBody?.content['application/json'].schema;
  if (schema === undefined) return body === null ? errors : [...errors, `${name}: takes no body`];
  return [...errors, ...check(`${name} body`, closed(schema) as object, body)];
};

/** What is wrong with an answer of our own server by the description. */
export const answerErrors = (
  { name, operation }: Known,
  status: number,
  value: unknown,
): string[] => {
  const response = operation.responses[String(status)];
  if (response === undefined) return [`${name}: no answer ${status}`];
  const { schema } = response.content['application/json'];
  return check(`${name} ${status}`, schema, value);
};
