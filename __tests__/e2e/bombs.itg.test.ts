/**
 * Bombs through the built command line, the default limits and a process of its own: it ends soon, in
 * bounded memory, with verdict 2 and a line in the ledger for each; a key beside them is found.
 */
import { afterAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Report } from '../../src/model/report.ts';
import { million, overlapping } from '../content/support/zip-bombs.ts';
import { cli, hasTool, key, Workshop } from './engine.ts';

const tools = ['gzip', 'zip', 'xz', 'zstd', 'bzip2'];
const reason = !existsSync(cli)
  ? 'dist/cli.js is not built'
  : (tools.find((tool) => !hasTool(tool)) ?? null);
const described = reason === null ? describe : describe.skip;

const workshop = new Workshop();
afterAll(() => workshop.clean());

/** Bytes of the largest resident size that a scan of any image may have (docs/performance.md). */
const MEMORY = 300 * 1024 ** 2;

/** Scans a folder in a process that tells its own peak of memory as it ends. */
function scan(folder: string): { exit: number | null; peak: number; report: Report } {
  const told = workshop.path('peak');
  const watch = workshop.path('watch.mjs');
  writeFileSync(
    watch,
    "import { writeFileSync } from 'node:fs';\n" +
      `process.on('exit', () => writeFileSync(${JSON.stringify(told)}, String(process.resourceUsage().maxRSS)));\n`,
  );
  const done = spawnSync(
    process.execPath,
    ['--import', watch, cli, `dir:${folder}`, '--jobs', '1', '--format', 'json'],
    { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 300_000 },
  );
  const peak = Number(readFileSync(told, 'utf8')) * 1024;
  return { exit: done.status, peak, report: JSON.parse(done.stdout) as Report };
}

const make: Record<string, string> = {
  'a.gz': 'head -c 600M /dev/zero | gzip -c',
  'a.xz': 'head -c 600M /dev/zero | xz -1 -c',
  'a.zst': 'head -c 600M /dev/zero | zstd -q -c',
  'a.bz2': 'head -c 200M /dev/zero | bzip2 -c',
  'a.zip':
    'head -c 100M /dev/zero > z; zip -q a1.zip z; for i in $(seq 16); do cp a1.zip c$i.zip; done; zip -q - c*.zip',
  'deep.zip':
    'echo core > core; zip -q d0.zip core; for i in $(seq 100); do mv d0.zip in.zip; zip -q -0 d0.zip in.zip; done; cat d0.zip',
};

described('bombs', () => {
  test('each ends with verdict 2, a line in the ledger, and in bounded memory', () => {
    const folder = workshop.path('bombs');
    mkdirSync(folder);
    for (const [name, command] of Object.entries(make)) {
      workshop.run('bash', [
        '-c',
        `set -e; mkdir -p work; cd work; { ${command}; } > ../bombs/${name}`,
      ]);
    }
    writeFileSync(`${folder}/million.zip`, million());
    writeFileSync(`${folder}/overlap.zip`, overlapping());
    writeFileSync(`${folder}/z.env`, `K=${key('openai-project-key', 5)}\n`);
    const { exit, peak, report } = scan(folder);
    expect(exit).toBe(2);
    expect(report.verdict).toBe('incomplete');
    expect(report.findings.flatMap((one) => one.places.map((place) => place.path))).toContain(
      'z.env',
    );
    const told = (path: string): string[] =>
      report.ledger.unread
        .filter((line) => line.path === path || line.path.startsWith(`${path}!/`))
        .map((line) => line.reason);
    for (const name of ['a.gz', 'a.xz', 'a.zst', 'a.bz2', 'a.zip']) {
      expect([name, told(name)]).toEqual([
        name,
        [expect.stringContaining('it unpacks to more than')],
      ]);
    }
    expect(told('deep.zip')).toEqual([expect.stringContaining('nested more than 8 deep')]);
    expect(told('million.zip')).toEqual(['it holds more than 500000 entries']);
    expect(told('overlap.zip')).toEqual([expect.stringContaining('inside of other entries')]);
    expect(peak).toBeLessThan(MEMORY);
  }, 300_000);
});
