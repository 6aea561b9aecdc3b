/** Files in a home folder in which AI assistants, their gateways and their tools keep logins. */
import type { Scenario } from './truth.ts';

export const assistantFiles: Scenario[] = [
  {
    name: 'logins of coding assistants',
    files: {
      'root/.codex/auth.json': (d) => `{
  "OPENAI_API_KEY": null,
  "tokens": {
    "id_token": "${d.key('openai-oauth-token')}",
    "access_token": "${d.key('openai-oauth-token')}",
    "refresh_token": "rt_${d.token(87)}",
    "account_id": "${d.uuid()}"
  }
}
`,
      'root/.claude/.credentials.json': (d) => `{
  "claudeAiOauth": {
    "accessToken": "${d.key('anthropic-oauth-token')}",
    "refreshToken": "${d.key('anthropic-oauth-refresh-token')}",
    "scopes": ["${d.decoy('user:inference')}"]
  },
  "mcpOAuth": { "tracker|1f": { "clientId": "${d.decoy('mcp-client')}", "accessToken": "${d.token(48)}" } }
}
`,
      'root/.gemini/oauth_creds.json': (d) => `{
  "access_token": "${d.key('gcp-oauth-access-token')}",
  "refresh_token": "${d.key('google-oauth-refresh-token')}",
  "scope": "${d.decoy('https://www.googleapis.com/auth/cloud-platform')}",
  "expiry_date": 1790000000000
}
`,
      'root/.qwen/oauth_creds.json': (d) => `{
  "access_token": "${d.token(86)}",
  "refresh_token": "${d.token(86)}",
  "token_type": "${d.decoy('Bearer')}",
  "resource_url": "${d.decoy('portal.qwen.ai')}"
}
`,
      'root/.config/github-copilot/apps.json': (d) =>
        `{ "github.com:Iv1.b507a08c87ecfe98": { "user": "dev", "oauth_token": "${d.key('github-app-token')}", "githubAppId": "${d.decoy('Iv1.b507a08c87ecfe98')}" } }\n`,
      'root/.config/cursor/auth.json': (d) =>
        `{ "accessToken": "${d.key('cursor-session-token')}", "refreshToken": "${d.key('cursor-session-token')}" }\n`,
      'root/.local/share/opencode/auth.json': (d) => `{
  "mistral": { "type": "api", "key": "${d.key('mistral-api-key')}" },
  "zai-coding-plan": { "type": "api", "key": "${d.key('zhipu-api-key')}" },
  "github-copilot": { "type": "oauth", "refresh": "${d.key('github-app-token')}", "expires": 0 }
}
`,
      'root/.openclaw/openclaw.json': (d) =>
        `{ "gateway": { "mode": "${d.decoy('local')}", "auth": { "mode": "token", "token": "${d.hex(48)}" } } }\n`,
    },
  },
  {
    name: 'settings of AI tools and gateways',
    files: {
      'root/.aider.conf.yml': (d) => `model: ${d.decoy('sonnet')}
anthropic-api-key: ${d.key('anthropic-api-key')}
api-key:
  - deepseek=${d.key('deepseek-api-key')}
`,
      'root/.continue/config.yaml': (d) => `models:
  - name: Codestral
    provider: mistral
    model: ${d.decoy('codestral-latest')}
    apiKey: ${d.key('mistral-api-key')}
`,
      'srv/litellm/config.yaml': (d) => `model_list:
  - model_name: claude
    litellm_params:
      model: ${d.decoy('anthropic/claude-sonnet-4-5')}
      api_key: ${d.decoy('os.environ/ANTHROPIC_API_KEY')}
general_settings:
  master_key: sk-${d.token(24)}
  database_url: postgresql://llm:${d.password()}@db.internal.net/litellm
`,
      'home/node/.n8n/config': (d) => `{\n\t"encryptionKey": "${d.token(32)}"\n}\n`,
      'root/.kaggle/kaggle.json': (d) => `{"username":"dev","key":"${d.hex(32)}"}`,
      'root/.netrc': (d) => `machine api.wandb.ai\n  login user\n  password ${d.hex(40)}\n`,
      'qdrant/config/production.yaml': (d) => `service:
  host: 0.0.0.0
  api_key: ${d.token(32)}
  enable_tls: ${d.decoy('false')}
`,
    },
  },
];
