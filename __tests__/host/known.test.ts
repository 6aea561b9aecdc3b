/** Known values from the environment, from files and from Docker's configuration, all real ones. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noKnownSources, readKnown } from '../../src/host/known.ts';
import { GateError } from '../../src/model/error.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockgate-known-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const before = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

const write = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const pairs = async (sources: Partial<typeof noKnownSources>): Promise<[string, string][]> =>
  (await readKnown({ ...noKnownSources, ...sources })).values.map(({ name, value }) => [
    name,
    Buffer.from(value).toString(),
  ]);

const secret = (): string => randomBytes(12).toString('base64');

describe('--known-env', () => {
  test('takes a variable', async () => {
    const value = secret();
    process.env['DOCKGATE_PROBE'] = value;
    expect(await pairs({ env: ['DOCKGATE_PROBE'] })).toEqual([['DOCKGATE_PROBE', value]]);
  });

  test('auto takes all, marked as found', async () => {
    process.env['DOCKGATE_PROBE'] = secret();
    const { values } = await readKnown({ ...noKnownSources, env: ['auto'] });
    expect(values.find(({ name }) => name === 'DOCKGATE_PROBE')?.found).toBe(true);
    expect(values).toHaveLength(Object.keys(process.env).length);
  });

  test('refuses a name that is not there', async () => {
    await expect(readKnown({ ...noKnownSources, env: ['DOCKGATE_ABSENT'] })).rejects.toThrow(
      'no such variable',
    );
  });
});

describe('--known-file', () => {
  test('takes lines of names and values', async () => {
    const [one, two, three] = [secret(), secret(), secret()];
    const path = write('values.env', `# a\nA=${one}\n\nexport B="${two}\\nx"\nC='${three}' \n`);
    expect(await pairs({ files: [path] })).toEqual([
      ['A', one],
      ['B', `${two}\nx`],
      ['C', three],
    ]);
  });

  test('takes any other file as a whole, without its last line end', async () => {
    const text = `${secret()}\n${secret()}`;
    expect(await pairs({ files: [write('two-lines', `${text}\r\n`)] })).toEqual([
      ['two-lines', text],
    ]);
    const padded = Buffer.from('A5').toString('base64');
    expect(await pairs({ files: [write('padded', `${padded}=\n`)] })).toEqual([
      ['padded', `${padded}=`],
    ]);
  });

  test('says of a file that is not there that it is not there', async () => {
    const gone = readKnown({ ...noKnownSources, files: [join(folder, 'gone')] });
    await expect(gone).rejects.toThrow(GateError);
    await expect(gone).rejects.toThrow('cannot read the known values in');
  });

  test('refuses a file that is too large to be a secret', async () => {
    const path = write('large', Buffer.alloc(1024 * 1024 + 1, 'a'));
    await expect(readKnown({ ...noKnownSources, files: [path] })).rejects.toThrow('1 MiB');
  });
});

describe('--known-docker', () => {
  const configure = (config: unknown): void => {
    write('config.json', typeof config === 'string' ? config : JSON.stringify(config));
    process.env['DOCKER_CONFIG'] = folder;
  };

  test('takes passwords and tokens of all registries', async () => {
    const [one, two] = [secret(), secret()];
    configure({
      auths: {
        'ghcr.io': { auth: Buffer.from(`svc:${one}`).toString('base64') },
        'my.registry': { auth: '', identitytoken: two },
        'helped.registry': {},
      },
    });
    expect(await pairs({ docker: true })).toEqual([
      ['login at ghcr.io', one],
      ['login at my.registry', two],
    ]);
  });

  test('says what a credential helper keeps to itself', async () => {
    configure({ auths: {}, credsStore: 'desktop' });
    const { notes } = await readKnown({ ...noKnownSources, docker: true });
    expect(notes).toEqual([expect.stringContaining('credential helper')]);
  });

  test('says that there is no configuration', async () => {
    process.env['DOCKER_CONFIG'] = join(folder, 'absent');
    const { values, notes } = await readKnown({ ...noKnownSources, docker: true });
    expect(values).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('there is no')]);
  });

  test('refuses what is no JSON without quoting it', async () => {
    const value = secret();
    configure(`{"auths": ${value}`);
    const failed = readKnown({ ...noKnownSources, docker: true });
    await expect(failed).rejects.toThrow('it is no JSON');
    await expect(failed).rejects.not.toThrow(value);
  });

  test.each([[[]], [null], [{ auths: 3 }], [{ auths: { a: null, b: { auth: 7 } } }]])(
    'takes nothing of %j',
    async (config) => {
      configure(config);
      expect(await pairs({ docker: true })).toEqual([]);
    },
  );
});
