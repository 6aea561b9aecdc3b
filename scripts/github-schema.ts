/**
 * Cuts the requests that the Action makes out of GitHub's own OpenAPI description, for the tests:
 * `node scripts/github-schema.ts FOLDER`, where FOLDER holds the unpacked package @octokit/openapi
 * (385 MB, so it is installed for this alone). Descriptions and examples stay behind.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** What src/host/github.ts and its callers ask for. */
const OPERATIONS: readonly (readonly [method: string, path: string])[] = [
  ['get', '/repos/{owner}/{repo}/pulls/{pull_number}/files'],
  ['get', '/repos/{owner}/{repo}/pulls/{pull_number}/comments'],
  ['post', '/repos/{owner}/{repo}/pulls/{pull_number}/comments'],
  ['patch', '/repos/{owner}/{repo}/pulls/comments/{comment_id}'],
  ['get', '/repos/{owner}/{repo}/pulls/{pull_number}/reviews'],
  ['post', '/repos/{owner}/{repo}/pulls/{pull_number}/reviews'],
  ['put', '/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}'],
  ['post', '/repos/{owner}/{repo}/check-runs'],
  ['patch', '/repos/{owner}/{repo}/check-runs/{check_run_id}'],
];

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
interface JsonObject {
  [name: string]: Json;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const object = (value: Json | undefined, what: string): JsonObject => {
  if (!isObject(value)) throw new Error(`the description has no ${what}`);
  return value;
};

const PROSE = new Set(['description', 'example', 'examples', 'externalDocs', 'x-github', 'title']);

/** Without prose; `properties` holds names, so a member called `description` stays there. */
const bare = (value: Json, names = false): Json => {
  if (Array.isArray(value)) return value.map((one) => bare(one));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => names || !PROSE.has(name))
      .map(([name, member]) => [name, bare(member, name === 'properties' && !names)]),
  );
};

/** Every `$ref` below a value. */
const references = (value: Json): string[] => {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' && typeof member === 'string' ? [member] : references(member),
  );
};

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the folder of the package @octokit/openapi');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const whole = JSON.parse(read('generated/api.github.com.json')) as JsonObject;
const { version } = JSON.parse(read('package.json')) as { version: string };

const paths: Record<string, JsonObject> = {};
for (const [method, path] of OPERATIONS) {
  const operation = object(object(whole['paths'], 'paths')[path], path)[method];
  const { parameters, requestBody, responses } = object(operation, `${method} ${path}`);
  const good = Object.entries(object(responses, 'responses')).filter(([code]) => code < '300');
  (paths[path] ??= {})[method] = bare({
    parameters: parameters ?? [],
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: Object.fromEntries(good),
  });
}

/** Headers of answers are not looked at. */
for (const path of Object.values(paths)) {
  for (const operation of Object.values(path)) {
    for (const response of Object.values(object(object(operation, 'operation')['responses'], ''))) {
      if (isObject(response)) delete response['headers'];
    }
  }
}

const components: Record<string, Record<string, Json>> = {};
const todo = references(paths);
for (let reference = todo.pop(); reference !== undefined; reference = todo.pop()) {
  const [, , kind = '', name = ''] = reference.split('/');
  const known = (components[kind] ??= {});
  if (name in known) continue;
  const found = bare(
    object(object(object(whole['components'], 'components')[kind], kind)[name], reference),
  );
  known[name] = found;
  todo.push(...references(found));
}
const sorted = Object.fromEntries(
  Object.entries(components).map(([kind, named]) => [
    kind,
    Object.fromEntries(Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1))),
  ]),
);

const target = join(import.meta.dirname, '..', '__tests__', 'pull-request', 'github-api.json');
const cut = {
  'x-source': `Cut by scripts/github-schema.ts out of @octokit/openapi ${version}, whose licence is in github-api.LICENSE`,
  openapi: whole['openapi'] ?? '',
  paths,
  components: sorted,
};
const config = await resolveConfig(target);
writeFileSync(target, await format(JSON.stringify(cut), { ...config, parser: 'json' }));
writeFileSync(target.replace('.json', '.LICENSE'), read('LICENSE'));
