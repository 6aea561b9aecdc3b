/** Passwords on command lines and in lists for chpasswd, and what only looks like them. */
import { describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { compileRules } from '../../../src/detect/ruleset.ts';
import { httpAuthorization } from '../../../src/rules/generic/http-authorization.ts';
import { loginFile } from '../../../src/rules/generic/login-file.ts';
import { windowsPassword } from '../../../src/rules/generic/windows-password.ts';
import { searchText } from '../search-text.ts';

const rules = [...httpAuthorization, ...loginFile, ...windowsPassword];
const ruleSet = compileRules(rules);

const find = async (text: string): Promise<string[]> => {
  return (await searchText(ruleSet, text, 'file')).map(
    (match) => `${rules[match.rule]?.id ?? ''} ${Buffer.from(match.secret).toString()}`,
  );
};

const drawn = (): string => `${randomBytes(9).toString('hex')}Kx`;
const secret = drawn();

describe('a command that is given its password', () => {
  test.each([
    `mysql -u root -p${secret} main`,
    `mysql -uroot -p'${secret}' -h db`,
    `mysqldump --single-transaction -p"${secret}" main > dump.sql`,
    `redis-cli -h cache -a ${secret} ping`,
    `htpasswd -cb /etc/nginx/.htpasswd admin ${secret}`,
    `openssl pkcs12 -export -passout pass:${secret} -in a`,
    `lftp -u backup,${secret} files.internal.net`,
    `smbclient //nas/share -U 'corp\\backup%${secret}'`,
    `ldapsearch -D cn=svc -w ${secret} -b dc=corp`,
    `echo ${secret} | docker login -u ci --password-stdin registry.internal.net`,
    `echo -n "${secret}" | sudo docker login -u ci --password-stdin`,
  ])('%#', async (line) => {
    const found = await find(`#!/bin/sh\n${line}\necho done\n`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^(?:command-option|command)-password ${secret}$`));
  });

  test.each([
    'mysql -u root -p main',
    'mysql -u root -p$MYSQL_PASSWORD main',
    'mysql -u root -p"${DB_PASS}"',
    'mysql -u admin -p`admin_pass` -h db',
    'redis-cli -a "$REDIS_PASSWORD" ping',
    'openssl rsa -passin pass:password -in a',
    'openssl rsa -passin file:/run/secrets/pass -in a',
    'echo "$TOKEN" | docker login -u ci --password-stdin',
    'cat token.txt | docker login -u ci --password-stdin',
    'docker login --password-stdin < token',
    'ldapsearch -W -D cn=svc',
    `mysql -u root; other -p${secret}`,
    `mysql -u root\nother -p${secret}`,
  ])('is not %j', async (line) => {
    expect(await find(line)).toEqual([]);
  });
});

describe('chpasswd', () => {
  test('has each of the first four lines of a list told', async () => {
    const secrets = [drawn(), drawn(), drawn(), drawn()];
    const lines = secrets.map((one, at) => `    user${at}:${one}\n`).join('');
    const found = await find(
      `#cloud-config\nchpasswd:\n  expire: false\n  list: |\n${lines}packages:\n  - a:b\n`,
    );
    expect(found).toEqual(secrets.map((one) => `chpasswd-password ${one}`));
  });

  test('has what is piped into it told', async () => {
    expect(await find(`RUN echo 'root:${secret}' | chpasswd`)).toEqual([
      `chpasswd-password ${secret}`,
    ]);
  });

  test.each([
    'chpasswd:\n  list: |\n    root:RANDOM\n',
    'echo "root:$ROOT_PASSWORD" | chpasswd',
    `chpasswd: { expire: false }\npackages:\n  - a:${secret}\n`,
    'chpasswd(8) reads a list of user names and passwords',
  ])('is left alone in %j', async (text) => {
    expect(await find(text)).toEqual([]);
  });
});

describe('files of networks and of .NET', () => {
  test.each([
    ['wifi-password', `network={\n  psk="${secret}"\n}`],
    ['wifi-password', `wpa_passphrase=${secret}\n`],
    ['ipsec-shared-key', `10.0.0.1 %any : PSK "${secret}"`],
    ['ldap-bind-password', `binddn cn=svc\nbindpw ${secret}\n`],
    ['bundler-login', `BUNDLE_GEMS__CORP__NET: "ci:${secret}"`],
    ['dotnet-network-credential', `new NetworkCredential("svc", "${secret}")`],
    ['pgpass-password', `*:*:*:backup:${secret}\n`],
  ])('%s', async (id, text) => {
    expect(await find(text)).toEqual([`${id} ${secret}`]);
  });

  test.each([
    'psk="changeme-psk"',
    'rootpw --iscrypted locked',
    `new NetworkCredential(user, password)`,
    'arn:aws:backup:*:*:backup-vault:main',
    'BUNDLE_PATH: "vendor/bundle"',
  ])('not %j', async (text) => {
    expect(await find(text)).toEqual([]);
  });
});
