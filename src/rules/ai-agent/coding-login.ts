/**
 * What coding assistants leave in a home folder after a login: tokens without a mark, told by the
 * file they lie in (detect/tool-file.ts) or by a name beside them.
 */
import {
  anchored,
  base64,
  base64url,
  either,
  hex,
  named,
  possible,
  rule,
  run,
  strict,
  toolFile,
} from '../format.ts';

export const codingLogin = [
  rule({
    id: 'kiro-token',
    provider: 'AWS Kiro',
    name: 'access or refresh token of Kiro, Amazon Q or a Builder ID',
    category: 'ai-agent',
    severity: 'critical',
    // Two texts of base64, the second behind a colon.
    patterns: [
      anchored(
        either('aoaAAAAAG', 'aorAAAAAG'),
        run(base64 + '-_', 40, 1600),
        either(':', '%3A'),
        run(base64 + '-_=', 40, 1600),
      ),
      possible(anchored(either('aoaAAAAAG', 'aorAAAAAG'), run(base64 + '-_=', 60, 1600))),
    ],
    env: ['KIRO_REFRESH_TOKEN', 'KIRO_ACCESS_TOKEN'],
    lifetime: '1 hour; the refresh token 90 days',
    revoke: 'log out with `kiro-cli logout`, and end the sessions at https://view.awsapps.com',
    source:
      '~/.aws/sso/cache/kiro-auth-token.json as public tools read it; tokens shortened in their documentation',
  }),
  rule({
    id: 'qwen-code-token',
    provider: 'Alibaba Cloud',
    name: 'Qwen Code access or refresh token',
    category: 'ai-agent',
    patterns: [toolFile('qwen')],
    lifetime: '6 hours, and until a log-out',
    revoke: 'end the session in the account settings of https://chat.qwen.ai',
    source: 'github.com/QwenLM/qwen-code: ~/.qwen/oauth_creds.json',
  }),
  rule({
    id: 'iflow-api-key',
    provider: 'iFlow',
    name: 'API key or login token',
    category: 'ai-agent',
    patterns: [
      toolFile('iflow'),
      named(['iflow api', 'iflow key', 'iflow token', 'iflow cn'], 'sk-', run(hex, 32)),
    ],
    env: ['IFLOW_API_KEY'],
    related: ['openai-compatible-key'],
    revoke: 'reset the key at https://platform.iflow.cn/profile?tab=apiKey',
    source: 'platform.iflow.cn/docs; ~/.iflow/settings.json and oauth_creds.json of its CLI',
  }),
  rule({
    id: 'factory-login-token',
    provider: 'Factory',
    name: 'Droid access or refresh token',
    category: 'ai-agent',
    severity: 'critical',
    patterns: [toolFile('factory')],
    related: ['json-web-token'],
    lifetime: 'hours, and until a log-out',
    verify:
      'GET https://api.factory.ai/api/billing/limits with Authorization: Bearer, as Droid asks; 200: alive, 401 or 403: not',
    revoke: 'log out of all sessions in the settings of https://app.factory.ai',
    source: '~/.factory/auth.json as public tools read it',
  }),
  rule({
    id: 'kilocode-token',
    provider: 'Kilo Code',
    name: 'API token (a JWT)',
    category: 'ai-agent',
    patterns: [
      toolFile('kilocode'),
      named(
        ['kilocode token', 'kilocode api', 'kilo code', 'kilo api key'],
        'eyJ',
        run(base64url, 10, 100),
        '.eyJ',
        run(base64url, 40, 600),
        '.',
        run(base64url, 43),
      ),
    ],
    env: ['KILOCODE_TOKEN', 'KILO_API_KEY', 'KILOCODE_API_KEY'],
    related: ['json-web-token'],
    verify:
      'GET https://api.kilo.ai/api/profile with Authorization: Bearer; 200: alive, 401 or 403: not',
    revoke: 'reset the API key in the profile at https://app.kilo.ai',
    source: 'github.com/Kilo-Org/kilocode: kilocodeToken of ~/.kilocode/cli/config.json',
  }),
  rule({
    id: 'bito-access-key',
    provider: 'Bito',
    name: 'access key',
    category: 'ai-agent',
    patterns: [
      toolFile('bito'),
      possible(strict(['bito access', 'bito api', 'bito key'], run(base64url, 24, 120))),
    ],
    env: ['BITO_ACCESS_KEY'],
    revoke: 'delete the access key at https://alpha.bito.ai/home/advanced',
    source: 'docs.bito.ai about the CLI: ~/.bitoai/etc/bito-cli.yaml; the shape is not documented',
  }),
  rule({
    id: 'openclaw-gateway-token',
    provider: 'OpenClaw',
    name: 'token or password of the gateway',
    category: 'ai-agent',
    severity: 'critical',
    // Whoever has it commands the agent, and with it every account it was given.
    patterns: [
      toolFile('openclaw'),
      named(
        ['openclaw gateway token', 'clawdbot gateway token', 'moltbot gateway token'],
        run(base64url, 16, 200),
      ),
    ],
    env: ['OPENCLAW_GATEWAY_TOKEN', 'CLAWDBOT_GATEWAY_TOKEN'],
    revoke: 'set another gateway.auth.token in ~/.openclaw/openclaw.json and restart the gateway',
    source: 'docs.openclaw.ai, gateway configuration and authentication',
  }),
];
