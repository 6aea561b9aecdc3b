/** Each reader of logins, through the search: what it finds, where, how sure, and what it leaves alone. */
import { describe, expect, test } from '@jest/globals';
import { compileRules } from '../../../src/detect/ruleset.ts';
import { randomFrom } from '../../../src/detect/sample.ts';
import type { Rule } from '../../../src/model/rule.ts';
import { connectionString } from '../../../src/rules/database/connection-string.ts';
import { connectionUri } from '../../../src/rules/database/connection-uri.ts';
import { databasePassword } from '../../../src/rules/database/database-password.ts';
import { frameworkKey } from '../../../src/rules/generic/framework-key.ts';
import { httpAuthorization } from '../../../src/rules/generic/http-authorization.ts';
import { loginFile } from '../../../src/rules/generic/login-file.ts';
import { urlPassword } from '../../../src/rules/generic/url-password.ts';
import { windowsPassword } from '../../../src/rules/generic/windows-password.ts';
import { searchText } from '../search-text.ts';

const rules: Rule[] = [
  ...connectionString,
  ...connectionUri,
  ...databasePassword,
  ...frameworkKey,
  ...httpAuthorization,
  ...loginFile,
  ...urlPassword,
  ...windowsPassword,
];
const ruleSet = compileRules(rules);

const find = async (text: string): Promise<[string, string, string][]> => {
  return (await searchText(ruleSet, Buffer.from(text, 'latin1'), 'file')).map((match) => [
    rules[match.rule]?.id ?? '',
    Buffer.from(match.secret).toString('latin1'),
    match.confidence,
  ]);
};

const random = randomFrom(20_261_124);
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
/** Drawn, so that no password lies in this file. */
const secret = `${Array.from({ length: 14 }, () => letters.charAt(Math.floor(random() * letters.length))).join('')}4Zq`;

describe('URLs', () => {
  test.each([
    ['postgresql-connection-uri', `postgres://app:${secret}@db.corp.net:5432/main`],
    [
      'postgresql-connection-uri',
      `DATABASE_URL="postgresql+asyncpg://app:${secret}@10.1.2.3/main"`,
    ],
    ['mysql-connection-uri', `jdbc:mysql://app:${secret}@db.corp.net/main`],
    ['mongodb-connection-uri', `mongodb+srv://app:${secret}@a.corp.net,b.corp.net/?w=1`],
    ['redis-connection-uri', `rediss://:${secret}@cache.corp.net:6380/0`],
    ['url-password', `url = https://ci-bot:${secret}@git.corp.net/team/app.git`],
    ['url-password', `ftp://deploy:${secret}@files.corp.net/`],
    ['url-password', `amqps://svc:${secret}@mq.corp.net/vhost`],
  ])('%s in %#', async (id, text) => {
    expect(await find(text)).toEqual([[id, secret, 'likely']]);
  });

  test('a password with an unescaped @, and one with percent escapes, as they stand', async () => {
    expect(await find(`postgres://app:${secret}@x9@db.corp.net/a`)).toEqual([
      ['postgresql-connection-uri', `${secret}@x9`, 'likely'],
    ]);
    expect(await find(`postgres://app:${secret}%40%21@db.corp.net/a`)).toEqual([
      ['postgresql-connection-uri', `${secret}%40%21`, 'likely'],
    ]);
  });

  test('are possible at most at a demo host', async () => {
    expect(await find(`postgres://app:${secret}@localhost/a`)).toEqual([
      ['postgresql-connection-uri', secret, 'possible'],
    ]);
    expect(await find(`https://app:${secret}@api.example.com/`)).toEqual([
      ['url-password', secret, 'possible'],
    ]);
  });

  test.each([
    'postgres://user:password@db.corp.net/app',
    'postgres://postgres:postgres@db.corp.net/app',
    'redis://:changeme@cache.corp.net',
    'mysql://${USER}:${PASS}@db.corp.net',
    'mongodb://<user>:<password>@db.corp.net',
    'https://%s:%s@host.corp.net',
    'https://{{user}}:{{pass}}@host.corp.net',
    'https://user:geheim@localhost',
    'amqp://guest:guest@mq.corp.net',
    'https://git@github.com:22/a/b',
    'http://host:8080/path@x',
    'docker://busybox:latest@sha256:0123456789abcdef',
    'cvs://:pserver:anoncvs@sources.corp.net:/cvs',
    'see https://corp.net/a:b, or mail me@corp.net',
    'notmysql://a',
  ])('leave alone: %s', async (text) => {
    expect(await find(text)).toEqual([]);
  });
});

describe('connection strings', () => {
  test.each([
    `Server=tcp:db.corp.net,1433;Initial Catalog=main;User ID=app;Password=${secret};Encrypt=True`,
    `Driver={ODBC Driver 18};Server=db.corp.net;UID=app;PWD=${secret}`,
    `jdbc:sqlserver://db.corp.net:1433;databaseName=main;user=app;password=${secret};`,
    `jdbc:postgresql://db.corp.net/main?user=app&password=${secret}`,
    `host=db.corp.net port=5432 dbname=main user=app password=${secret} sslmode=require`,
    `cache.corp.net:6380,password=${secret},ssl=True,abortConnect=False`,
  ])('%#', async (text) => {
    expect(await find(`conn = "${text}"`)).toEqual([
      ['database-connection-string', secret, 'likely'],
    ]);
  });

  test.each([
    'Server=db.corp.net;User Id=app;Password=${PASS};',
    'Server=db.corp.net;User Id=app;Password=password;',
    'Server=localhost;User Id=sa;Password=geheim;',
    `password=${secret}`,
    `if (user == a && password == ${secret})`,
  ])('leave alone: %#', async (text) => {
    expect((await find(text)).filter(([id]) => id === 'database-connection-string')).toEqual([]);
  });

  test("Oracle's thin URL and Go's DSN", async () => {
    expect(await find(`jdbc:oracle:thin:app/${secret}@//db.corp.net:1521/x`)).toEqual([
      ['oracle-jdbc-password', secret, 'likely'],
    ]);
    expect(await find(`dsn := "app:${secret}@tcp(db.corp.net:3306)/main"`)).toEqual([
      ['mysql-go-dsn', secret, 'likely'],
    ]);
  });
});

describe('files of logins', () => {
  test.each([
    ['netrc-password', `machine api.corp.net\n  login bot\n  password ${secret}\n`],
    ['netrc-password', `machine api.corp.net password ${secret} login bot`],
    ['pgpass-password', `db.corp.net:5432:*:app:${secret}\n`],
    ['mysql-option-file-password', `[client]\nuser = app\npassword = "${secret}"\n\n[other]\n`],
    ['pypirc-password', `[pypi]\nusername = bot\npassword = ${secret}\n`],
    ['nuget-config-password', `<add key="ClearTextPassword" value="${secret}" />`],
    ['maven-settings-password', `<server><id>r</id><password>${secret}</password></server>`],
    [
      'composer-http-basic',
      `{"http-basic":{"r.corp.net":{"username":"b","password":"${secret}"}}}`,
    ],
    ['filezilla-password', `<Server><Pass>${secret}</Pass></Server>`],
    ['windows-unattend-password', `<AdministratorPassword><Value>${secret}</Value>`],
    ['wordpress-database-password', `define( 'DB_PASSWORD', '${secret}' );`],
    ['sql-user-password', `CREATE USER app IDENTIFIED BY '${secret}';`],
    ['powershell-securestring', `ConvertTo-SecureString -String "${secret}" -AsPlainText -Force`],
    ['postgresql-password', `ENV POSTGRES_PASSWORD=${secret}`],
    ['mysql-password', `  MYSQL_ROOT_PASSWORD: '${secret}'`],
    ['curl-user-password', `curl -fsS -u bot:'${secret}' https://api.corp.net/v1`],
    ['command-password', `docker login -u bot -p ${secret} r.corp.net`],
  ])('%s', async (id, text) => {
    expect(await find(text)).toEqual([[id, secret, 'likely']]);
  });

  test('a registry login in base64, also inside a JSON string, and a header', async () => {
    const value = Buffer.from(`bot:${secret}`).toString('base64');
    expect(await find(`{"auths":{"r.corp.net":{"auth":"${value}"}}}`)).toEqual([
      ['docker-config-auth', value, 'certain'],
    ]);
    expect(await find(`X={\\"auths\\":{\\"r.corp.net\\":{\\"auth\\":\\"${value}\\"}}}`)).toEqual([
      ['docker-config-auth', value, 'certain'],
    ]);
    expect(await find(`Authorization: Basic ${value}`)).toEqual([
      ['http-basic-authorization', value, 'certain'],
    ]);
    const demo = Buffer.from('username:password').toString('base64');
    expect(await find(`Authorization: Basic ${demo}`)).toEqual([]);
    const json = Buffer.from('{"alg":"HS256"}').toString('base64');
    expect(await find(`Authorization: Basic ${json}`)).toEqual([]);
  });

  test.each([
    'machine learning login page password reset',
    '127.0.0.1:5432:5432',
    '[client]\nport = 3306\n',
    `<password>${secret}</password>`,
    'ENV POSTGRES_PASSWORD=$PGPASS',
    'POSTGRES_PASSWORD=postgres',
    "getenv('PGPASSWORD')",
    "'PGPASSWORD' => $config['password'],",
    'if (MYSQL_PWD == null)',
    "define('DB_PASSWORD', getenv('X'));",
    'curl -u "$USER:$PASS" https://api.corp.net',
    '<pass> column to determine which file\nnext',
    'identified by algorithm',
  ])('leaves alone: %#', async (text) => {
    expect(await find(text)).toEqual([]);
  });
});

describe('Secrets of Kubernetes', () => {
  const value = Buffer.from(secret).toString('base64');

  test.each([
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  username: YWRtaW4=\n  key: ${value}\n`,
    `apiVersion: v1\ndata:\n  key: "${value}"\nkind: Secret\n`,
    `kind: Secret\napiVersion: v1\ndata:\n  key: |\n    ${value}\ntype: Opaque\n`,
  ])('values in base64: %#', async (text) => {
    expect(await find(text)).toEqual([['kubernetes-secret-manifest', value, 'likely']]);
  });

  test('values as they are', async () => {
    const text = `apiVersion: v1\nkind: Secret\nstringData:\n  key: ${secret}\n---\nkind: Service\n`;
    expect(await find(text)).toEqual([['kubernetes-secret-manifest', secret, 'likely']]);
  });

  test.each([
    `apiVersion: external-secrets.io/v1\nkind: SecretStore\ndata:\n  key: ${value}\n`,
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n---\nkind: ConfigMap\ndata:\n  key: ${value}\n`,
    `apiVersion: v1\nkind: Secret\ndata:\n  key: ""\n`,
  ])('leaves alone: %#', async (text) => {
    expect(await find(text)).toEqual([]);
  });
});

test('hostile texts cost little', async () => {
  const started = Date.now();
  for (const unit of [
    '://',
    'a://b:',
    'password=',
    ';password=;',
    '[client]\n',
    'machine a ',
    'kind: Secret\ndata:\n',
    'curl -u ',
    'authorization: basic ',
    ':5432:',
    '"auth":"',
    "identified by 'a\n",
  ]) {
    await find(unit.repeat(Math.ceil(200_000 / unit.length)));
  }
  expect(Date.now() - started).toBeLessThan(10_000);
});
