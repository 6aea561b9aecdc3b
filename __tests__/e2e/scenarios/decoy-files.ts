/** Images that hold no secret: everything here only looks like one. */
import { generateKeyPairSync } from 'node:crypto';
import type { Scenario } from './truth.ts';

export const decoyFiles: Scenario[] = [
  {
    name: 'placeholders',
    files: {
      'app/.env.example': (d) =>
        d.decoy(`DB_PASSWORD=changeme
API_KEY=your-api-key-here
SECRET_KEY=<secret>
TOKEN=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
JWT_SECRET=replace_me_with_a_long_random_string
ADMIN_PASSWORD=********
STRIPE_SECRET_KEY=sk_test_...
OPENAI_API_KEY=sk-...
AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
PASSWORD=password
DATABASE_URL=postgres://user:password@localhost:5432/db
`),
      'app/README.md': (d) =>
        d.decoy(`Set \`API_TOKEN=<your token>\` and run \`app --password=SECRET\`.
The password must have at least 8 characters. Password: see the wiki.
    curl -u user:password https://api.example.com
    export DB_PASSWORD="my-password"
`),
    },
  },
  {
    name: 'references to secret managers',
    files: {
      'app/config.yml': (d) =>
        d.decoy(`password: vault:secret/data/app#password
api_key: arn:aws:secretsmanager:eu-central-1:123456789012:secret:app/key-AbCdEf
token: op://vault/item/token
secret: projects/123456/secrets/api/versions/latest
db_password: ENC[AES256_GCM,data:Tr7o1a8bEw==,iv:1vaJTx9GhPzXz1YkYw2Q1A==,tag:9x1sY3pQ2w==,type:str]
client_secret: '@Microsoft.KeyVault(SecretUri=https://corp.vault.azure.net/secrets/client/)'
key: !vault-secret app/key
password_file: /run/secrets/db_password
auth_token: ssm:/prod/auth/token
secret_key: \${file:/etc/secret}
`),
      'deploy/argo.yaml': (d) =>
        d.decoy(`stringData:
  password: <path:secret/data/app#password>
  token: ref+awssecrets://prod/token
`),
    },
  },
  {
    name: 'templates',
    files: {
      'chart/values.yaml': (d) =>
        d.decoy(`auth:
  password: ""
  existingSecret: ""
  tokenSecretName: "{{ .Release.Name }}-token"
`),
      'chart/templates/secret.yaml': (d) =>
        d.decoy(`apiVersion: v1
kind: Secret
data:
  password: {{ .Values.auth.password | b64enc | quote }}
  token: {{ randAlphaNum 32 | b64enc }}
`),
      'templates/app.conf.j2': (d) =>
        d.decoy(`db_password = {{ db_password }}
api_token = "{{ lookup('env', 'API_TOKEN') }}"
secret = <%= secret %>
key = @@KEY@@
password=%(password)s
pass=#{password}
`),
    },
  },
  {
    name: 'lock files',
    files: {
      'app/package-lock.json': (d) => `{ "packages": { "node_modules/jsonwebtoken": {
  "version": "9.0.2",
  "resolved": "https://registry.npmjs.org/jsonwebtoken/-/jsonwebtoken-9.0.2.tgz",
  "integrity": "sha512-${d.sum('sha512', 'base64')}" }, "node_modules/csrf-token": {
  "integrity": "sha1-${d.sum('sha1', 'base64')}" } } }
`,
      'app/yarn.lock': (d) => `"token-types@^5":
  resolved "https://registry.yarnpkg.com/token-types/-/token-types-5.0.1.tgz#${d.sum('sha1')}"
  integrity sha512-${d.sum('sha512', 'base64')}
  checksum: 10c0/${d.sum('sha512')}
`,
      'app/go.sum': (d) => `github.com/golang-jwt/jwt/v5 v5.2.1 h1:${d.sum('sha256', 'base64')}
github.com/99designs/keyring v1.2.2/go.mod h1:${d.sum('sha256', 'base64')}
`,
      'app/poetry.lock': (d) => `[[package]]
name = "secretstorage"
files = [ {file = "SecretStorage-3.3.3.tar.gz", hash = "sha256:${d.sum('sha256')}"} ]
[metadata]
content-hash = "${d.sum('sha256')}"
`,
      'app/Pipfile.lock': (d) =>
        `{ "default": { "keyring": { "hashes": [ "sha256:${d.sum('sha256')}" ] } } }\n`,
      'app/Cargo.lock': (d) => `[[package]]
name = "secrecy"
checksum = "${d.sum('sha256')}"
`,
      'app/composer.lock': (d) =>
        `{ "content-hash": "${d.sum('md5')}", "packages": [ { "name": "firebase/php-jwt", "reference": "${d.sum('sha1')}" } ] }\n`,
      'app/RECORD': (d) => `keyring/core.py,sha256=${d.sum('sha256', 'base64url')},5420\n`,
    },
  },
  {
    name: 'public keys',
    files: {
      'etc/keys/public.pem': (d) =>
        d.decoy(
          generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
            format: 'pem',
            type: 'spki',
          }) as string,
        ),
      'etc/keys/jwks.json': (d) =>
        d.decoy(
          JSON.stringify({
            keys: [
              generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
                format: 'jwk',
              }),
            ],
          }),
        ),
      'app/push.js': (d) => {
        const { x = '', y = '' } = generateKeyPairSync('ec', {
          namedCurve: 'P-256',
        }).publicKey.export({ format: 'jwk' });
        const point = Buffer.concat([
          Buffer.from([4]),
          Buffer.from(x, 'base64url'),
          Buffer.from(y, 'base64url'),
        ]);
        return `const applicationServerKey = '${d.decoy(point.toString('base64url'))}';\nconst publicVapidKey = '${point.toString('base64url')}';\n`;
      },
      'app/apt.asc': (d) =>
        d.decoy(
          '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQINBFit\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n',
        ),
    },
  },
  {
    name: 'hashes, identifiers and versions',
    files: {
      'srv/build.json': (
        d,
      ) => `{ "commit": "${d.sum('sha1')}", "etag": "\\"${d.sum('md5')}\\"", "buildId": "${d.uuid()}",
  "tokenizer_hash": "${d.sum('sha256')}", "imageDigest": "sha256:${d.sum('sha256')}", "keyId": "${d.uuid()}" }
`,
      'srv/SHA256SUMS': (d) =>
        `${d.sum('sha256')}  secret-tool-0.20.tar.gz\n${d.sum('sha256')}  token-service.jar\n`,
      'srv/app.conf': (d) => `client_id = ${d.uuid()}
tenant = ${d.uuid()}
token_endpoint = ${d.decoy('https://login.internal.net/oauth2/token')}
token_lifetime = ${d.decoy('3600000000')}
key_version = ${d.decoy('2024-11-05T10:00:00Z')}
password_policy = ${d.decoy('length(12),digits(1)')}
secret_path = ${d.decoy('/var/run/secrets/app')}
`,
    },
  },
  {
    name: 'words of programs',
    files: {
      'app/messages.json': (d) =>
        d.decoy(`{ "password": "Password", "passwordHint": "At least 12 characters, 1 digit", "token": "Token expired",
  "forgotPassword": "Forgot your password?", "secret": "Geheimnis", "login.password": "Mot de passe oublié" }
`),
      'app/form.js': (d) =>
        d.decoy(`const passwordInput = document.querySelector('#password-input-2');
const tokenType = 'access_token'; const key = 'Shift+Ctrl+K';
if (token === "EOF" || password.length < 8) throw new Error("invalid_password_8");
const cacheKey = 'user:profile:v2'; authService.setToken(response.data.token);
localStorage.getItem("authTokenV2"); i18n.t('settings.password.change2');
`),
      'app/lexer.py': (d) =>
        d.decoy(`TOKEN_TYPES = {"IDENT": 1, "NUMBER2": 2}
token = tokenizer.next_token()
password = getpass.getpass("Password: ")
secret = secrets.token_urlsafe(32)
api_key = config["api_key"]
`),
      'app/schema.sql': (d) =>
        d.decoy(`CREATE TABLE users (id uuid PRIMARY KEY, password_hash varchar(255) NOT NULL, api_token char(64));
ALTER USER app WITH PASSWORD :'password';
`),
    },
  },
  {
    name: 'workflows with references alone',
    files: {
      'app/.github/workflows/ci.yml': (d) =>
        d.decoy(`env:
  TOKEN: \${{ secrets.GITHUB_TOKEN }}
  DB_PASSWORD: \${{ secrets.DB_PASSWORD }}
steps:
  - uses: docker/login-action@9780b0c442fbb1117ed29e0efdff1e18412f7567
    with: { password: "\${{ secrets.REGISTRY_PASSWORD }}" }
`),
      'app/.gitlab-ci.yml': (d) =>
        d.decoy(`script:
  - echo "$CI_REGISTRY_PASSWORD" | docker login -u "$CI_REGISTRY_USER" --password-stdin
variables:
  API_TOKEN: $DEPLOY_TOKEN
`),
      'app/Jenkinsfile': (d) =>
        d.decoy(
          `withCredentials([string(credentialsId: 'api-token-2', variable: 'TOKEN')]) { sh 'deploy' }\n`,
        ),
    },
  },
];
