/** Assignments in all dialects: found with the right value; words, references and code left alone. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { compileRules } from '../../../src/detect/ruleset.ts';
import { assignment } from '../../../src/rules/generic/assignment.ts';
import { searchText } from '../search-text.ts';

const ruleSet = compileRules(assignment);

const find = async (text: string, path = 'src/file.txt'): Promise<string[]> => {
  return (await searchText(ruleSet, text, path)).map((match) =>
    Buffer.from(match.secret).toString(),
  );
};

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const drawn = (length: number): string =>
  `k${Array.from(randomBytes(length - 3), (byte) => letters.charAt(byte % letters.length)).join('')}7Q`;
const token = drawn(32);

describe('a token is found', () => {
  test.each([
    (v: string) => `apiToken = "${v}"`,
    (v: string) => `API_TOKEN=${v}`,
    (v: string) => `api-token: '${v}'`,
    (v: string) => `{"apiToken":"${v}"}`,
    (v: string) => `{\\"apiToken\\": \\"${v}\\"}`,
    (v: string) => `define('API_TOKEN', '${v}');`,
    (v: string) => `buildConfigField("String", "API_TOKEN", "\\"${v}\\"")`,
    (v: string) => `buildConfigField 'String' , 'API_TOKEN' , '"${v}"'`,
    (v: string) => `buildConfigField(type = "String", name = "API_TOKEN", value = "\\"${v}\\"")`,
    (v: string) => `resValue "string", "api_token", "${v}"`,
    (v: string) => `<apiToken>${v}</apiToken>`,
    (v: string) => `<apiToken>\n  ${v}\n</apiToken>`,
    (v: string) => `<add key="ApiToken" value="${v}" />`,
    (v: string) => `- name: API_TOKEN\n  value: ${v}\n`,
    (v: string) => `[{"name": "API_TOKEN", "value": "${v}"}]`,
    (v: string) => `const apiToken: string = '${v}'`,
    (v: string) => `var apiToken string = "${v}"`,
    (v: string) => `apiToken := "${v}"`,
    (v: string) => `api_token => "${v}"`,
    (v: string) => `Authorization: Bearer ${v}`,
    (v: string) => `curl -H "Authorization: Bearer ${v}"`,
    (v: string) => `  proxy_set_header X-Api-Key "${v}";`,
    (v: string) => `SetEnv API_TOKEN ${v}\n`,
    (v: string) => `ENV API_TOKEN ${v}\n`,
    (v: string) => `https://a.net/?api_token=${v}&b=1`,
    (v: string) => `app --api-token=${v} run`,
  ])('%#', async (write) => {
    expect(await find(write(token))).toEqual([token]);
  });

  test('whatever is drawn, in settings', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: 64 }), async (length) => {
        const value = drawn(length);
        expect(await find(`A=1\nSERVICE_TOKEN=${value}\nB=2\n`, 'app/.env')).toEqual([value]);
      }),
    );
  });
});

test("the third of three strings in a list is nobody's value", async () => {
  expect(await find(`set("string", "api_token", "${token}")`)).toEqual([]);
});

describe('a token is found, whatever the rest of its name says', () => {
  const uuid = randomUUID();
  test.each([
    [`todo_secret_do_not_commit = "${token}"`, token],
    [`API_TOKEN_DO_NOT_SHARE=${token}`, token],
    [`client_secret: "${uuid}"`, uuid],
    [`getEnvOrDefault("api_token", "${uuid}")`, uuid],
  ])('%s', async (text, secret) => {
    expect(await find(text)).toEqual([secret]);
  });
});

describe('a password is found', () => {
  const phrase = `Harbor${randomBytes(1).toString('hex')}tulip#${randomBytes(2).readUInt16BE() + 100}`;
  test.each([
    ['app/.env', (v: string) => `DB_PASSWORD=${v}\n`],
    ['src/a.rb', (v: string) => `config.password = '${v}'\n`],
    ['build.gradle', (v: string) => `    password '${v}'\n`],
    ['etc/apache2/a.conf', (v: string) => `  AuthLDAPBindPassword "${v}"\n`],
    ['etc/msmtprc', (v: string) => `password ${v}\n`],
    ['a.service', (v: string) => `Environment="DB_PASSWORD=${v}"\n`],
  ])('%s', async (path, write) => {
    expect(await find(write(phrase), path)).toEqual([phrase]);
  });
});

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('nothing is found in', () => {
  test.each([
    'const names = ["apiKey", "authToken2", "Secret3Name"];',
    'q = torch.cat([q_rot, k_pass], dim=-1)',
    'password = request.form["password2"]',
    'token = tokenizer.next_token2()',
    'PASSWORD_HASH=' + hash('a'),
    `publicKeyToken="${hash('b').slice(0, 16)}"`,
    `TOKEN=${randomUUID()}`,
    `API_KEY=${drawn(12)}${'c'.repeat(12)}`,
    `Next page token: ${drawn(24)}`,
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'auth = "' + Buffer.from('user:password').toString('base64') + '"',
    'secret = "' + Buffer.from('Hello from the other side').toString('base64') + '"',
    'key = "000102030405060708090a0b0c0d0e0f"',
    'password: "t0k3nH34r"',
    'password = "MySekretPa$$word"',
    'apiKey: "Ministral3ForTokenClassification"',
    'access_token=kjfch2345sdf',
    'badge.svg?token=' + drawn(24),
    'password:\n  description2: the password',
    'password: <path:secret/data/app#password>\n  token: ref+awssecrets://prod/token',
    'API_KEY=${API_KEY} TOKEN=$TOKEN2 SECRET={{ secret2 }} KEY=%(key2)s',
    'PWD=/srv/app2 OLDPWD=/root2',
    'element("label", "Password:"),show?next.createElement("input2")',
    `secrets GHSA-${'h4mf'}-4v27-hggj`,
    'timeToken = "\\b\\d{1,2}[:.]\\d{2}\\b"',
    'function derive(password: Uint8Array, salt: Uint8Array)',
    `encryptedClientSecret = "${drawn(40)}"`,
    `"version_token": "${drawn(44)}"`,
    `nkey = "U${'A7B2'.repeat(13)}CDE"`,
    `/etc/auth_basic.load ${hash('d').slice(0, 32)}`,
    `{ key: "${hash('f')}", tag: "${hash('g').slice(0, 32)}", in: "${hash('h').slice(0, 20)}" }, { in: "${hash('i')}" }`,
    '"arn:aws:secretsmanager:*:*:secret:s2svpn!*"',
    `<input type="hidden" name="authenticity_token" value="${drawn(60)}">`,
    `{"login-password": "Palavra-passe:", "new-password": "Wachtwoord:"}`,
    'resetPassword: "Contrase\\xF1a", newPassword: "Has\\u0142o", "password": "\\u5BC6\\u78BC"',
    'result.pass = first1stCallOfZyx < second2ndCall;',
    `filekey: '${drawn(12)}.ddtmmp.1.jpg'`,
    'regexp.onePass: regexp.(*Regexp2).doOnePass',
    'secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"',
    `secret: "${'JBSWY3DPEHPK' + '3PXP'}"`,
  ])('%j', async (text) => {
    expect(await find(text)).toEqual([]);
  });

  test('a catalogue of messages, in whatever language', async () => {
    const yaml =
      'de:\n  field_login: Mitgliedsname\n  field_password: Kennwort\n  field_new_password: Neues Kennwort\n' +
      '  field_password_confirmation: Wachtwoord\n  field_version: Version\n  label_all: Alle Felder\n';
    expect(await find(yaml, 'config/locales/de.yml')).toEqual([]);
    const properties =
      'realm.badPassword=V\\u00fdjima u\\u017eivatele\nrealm.password=Trust \\uc800\n';
    expect(await find(properties, 'LocalStrings_cs.properties')).toEqual([]);
  });

  test.each([
    ['etc/nginx/a.conf', '  fastcgi_pass    shop_default2;\n  proxy_pass backend_1;\n'],
    ['config.yaml', 'smtp:\n  password: [SMTP password]\n'],
    ['README.md', 'set :session_secret, \'session_secret: "99ae8af...snip...ec0f262ac"\''],
  ])('%s', async (path, text) => {
    expect(await find(text, path)).toEqual([]);
  });

  test('but a word is one where nothing around it is a text', async () => {
    const settings = 'DB_HOST=db\nDB_USER=app\nDB_PASSWORD=Wachtwoord\nDB_PORT=5432\n';
    expect(await find(settings, 'app/.env')).toEqual(['Wachtwoord']);
  });

  test('the vectors of a cipher', async () => {
    const vector = `{"shared_secret": "${hash('s')}", "key": "${hash('k')}", "nonce": "${hash('n').slice(0, 24)}",
      "exporter_secret": "${hash('e')}", "ct": "${hash('c')}", "pt": "${hash('p')}"}`;
    expect(await find(vector)).toEqual([]);
  });

  test('but the same value alone is', async () => {
    expect(await find(`{"shared_secret": "${hash('s')}"}`)).toEqual([hash('s')]);
  });
});
