/** Services that make web forms and keep what is typed into them. */
import {
  alnum,
  anchored,
  base64url,
  lowerAlnum,
  near,
  possible,
  rule,
  run,
  should,
  strict,
} from '../format.ts';

export const formBuilder = [
  rule({
    id: 'formbucket-access-token',
    provider: 'FormBucket',
    name: 'access token (JSON Web Token)',
    category: 'saas',
    patterns: [
      near(
        ['formbucket'],
        anchored(
          'eyJ',
          run(base64url, 12, 200),
          '.eyJ',
          run(base64url, 12, 1000),
          '.',
          run(base64url, 43, 700),
        ),
      ),
      possible(
        strict(
          ['formbucket'],
          run(base64url, 6, 200),
          '.',
          run(base64url, 6, 1000),
          '.',
          run(base64url, 8, 700),
        ),
      ),
    ],
    checks: [should('jwt')],
    env: ['FORMBUCKET_ACCESS_TOKEN'],
    revoke: 'sign out of all sessions at https://app.formbucket.com',
    source: 'formbucket.com, API documentation',
  }),
  rule({
    id: 'formio-token',
    provider: 'Form.io',
    name: 'token (JSON Web Token)',
    category: 'saas',
    patterns: [
      near(
        ['form.io', 'formio'],
        anchored(
          'eyJ',
          run(base64url, 12, 200),
          '.eyJ',
          run(base64url, 12, 1000),
          '.',
          run(base64url, 43, 700),
        ),
      ),
      possible(
        strict(
          ['form io', 'formio'],
          run(base64url, 6, 200),
          '.',
          run(base64url, 6, 1000),
          '.',
          run(base64url, 8, 700),
        ),
      ),
    ],
    checks: [should('jwt')],
    env: ['FORMIO_TOKEN'],
    verify: 'GET https://{project}.form.io/current with x-jwt-token; 200: alive, 440 or 401: not',
    revoke: "log out, or remove the API key in the project's settings",
    source: 'help.form.io, authentication',
  }),
  rule({
    id: 'formcraft-api-key',
    provider: 'FormCraft',
    name: 'API key',
    category: 'saas',
    patterns: [possible(strict(['formcraft'], run(lowerAlnum, 16)))],
    env: ['FORMCRAFT_API_KEY'],
    revoke: 'regenerate the key in the settings of FormCraft',
    source: 'formcraft-wp.com, API documentation',
  }),
  rule({
    id: 'jotform-api-key',
    provider: 'Jotform',
    name: 'API key',
    category: 'saas',
    patterns: [strict(['jotform', 'jot form'], run(alnum, 32))],
    env: ['JOTFORM_API_KEY'],
    verify: 'GET https://api.jotform.com/user?apiKey=KEY; 200: alive, 401: not',
    revoke: 'delete the key at https://www.jotform.com/myaccount/api',
    source: 'api.jotform.com/docs',
  }),
];
