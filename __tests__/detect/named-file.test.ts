/** Files that are named after the secret in them: found, with their own places, and nothing else for it. */
import { describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { Finder } from '../../src/detect/finder.ts';
import { compileRules } from '../../src/detect/ruleset.ts';
import type { TextMatches } from '../../src/model/match.ts';
import { rules } from '../../src/rules/index.ts';

const ruleSet = compileRules(rules);

const search = async (
  path: string,
  text: string,
): Promise<{ all: TextMatches[]; bytes: number }> => {
  const finder = new Finder(ruleSet);
  finder.begin({ where: 'layer', path, blob: null });
  finder.write(Buffer.from(text));
  finder.end();
  return { all: finder.results(), bytes: finder.totals.bytes };
};

const found = async (path: string, text: string): Promise<string[]> =>
  (await search(path, text)).all.flatMap(({ matches }) =>
    matches.map(
      (match) => `${rules[match.rule]?.id ?? ''} ${Buffer.from(match.secret).toString()}`,
    ),
  );

const token = randomBytes(24).toString('base64url').replace(/[-_]/g, 'x');
const hex = randomBytes(16).toString('hex');

describe('a file that is named after its secret', () => {
  test.each([
    ['run/secrets/db_password', token],
    ['var/run/secrets/whatever', token],
    ['srv/api_token.txt', `${token}\n`],
    ['root/.vault_pass', `${token}\r\n`],
    ['etc/app/jwt.secret', `${token}\n# made in May\n`],
    ['app.tar.gz!/secrets/password', token],
  ])('%s has it found', async (path, text) => {
    expect(await found(path, text)).toEqual([`secret-file ${token}`]);
  });

  test('as the key of an application on Rails', async () => {
    expect(await found('app/config/master.key', hex)).toEqual([`rails-master-key ${hex}`]);
    expect(await found('app/config/credentials/production.key', `${hex}\n`)).toEqual([
      `rails-master-key ${hex}`,
    ]);
  });

  test('has places and sizes of its own', async () => {
    const { all, bytes } = await search('run/secrets/db_password', `${token}\n`);
    expect(all[0]?.matches).toMatchObject([
      { offset: 0, line: 1, column: 1, length: token.length },
    ]);
    expect(all[0]?.origin.path).toBe('run/secrets/db_password');
    expect(bytes).toBe(token.length + 1);
  });
});

describe('nothing is found in', () => {
  test.each([
    ['usr/share/doc/password.txt', 'How to choose a password\n\nTake a long one.\n'],
    ['etc/passwd', 'root:x:0:0:root:/root:/bin/bash\n'],
    ['srv/token', 'none\n'],
    ['srv/secret', '${SECRET}\n'],
    ['root/.ssh/id_rsa.pub', `ssh-rsa AAAAB3NzaC1yc2E${token}\n`],
    ['usr/bin/passwd', `\x7fELF\x02\x01\x01${'\0'.repeat(600)}${token}`],
    ['srv/password.js', `${token}\n`],
    ['srv/password', `${token}\n${'more text\n'.repeat(40)}`],
    ['srv/readme', token],
    ['run/secrets/empty', ''],
  ])('%s', async (path, text) => {
    expect(await found(path, text)).toEqual([]);
  });
});
