/**
 * Files in a home folder in which a tool keeps its login under a name that says nothing (`apiKey`,
 * `access_token`), in a value without a mark: only the path tells whose it is. What the rules ask
 * for is put before the text as a lead: the tool, and the members that hold something.
 */

/**
 * Opens each entry of the lead; the tool's name, a blank, a member and a bar follow. A member below
 * another is written behind that, with a blank. The name is glued to the mark, so that it is no word
 * beside which another rule looks for a value.
 */
export const TOOL_MARK = 'dockgate:tool-file:of';

interface ToolFile {
  /** The end of the path, from a folder's name on. */
  path: string;
  tool: string;
  members: string[];
}

const login = ['access_token', 'refresh_token'];
const gateway = ['gateway token', 'gateway password'];
const qdrant = ['api_key', 'read_only_api_key'];

/** Each from the source or the documentation that its rule names. */
const toolFiles: ToolFile[] = [
  { path: '.augment/session.json', tool: 'augment', members: ['accessToken'] },
  { path: '.bitoai/etc/bito-cli.yaml', tool: 'bito', members: ['access_key'] },
  { path: '.clawdbot/clawdbot.json', tool: 'openclaw', members: gateway },
  { path: '.codeium/config.json', tool: 'codeium', members: ['apiKey', 'api_key'] },
  { path: '.factory/auth.json', tool: 'factory', members: login },
  { path: '.flowise/api.json', tool: 'flowise', members: ['apiKey', 'apiSecret'] },
  { path: '.iflow/oauth_creds.json', tool: 'iflow', members: [...login, 'apiKey'] },
  { path: '.iflow/settings.json', tool: 'iflow', members: ['apiKey', 'searchApiKey'] },
  { path: '.kilocode/cli/config.json', tool: 'kilocode', members: ['kilocodeToken'] },
  { path: '.kimi/credentials/kimi-code.json', tool: 'kimi', members: login },
  { path: '.kimi-code/credentials/kimi-code.json', tool: 'kimi', members: login },
  { path: '.lightning/credentials.json', tool: 'lightning', members: ['api_key', 'auth_token'] },
  { path: '.livekit/cli-config.yaml', tool: 'livekit', members: ['api_secret'] },
  { path: '.n8n/config', tool: 'n8n', members: ['encryptionKey'] },
  { path: '.ngc/config', tool: 'ngc', members: ['apikey'] },
  { path: '.openclaw/openclaw.json', tool: 'openclaw', members: gateway },
  { path: '.qwen/oauth_creds.json', tool: 'qwen', members: login },
  { path: '.smithery/settings.json', tool: 'smithery', members: ['apiKey'] },
  { path: '.config/smithery/settings.json', tool: 'smithery', members: ['apiKey'] },
  { path: 'qdrant/config/config.yaml', tool: 'qdrant', members: qdrant },
  { path: 'qdrant/config/local.yaml', tool: 'qdrant', members: qdrant },
  { path: 'qdrant/config/production.yaml', tool: 'qdrant', members: qdrant },
];

const byBase = new Map<string, ToolFile[]>();
for (const file of toolFiles) {
  const base = file.path.slice(file.path.lastIndexOf('/') + 1);
  byBase.set(base, [...(byBase.get(base) ?? []), file]);
}

/** @returns What is put before the text of a file at this path; empty for nearly all. */
export const toolLeadOf = (path: string): string => {
  const files = byBase.get(path.slice(path.lastIndexOf('/') + 1));
  const file = files?.find((one) => path === one.path || path.endsWith(`/${one.path}`));
  if (file === undefined) return '';
  return file.members.map((member) => `${TOOL_MARK}${file.tool} ${member}|`).join('');
};
