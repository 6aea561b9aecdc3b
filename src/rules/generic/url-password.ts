/**
 * A password in a URL of whatever scheme. Its pattern is marked `possible` so that any rule which
 * knows the value goes first; among equals the rule whose ID comes first does, and this one's comes
 * behind those of the databases.
 */
import { possible, rule, structure } from '../format.ts';

export const urlPassword = [
  rule({
    id: 'url-password',
    provider: 'Generic',
    name: 'password in a URL',
    category: 'generic',
    patterns: [possible(structure('url-password', ['://'], 480))],
    env: ['SERVICE_URL', 'HTTP_PROXY', 'HTTPS_PROXY'],
    verify: 'request the URL: 401 or a refused login tells that it is not alive',
    revoke: "change the user's password or token at the service that the URL names",
    source: 'RFC 3986 section 3.2.1 (userinfo)',
  }),
];
