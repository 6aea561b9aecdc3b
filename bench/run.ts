/**
 * The bench: builds its images once, then prints ratios measured side by side in the same minute.
 * `npm run bench [-- --runs 5] [--only NAME]`. Writes bench/out/result.json and the table of
 * docs/performance.md.
 */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sideBySide, type Measured } from './measure.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, '.cache', 'bench');
const out = join(root, 'bench', 'out');
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, only: { type: 'string' } },
});
const runs = Number(values.runs);

interface Row {
  name: string;
  figure: string;
  bound: string;
  holds: boolean | null;
}

const rows: Row[] = [];
const raw: Record<string, Measured[]> = {};

const gate = `${process.execPath} ${join(root, 'dist', 'cli.js')}`;
const archive = (name: string): string => join(cache, `${name}.tar`);

const compare = (name: string, commands: string[]): Measured[] => {
  const results = sideBySide(commands, runs);
  raw[name] = results;
  return results;
};

const add = (
  name: string,
  figure: number,
  unit: string,
  bound: string,
  holds: boolean | null,
): void => {
  const row = { name, figure: `${figure.toFixed(figure < 10 ? 2 : 0)}${unit}`, bound, holds };
  rows.push(row);
  console.log(`${name}: ${row.figure} (bound ${bound})${holds === false ? '  DOES NOT HOLD' : ''}`);
};

const wanted = (name: string): boolean => values.only === undefined || values.only === name;

const layerBytes = (file: string): number => statSync(file).size;

const engine = (): void => {
  const image = 'dockgate-bench:web';
  const [save, scan] = compare('engine', [`docker save ${image}`, `${gate} ${image}`]);
  if (!save || !scan) return;
  const ratio = scan.wall / save.wall;
  add('engine image against `docker save > /dev/null`', ratio, ' x', 'at most 1.05', ratio <= 1.05);
};

const disk = (): void => {
  for (const name of ['web', 'python', 'java', 'huge']) {
    const file = archive(name);
    if (!existsSync(file)) continue;
    const [cat, one, two, shut] = compare(`disk ${name}`, [
      `cat ${file}`,
      `${gate} docker-archive:${file} --jobs 1`,
      `${gate} docker-archive:${file} --jobs 2`,
      `${gate} docker-archive:${file} --jobs 1 --no-contents`,
    ]);
    if (!cat || !one || !two || !shut) continue;
    const speed = layerBytes(file) / 1e6 / one.wall;
    add(`${name}: archive on disk, one worker`, speed, ' MB/s', 'at least 500', speed >= 500);
    add(
      `${name}: two workers against one`,
      one.wall / two.wall,
      ' x',
      'at least 1.7',
      one.wall / two.wall >= 1.7,
    );
    const inside = one.wall / shut.wall;
    const bound = name === 'web' ? 'at most 1.3' : '-';
    add(
      `${name}: insides of files opened, against not`,
      inside,
      ' x',
      bound,
      name === 'web' ? inside <= 1.3 : null,
    );
    add(
      `${name}: insides not opened, one worker`,
      layerBytes(file) / 1e6 / shut.wall,
      ' MB/s',
      '-',
      null,
    );
    add(`${name}: against \`cat\``, one.wall / cat.wall, ' x', '-', null);
    add(`${name}: processor time, one worker`, one.cpu, ' s', '-', null);
    const memory = Math.max(one.memory, two.memory);
    add(`${name}: peak memory`, memory, ' MB', 'at most 300', memory <= 300);
  }
};

const compressed = (): void => {
  for (const format of ['gzip', 'zstd']) {
    const file = archive(`web.${format}`);
    if (!existsSync(file)) continue;
    const [one, two] = compare(`web in ${format}`, [
      `${gate} oci-archive:${file} --jobs 1`,
      `${gate} oci-archive:${file} --jobs 2`,
    ]);
    if (!one || !two) continue;
    add(
      `web in ${format}: uncompressed layer`,
      layerBytes(archive('web')) / 1e6 / one.wall,
      ' MB/s',
      '-',
      null,
    );
    add(
      `web in ${format}: peak memory`,
      Math.max(one.memory, two.memory),
      ' MB',
      'at most 300',
      Math.max(one.memory, two.memory) <= 300,
    );
  }
};

/** A second scan with one small layer changed, the others remembered, against one that remembers nothing. */
const cached = (): void => {
  const folder = join(out, 'cache');
  rmSync(folder, { recursive: true, force: true });
  sideBySide([`${gate} docker-archive:${archive('first')} --jobs 1 --cache-dir ${folder}`], 1);
  const second = `${gate} docker-archive:${archive('second')} --jobs 1`;
  const [cold, warm] = compare('cached', [second, `${second} --cache-dir ${folder}`]);
  if (!cold || !warm) return;
  const share = warm.wall / cold.wall;
  add(
    'second scan with one small layer changed',
    share,
    ' of the first',
    'at most 0.2',
    share <= 0.2,
  );
};

/** Rules are data, so a build of the gate with another number of them is a bundle with another index. */
const bundleWith = (count: number): string => {
  const file = join(out, `cli-${count}.js`);
  const done = spawnSync(
    process.execPath,
    [join(root, 'bench', 'bundle.ts'), String(count), file],
    { stdio: 'inherit' },
  );
  if (done.status !== 0) throw new Error(`no bundle with ${count} rules`);
  return file;
};

const manyRules = (): void => {
  const file = archive('web');
  const [few, many] = compare(
    'rules',
    [100, 1000].map((n) => `${process.execPath} ${bundleWith(n)} docker-archive:${file} --jobs 1`),
  );
  if (few && many)
    add(
      '1,000 rules against 100, throughput',
      few.wall / many.wall,
      ' x',
      'at least 0.9',
      few.wall / many.wall >= 0.9,
    );
};

/** A layer that is one sparse file of 5 GB. */
const sparse = (): void => {
  const folder = join(out, 'sparse');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'disk.img'), '');
  truncateSync(join(folder, 'disk.img'), 5e9);
  const [scan] = sideBySide([`${gate} dir:${folder}`], 1);
  rmSync(folder, { recursive: true });
  if (scan)
    add(
      'a single sparse file of 5 GB: peak memory',
      scan.memory,
      ' MB',
      'at most 300',
      scan.memory <= 300,
    );
};

const start = (): void => {
  const folder = join(out, 'one');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'a.txt'), 'nothing\n');
  const [node, scan] = compare('start', [
    `${process.execPath} -e 0`,
    `${gate} dir:${folder} --jobs 1`,
  ]);
  if (!node || !scan) return;
  add('start to end on one small file', scan.wall * 1000, ' ms', 'at most 200', scan.wall <= 0.2);
  add('start of node alone', node.wall * 1000, ' ms', '-', null);
};

/** Tools to compare with where they are on PATH: same work, their own skips off. */
const peers: Record<string, (file: string) => string> = {
  trivy: (file) => `trivy image --scanners secret --input ${file} --skip-db-update`,
  trufflehog: (file) => `trufflehog docker --image file://${file} --no-verification --no-update`,
  gitleaks: (file) => `gitleaks dir ${file} --max-archive-depth 3 --no-banner`,
};

const compareWithPeers = (): void => {
  for (const [name, command] of Object.entries(peers)) {
    if (spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0) continue;
    const [theirs, ours] = compare(name, [
      command(archive('web')),
      `${gate} docker-archive:${archive('web')} --jobs 1`,
    ]);
    if (theirs && ours)
      add(`processor time of ${name} against ours`, theirs.cpu / ours.cpu, ' x', '-', null);
  }
};

mkdirSync(out, { recursive: true });
const built = spawnSync('bash', [join(root, 'bench', 'images.sh'), cache], { stdio: 'inherit' });
if (built.status !== 0) throw new Error('the images could not be built');
const parts: Record<string, () => void> = {
  start,
  engine,
  disk,
  compressed,
  cached,
  rules: manyRules,
  sparse,
  peers: compareWithPeers,
};
for (const [name, part] of Object.entries(parts)) if (wanted(name)) part();

const size = statSync(join(root, 'dist', 'action.js')).size / 1e6;
add('dist/action.js', size, ' MB', 'at most 2', size <= 2);

writeFileSync(join(out, 'result.json'), `${JSON.stringify({ runs, rows, raw }, null, 2)}\n`);
const table = [
  '| what | measured | bound | holds |',
  '| --- | --- | --- | --- |',
  ...rows.map(
    ({ name, figure, bound, holds }) =>
      `| ${name} | ${figure} | ${bound} | ${holds === null ? '' : holds ? 'yes' : '**no**'} |`,
  ),
].join('\n');
writeFileSync(join(out, 'table.md'), `${table}\n`);
const document = join(root, 'docs', 'performance.md');
if (values.only === undefined && existsSync(document)) {
  const text = readFileSync(document, 'utf8');
  const marks = /(<!-- table -->\n)[\s\S]*?(\n<!-- end of table -->)/;
  writeFileSync(
    document,
    text.replace(marks, (_, a: string, b: string) => a + table + b),
  );
}
