/** Secrets without a shape: whatever stands behind a name that means one. */
import { rule, structure } from '../format.ts';

const longest = 1200;
const source = 'names that SDKs, settings files and people use for secrets';

export const assignment = [
  rule({
    id: 'assigned-password',
    provider: 'generic',
    name: 'password in an assignment',
    category: 'generic',
    confidence: 'possible',
    patterns: [structure('password-assignment', ['pass', 'pwd'], longest)],
    revoke: 'change the password where it is used',
    source,
  }),
  rule({
    id: 'assigned-secret',
    provider: 'generic',
    name: 'secret in an assignment',
    category: 'generic',
    confidence: 'possible',
    patterns: [
      structure('secret-assignment', ['secret', 'token', 'key', 'cred', 'auth', 'bearer'], longest),
    ],
    revoke: 'revoke it at whoever issued it',
    source,
  }),
  rule({
    id: 'secret-file',
    provider: 'generic',
    name: 'secret in a file named after it',
    category: 'generic',
    confidence: 'possible',
    patterns: [structure('secret-file', ['dockgate:secret-file:'], 820)],
    revoke: 'revoke it at whoever issued it',
    source: 'docs.docker.com/engine/swarm/secrets; names that people give to files of one secret',
  }),
];
