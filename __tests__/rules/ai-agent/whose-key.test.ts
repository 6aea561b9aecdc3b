/**
 * Keys of agents, search, vector databases and GPU clouds as they stand in real files, and values
 * that look like them: another vendor's with the same prefix, a hash, an id without a name.
 */
import { describe, expect, test } from '@jest/globals';
import { compileRules } from '../../../src/detect/ruleset.ts';
import { alnum, base64url, hex, lowerAlnum, upperAlnum } from '../../../src/rules/format.ts';
import { rules as all } from '../../../src/rules/index.ts';
import { draw, searchText } from '../../detect/search-text.ts';

const categories = new Set(['ai-agent', 'ai-vector', 'gpu-cloud']);
const rules = all.filter((rule) => categories.has(rule.category));
const ruleSet = compileRules(rules);

/** Rule and secret of all findings in a text, in order. */
const find = async (text: string): Promise<[string, string][]> => {
  return (await searchText(ruleSet, text, 'probe')).map((match) => [
    rules[match.rule]?.id ?? '',
    Buffer.from(match.secret).toString(),
  ]);
};

const md5 = draw(hex, 32, 1);
const sha1 = draw(hex, 40, 2);
const sha256 = draw(hex, 64, 3);
const uuid = [8, 4, 4, 4, 12].map((length, at) => draw(hex, length, 40 + at)).join('-');
const modalId = `ak-${draw(alnum, 22, 5)}`;
const modalSecret = `as-${draw(alnum, 22, 6)}`;
const baseten = `${draw(alnum, 8, 7)}.${draw(alnum, 32, 8)}`;
const kagi = `${draw(base64url, 11, 9)}.${draw(base64url, 42, 10)}A`;
const dify = `app-${draw(alnum, 24, 11)}`;
const brave = `BSA${draw(base64url, 28, 12)}`;
const thirtyTwo = `${draw(base64url, 42, 13)}E`;

describe('a key in the file where it lives', () => {
  test.each([
    [
      '.modal.toml',
      `[default]\ntoken_id = "${modalId}"\ntoken_secret = "${modalSecret}"\n`,
      [
        ['modal-token-id', modalId],
        ['modal-token-secret', modalSecret],
      ],
    ],
    [
      '.trussrc',
      `[baseten]\nremote_provider = baseten\napi_key = ${baseten}\nremote_url = https://app.baseten.co`,
      [['baseten-api-key', baseten]],
    ],
    ["Exa's client", `const exa = new Exa("${uuid}");`, [['exa-api-key', uuid]]],
    [
      "Pinecone's client",
      `pc = Pinecone(api_key="${uuid}", environment="us-west1-gcp")`,
      [['pinecone-legacy-api-key', uuid]],
    ],
    ["Kagi's address", `https://kagi.com/search?token=${kagi}&q=%s`, [['kagi-api-token', kagi]]],
    [
      "SerpApi's address",
      `https://serpapi.com/search.json?engine=google&q=coffee&location=Austin,+Texas&hl=en&api_key=${sha256}`,
      [['serpapi-api-key', sha256]],
    ],
    [
      "Brave's header",
      `curl -H "X-Subscription-Token: ${brave}" https://example.org`,
      [['brave-search-api-key', brave]],
    ],
    [
      "a self-hosted Dify's path",
      `curl https://ai.example.org/v1/chat-messages -H 'Authorization: Bearer ${dify}'`,
      [['dify-app-key', dify]],
    ],
    [
      "an MCP client's settings",
      `{"mcpServers":{"one":{"command":"npx","env":{"ACME_API_KEY": "${thirtyTwo}"}}}}`,
      [['mcp-server-env-secret', thirtyTwo]],
    ],
    [
      "an MCP server's header",
      `{"mcpServers":{"two":{"url":"https://a.example","headers":{"Authorization": "Bearer ${thirtyTwo}"}}}}`,
      [['mcp-server-bearer', thirtyTwo]],
    ],
  ])('%s', async (_name, text, expected) => {
    expect(await find(text)).toEqual(expected);
  });
});

describe('what another vendor gives out under the same prefix', () => {
  test.each([
    ["Retell's key is not Cursor's", `cursor: key_${draw(hex, 28, 20)}`],
    ["Runway's key is not Cursor's", `cursor: key_${draw(hex, 128, 21)}`],
    ["Segment's token is not Sourcegraph's", `SEGMENT_TOKEN=sgp_${draw(alnum, 64, 22)}`],
    ["redirect.pizza's token is not RunPod's", `TOKEN=rpa_${draw(alnum, 30, 23)}`],
    ["Notion's secret is not Lambda's", `NOTION_TOKEN=secret_${draw(alnum, 43, 24)}`],
    ["HighLevel's token is not Prime Intellect's", `TOKEN=pit-${uuid}`],
    ['an app named by its hash is not Dify', `<script src="app-${draw(lowerAlnum, 24, 25)}">`],
    ['a Basic key of Django is not Baseten', `Authorization: Api-Key ${baseten}`],
  ])('%s', async (_name, text) => {
    expect(await find(text)).toEqual([]);
  });
});

describe('what is no key', () => {
  test.each([
    ['a UUID', `id: ${uuid}`],
    ['an MD5 of Diffbot', `Diffbot/0.1 (etag "${md5}")`],
    ['a commit of Serper', `serper@${sha1}`],
    ['a commit at Sourcegraph', `https://sourcegraph.com/github.com/a/b@${sha1}/-/blob/c`],
    ['an image by digest', `FROM vastai/base@sha256:${sha256}`],
    ['an index of Pinecone', `pinecone index ${uuid}`],
    ['an upper-case id', `RUN ${draw(upperAlnum, 40, 30)}`],
    ['a placeholder', 'TAVILY_API_KEY=tvly-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
    [
      'a variable in settings',
      '{"mcpServers":{"a":{"env":{"API_KEY": "${input:some-api-key-of-mine}"}}}}',
    ],
    ['a word that ends in exa', `hexa("${uuid}")`],
  ])('%s', async (_name, text) => {
    expect(await find(text)).toEqual([]);
  });
});
