/** The cache of clean layers, with the real engine and the built gate. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { key, reasonToSkip, report, Workshop } from './engine.ts';

const reason = reasonToSkip();
const described = reason === null ? describe : describe.skip;

const workshop = new Workshop();
afterAll(() => workshop.clean());

const secret = key('openai-project-key', 41);

/** An image of a clean layer and one that holds `text`, saved. */
const save = (name: string, text: string): string => {
  const context = workshop.write({
    Dockerfile: 'FROM scratch\nCOPY clean.txt /clean.txt\nCOPY last.txt /last.txt\n',
    'clean.txt': 'nothing to see\n'.repeat(1000),
    'last.txt': text,
  });
  const path = workshop.path(`${name}.tar`);
  workshop.run('docker', ['save', '-o', path, workshop.build(context, 'classic')]);
  return `docker-archive:${path}`;
};

const clean = (folder: string): string[] =>
  (JSON.parse(readFileSync(join(folder, 'clean-layers.json'), 'utf8')) as { clean: string[] })
    .clean;

described('the cache', () => {
  test('names clean layers only, holds no secret, and changes no report', () => {
    const folder = workshop.path('cache');
    const leaky = save('leaky', `K=${secret}\n`);
    const first = report([leaky, '--cache-dir', folder]);
    expect([first.exit, first.report.findings.length]).toEqual([1, 1]);
    const { layers } = first.report.image;
    expect(clean(folder)).toEqual([layers[0]?.diffId]);
    expect(readFileSync(join(folder, 'clean-layers.json'), 'utf8')).not.toContain(
      secret.slice(8, 20),
    );
    expect(report([leaky, '--cache-dir', folder]).stdout).toBe(first.stdout);
    expect(report([leaky]).stdout).toBe(first.stdout);
  });

  test('does not carry a verdict to another image with a new leaking layer', () => {
    const folder = workshop.path('cache-2');
    expect(report([save('good', 'fine\n'), '--cache-dir', folder]).exit).toBe(0);
    const scan = report([save('bad', `K=${secret}\n`), '--cache-dir', folder]);
    expect([scan.exit, scan.report.findings.length]).toEqual([1, 1]);
  });

  test('notices bytes that are not those of the layer that it names', () => {
    const folder = workshop.path('cache-3');
    const reference = save('forged', 'fine\n');
    expect(report([reference, '--cache-dir', folder]).exit).toBe(0);
    const path = reference.replace('docker-archive:', '');
    const bytes = readFileSync(path);
    bytes.write('NOTHING', bytes.indexOf('nothing to see'));
    writeFileSync(path, bytes);
    expect(report([reference, '--cache-dir', folder]).report.verdict).toBe('incomplete');
  });

  test.each([
    'no json',
    '{"rules":1}',
    '{"rules":"RULES","clean":["sha256:x"]}',
    '{"rules":"RULES","clean":{}}',
  ])('is not used, and says so, when it is damaged: %s', (text) => {
    const folder = workshop.path('cache-4');
    const reference = save('damaged', `K=${secret}\n`);
    report([reference, '--cache-dir', folder]);
    const file = join(folder, 'clean-layers.json');
    const rules = (JSON.parse(readFileSync(file, 'utf8')) as { rules: string }).rules;
    writeFileSync(file, text.replace('RULES', rules));
    const scan = report([reference, '--cache-dir', folder]);
    expect(scan.report.findings).toHaveLength(1);
    expect(existsSync(file)).toBe(true);
    const said = scan.report.notes.join();
    if (text !== '{"rules":1}') expect(said).toMatch(/cache of clean layers is damaged/);
  });
});
