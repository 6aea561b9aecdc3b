/** What stands in every image and is no credential: hashes, versions, identifiers, public halves of keys. */
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { compileRules } from '../../src/detect/ruleset.ts';
import { rules } from '../../src/rules/index.ts';
import { searchText } from '../detect/search-text.ts';

const folders = new Set(['cloud', 'source-control', 'ci', 'registry', 'private-key']);
const mine = rules.filter((rule) => folders.has(rule.category));
const ruleSet = compileRules(mine);

const found = async (text: string): Promise<string[]> => {
  return (await searchText(ruleSet, text, 'some/file')).map((match) => mine[match.rule]?.id ?? '');
};

const hash = (
  name: string,
  encoding: 'hex' | 'base64' | 'base64url',
  algorithm = 'sha256',
): string => createHash(algorithm).update(name).digest(encoding);
const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;

describe('nothing is found in', () => {
  test.each([
    ['go.sum', `github.com/hetznercloud/hcloud-go v1.59.2 h1:${hash('a', 'base64')}`],
    [
      'a table of module sums',
      `github.com/linode/linodego,v1.49.0,${hash('b', 'hex')},${hash('c', 'hex')}`,
    ],
    [
      'package-lock.json',
      `"node_modules/vercel": { "integrity": "sha512-${hash('d', 'base64', 'sha512')}" }`,
    ],
    [
      'yarn.lock',
      `resolved "https://registry.yarnpkg.com/netlify/-/netlify-13.1.0.tgz#${hash('e', 'hex', 'sha1')}"`,
    ],
    ['a git log', `commit ${hash('f', 'hex', 'sha1')}\nMerge branch 'gitea' into main`],
    ['a digest', `FROM cloudflare/cloudflared@sha256:${hash('g', 'hex')}`],
    ['an ID beside a name', `railway_project_id: ${randomUUID()}`],
    ['a page ID', `https://some.site/API-${hash('h', 'hex', 'md5').toUpperCase()}`],
    [
      'an identifier',
      'template<class T> ptr_to_member_function_of_a_class_with_many_arguments_t x;',
    ],
    ['a public key', publicKey.export({ format: 'pem', type: 'spki' }) as string],
    ['a public JSON Web Key', JSON.stringify(publicKey.export({ format: 'jwk' }))],
    [
      'a call of a parser',
      'const begin = "-----BEGIN RSA PRIVATE KEY-----", end = "-----END RSA PRIVATE KEY-----";',
    ],
    ['a variable', 'ENV DIGITALOCEAN_TOKEN=${DIGITALOCEAN_TOKEN} HEROKU_API_KEY=$HEROKU_API_KEY'],
    ['a placeholder', `GITHUB_TOKEN=ghp_${'x'.repeat(36)} NPM_TOKEN=npm_${'0'.repeat(36)}`],
    [
      'a subject identifier',
      `scaleway organization ${randomUUID()} default project ${randomUUID()}`,
    ],
    [
      'an image tag',
      'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:x86_64-v17.5.3',
    ],
  ])('%s', async (_name, text) => {
    expect(await found(text)).toEqual([]);
  });
});
