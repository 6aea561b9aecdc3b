/**
 * Settings files of MCP clients (.mcp.json, .cursor/mcp.json, claude_desktop_config.json): keys of
 * any service, in the `env` block or a header. A rule that knows the service wins over these.
 */
import {
  anchored,
  base64url,
  either,
  folded,
  near,
  possible,
  rule,
  run,
  secret,
} from '../format.ts';

/** Bytes: some servers stand between the word and the value. */
const within = 3000;
const words = ['"mcpservers"', '"mcp_servers"', 'mcp-remote'];
const value = base64url + '.~+/=';
const revoke = 'revoke it at the service that the server speaks to';
const source = 'modelcontextprotocol.io documentation: settings of clients';

export const mcp = [
  rule({
    id: 'mcp-server-bearer',
    provider: 'MCP',
    name: 'bearer token for an MCP server',
    category: 'ai-agent',
    patterns: [
      possible(
        near(
          words,
          anchored(
            folded('authorization'),
            either('": "', '":"', ': ', ':'),
            folded('bearer '),
            secret(run(value, 20, 2000)),
          ),
          within,
        ),
      ),
    ],
    revoke,
    source,
  }),
  rule({
    id: 'mcp-server-env-secret',
    provider: 'MCP',
    name: "key in an MCP server's environment",
    category: 'ai-agent',
    patterns: ['_KEY"', '_TOKEN"', '_SECRET"', '_PAT"'].map((ending) =>
      possible(
        near(
          words,
          anchored(ending, either(': "', ':"', ' : "'), secret(run(value, 20, 2000)), '"'),
          within,
        ),
      ),
    ),
    revoke,
    source,
  }),
];
