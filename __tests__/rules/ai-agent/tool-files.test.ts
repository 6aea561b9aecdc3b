/** Files in which AI tools keep their logins, under their real paths: each token found, and its maker named. */
import { describe, expect, test } from '@jest/globals';
import { compileRules } from '../../../src/detect/ruleset.ts';
import { alnum, base64, base64url, hex, lowerAlnum } from '../../../src/rules/format.ts';
import { rules } from '../../../src/rules/index.ts';
import { draw, searchText } from '../../detect/search-text.ts';

const ruleSet = compileRules(rules);

/** Rule and secret of all findings in a file, in order. */
const find = async (path: string, text: string): Promise<[string, string][]> =>
  (await searchText(ruleSet, text, path)).map((match) => [
    rules[match.rule]?.id ?? '',
    Buffer.from(match.secret).toString(),
  ]);

let seed = 500;
const drawn = (alphabet: string, length: number): string => draw(alphabet, length, (seed += 1));
const opaque = (): string => `${drawn(base64url, 42)}x7`;
const part = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url');
const token = (claims: object): string =>
  `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${drawn(base64url, 43)}`;
const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

const uuid = (): string => [8, 4, 4, 4, 12].map((length) => drawn(hex, length)).join('-');

const [one, two, three] = [opaque(), opaque(), opaque()];
const key = uuid();
const access = token({
  iss: 'https://authentication.cursor.sh',
  sub: 'auth0|user',
  type: 'session',
});
const signed = token({ sid: 'session', exp: 1_900_000_000 });
const kilo = token({ env: 'production', kiloUserId: key, version: 3 });
const anthropic = `sk-ant-oat01-${drawn(base64url, 93)}AA`;
const zai = `${drawn(hex, 32)}.${drawn(alnum, 16)}`;
const comfy = `comfyui-${drawn(hex, 64)}`;
const gateway = drawn(hex, 48);
const kiro = `aorAAAAAG${drawn(base64url, 180)}:${drawn(base64, 100)}`;
const like = `sk-${drawn(hex, 32)}`;
const master = `sk-${drawn(alnum, 20)}`;
const bito = `${drawn(lowerAlnum, 40)}4t`;

describe('the file in which a tool keeps its login', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'root/.qwen/oauth_creds.json',
      json({
        access_token: one,
        token_type: 'Bearer',
        refresh_token: two,
        resource_url: 'portal.qwen.ai',
      }),
      [
        ['qwen-code-token', one],
        ['qwen-code-token', two],
      ],
    ],
    [
      'home/dev/.iflow/oauth_creds.json',
      json({ access_token: one, refresh_token: two, expiry_date: 1, apiKey: like, userId: key }),
      [
        ['iflow-api-key', one],
        ['iflow-api-key', two],
        ['iflow-api-key', like],
      ],
    ],
    ['root/.codeium/config.json', json({ api_key: key }), [['codeium-service-key', key]]],
    [
      'root/.config/smithery/settings.json',
      json({ userId: uuid(), analyticsConsent: false, apiKey: key }),
      [['smithery-api-key', key]],
    ],
    [
      'root/.augment/session.json',
      json({
        accessToken: gateway,
        tenantURL: 'https://d5.api.augmentcode.com/',
        scopes: ['read'],
      }),
      [['augment-api-token', gateway]],
    ],
    [
      'root/.lightning/credentials.json',
      json({ user_id: uuid(), api_key: key }),
      [['lightning-api-key', key]],
    ],
    [
      'root/.config/cursor/auth.json',
      json({ accessToken: access, refreshToken: access }),
      [
        ['cursor-session-token', access],
        ['cursor-session-token', access],
      ],
    ],
    [
      'root/.kimi/credentials/kimi-code.json',
      json({ access_token: signed, refresh_token: three, scope: 'kimi-code' }),
      [
        ['kimi-code-token', signed],
        ['kimi-code-token', three],
      ],
    ],
    [
      'root/.factory/auth.json',
      json({ access_token: signed, refresh_token: three }),
      [
        ['factory-login-token', signed],
        ['factory-login-token', three],
      ],
    ],
    [
      'root/.kilocode/cli/config.json',
      json({ providers: [{ id: 'default', provider: 'kilocode', kilocodeToken: kilo }] }),
      [['kilocode-token', kilo]],
    ],
    [
      'root/.openclaw/openclaw.json',
      json({
        channels: { other: { token: one } },
        gateway: { auth: { mode: 'token', token: gateway } },
      }),
      [
        ['assigned-secret', one],
        ['openclaw-gateway-token', gateway],
      ],
    ],
    [
      'root/.bitoai/etc/bito-cli.yaml',
      `settings:\n  access_key: ${bito}\n  auto_update: true\n`,
      [['bito-access-key', bito]],
    ],
    ['root/.n8n/config', json({ encryptionKey: one }), [['n8n-encryption-key', one]]],
    [
      'qdrant/config/production.yaml',
      `service:\n  host: 0.0.0.0\n  api_key: ${one}\n  read_only_api_key: ${two}\n`,
      [
        ['qdrant-legacy-key', one],
        ['qdrant-legacy-key', two],
      ],
    ],
    [
      'root/.aws/sso/cache/kiro-auth-token.json',
      json({ refreshToken: kiro, provider: 'Google' }),
      [['kiro-token', kiro]],
    ],
    [
      'root/.claude/.credentials.json',
      json({ claudeAiOauth: { accessToken: anthropic, expiresAt: 1 } }),
      [['anthropic-oauth-token', anthropic]],
    ],
    [
      'root/.claude/settings.json',
      json({
        env: { ANTHROPIC_AUTH_TOKEN: zai, ANTHROPIC_BASE_URL: 'https://api.z.ai/api/anthropic' },
      }),
      [['zhipu-api-key', zai]],
    ],
    [
      'root/.claude-code-router/config.json',
      json({
        Providers: [
          {
            name: 'ark',
            api_base_url: 'https://ark.cn-beijing.volces.com/api/v3/chat/completions',
            api_key: key,
          },
        ],
      }),
      [['volcengine-ark-key', key]],
    ],
    [
      'root/ComfyUI/user/default/comfy.settings.json',
      json({ 'Comfy.Server.ApiKey': comfy }),
      [['comfy-org-api-key', comfy]],
    ],
    [
      'app/config.yaml',
      `model_list:\n  - model_name: a\ngeneral_settings:\n  master_key: ${master}\n`,
      [['litellm-key', master]],
    ],
  ])('%s', async (path, text, expected) => {
    expect(await find(path, text)).toEqual(expected);
  });

  test('is told by its path: elsewhere nobody is named', async () => {
    const named = (await find('root/config.json', json({ apiKey: key }))).map(([rule]) => rule);
    expect(named).not.toContain('codeium-service-key');
    expect(await find('root/oauth_creds.json', json({ access_token: one }))).toEqual([
      ['assigned-secret', one],
    ]);
  });

  test('holds none where a member is empty, a variable or a number', async () => {
    for (const value of ['', '${QWEN_TOKEN}', '1700000000000', 'your-access-token-here']) {
      const text = json({ access_token: value, expiry_date: 1 });
      expect(await find('root/.qwen/oauth_creds.json', text)).toEqual([]);
    }
  });
});
