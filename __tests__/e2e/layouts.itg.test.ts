/** OCI layouts and archives as other tools make them: gzip, zstd, several platforms, attestations. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasTool, key, reasonToSkip, report, Workshop } from './engine.ts';

const reason = reasonToSkip() ?? (hasTool('skopeo') ? null : 'no skopeo');
const described = reason === null ? describe : describe.skip;
if (reason !== null) console.warn(`layout tests are skipped: ${reason}`);

const secret = key('openai-project-key', 11);
const workshop = new Workshop();
afterAll(() => workshop.clean());

const files = {
  Dockerfile: 'FROM scratch\nCOPY busybox /bin/busybox\nCOPY .env /app/.env\n',
  '.env': `OPENAI_API_KEY=${secret}\n`,
};

/** `docker save` of one image, made once. */
let saved: string | null = null;
const save = (): string => {
  if (saved === null) {
    const image = workshop.build(workshop.write(files), 'buildkit');
    saved = workshop.path('saved.tar');
    workshop.run('docker', ['save', '-o', saved, image]);
  }
  return saved;
};

const expectLeak = (reference: string): ReturnType<typeof report> => {
  const scan = report([reference]);
  expect([scan.exit, scan.report.verdict, scan.report.ledger.unread]).toEqual([1, 'blocked', []]);
  expect(scan.report.findings).toHaveLength(1);
  expect(scan.report.findings[0]?.rule).toBe('openai-project-key');
  expect(scan.report.findings[0]?.places[0]).toMatchObject({
    where: 'layer',
    path: 'app/.env',
    line: 1,
  });
  return scan;
};

/** Puts a blob into a layout folder. */
const addBlob = (layout: string, content: string): { digest: string; size: number } => {
  const digest = createHash('sha256').update(content).digest('hex');
  writeFileSync(join(layout, 'blobs', 'sha256', digest), content);
  return { digest: `sha256:${digest}`, size: Buffer.byteLength(content) };
};

interface Index {
  schemaVersion: number;
  manifests: { mediaType: string; digest: string; size: number; [member: string]: unknown }[];
}

const readIndex = (layout: string): Index =>
  JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as Index;

const writeIndex = (layout: string, index: Index): void => {
  writeFileSync(join(layout, 'index.json'), JSON.stringify(index));
};

described('an image from another tool', () => {
  test('docker-archive', () => {
    expectLeak(`docker-archive:${save()}`);
  });

  test.each([
    ['gzip', 'oci'],
    ['zstd', 'oci'],
    ['gzip', 'oci-archive'],
    ['zstd', 'oci-archive'],
  ])('%s layers in %s by skopeo', (compression, transport) => {
    const target = workshop.path(`${transport}-${compression}`);
    workshop.run('skopeo', [
      '--insecure-policy',
      'copy',
      '--dest-compress',
      '--dest-compress-format',
      compression,
      `docker-archive:${save()}`,
      `${transport}:${target}:probe`,
    ]);
    const { report: told } = expectLeak(`${transport}:${target}`);
    expect(told.image.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(told.image.layers.every((layer) => layer.digest !== layer.diffId)).toBe(true);
  });

  test('an index of two platforms of which one leaks', () => {
    const leaky = workshop.path('leaky-layout');
    const clean = workshop.build(
      workshop.write({ Dockerfile: 'FROM scratch\nCOPY busybox /bin/other\n' }),
      'buildkit',
    );
    workshop.run('docker', ['save', '-o', workshop.path('clean.tar'), clean]);
    const copy = (from: string): void => {
      workshop.run('skopeo', [
        '--insecure-policy',
        'copy',
        `docker-archive:${from}`,
        `oci:${leaky}`,
      ]);
    };
    copy(save());
    const [first] = readIndex(leaky).manifests;
    copy(workshop.path('clean.tar'));
    const [second] = readIndex(leaky).manifests.slice(-1);
    if (first === undefined || second === undefined) throw new Error('no manifest in the layout');
    expect(first.digest).not.toBe(second.digest);
    const inner = addBlob(
      leaky,
      JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.index.v1+json',
        manifests: [
          { ...second, platform: { os: 'linux', architecture: 'amd64' } },
          { ...first, platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } },
        ],
      }),
    );
    const mediaType = 'application/vnd.oci.image.index.v1+json';
    writeIndex(leaky, { schemaVersion: 2, manifests: [{ mediaType, ...inner }] });
    const { report: told } = expectLeak(`oci:${leaky}`);
    expect(told.image.platforms.map((one) => one.platform)).toEqual([
      'linux/amd64',
      'linux/arm64/v8',
    ]);
    expect(told.findings[0]?.places[0]?.platforms).toEqual(['linux/arm64/v8']);
    expect(told.image.digest).toBe(inner.digest);
  });

  test('a build argument in a provenance attestation', () => {
    const layout = workshop.path('attested');
    const image = workshop.build(
      workshop.write({ Dockerfile: 'FROM scratch\nCOPY busybox /bin/busybox\n' }),
      'buildkit',
    );
    workshop.run('docker', ['save', '-o', workshop.path('plain.tar'), image]);
    workshop.run('skopeo', [
      '--insecure-policy',
      'copy',
      `docker-archive:${workshop.path('plain.tar')}`,
      `oci:${layout}`,
    ]);
    const index = readIndex(layout);
    const [manifest] = index.manifests;
    const predicateType = 'https://slsa.dev/provenance/v0.2';
    const args = { 'build-arg:MODEL_KEY': secret };
    const statement = addBlob(
      layout,
      JSON.stringify({
        _type: 'https://in-toto.io/Statement/v0.1',
        predicateType,
        subject: [{ name: 'probe', digest: { sha256: manifest?.digest.slice(7) } }],
        predicate: { invocation: { parameters: { frontend: 'dockerfile.v0', args } } },
      }),
    );
    const config = addBlob(
      layout,
      JSON.stringify({
        architecture: 'unknown',
        os: 'unknown',
        config: {},
        rootfs: { type: 'layers', diff_ids: [statement.digest] },
      }),
    );
    const attestation = addBlob(
      layout,
      JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
        layers: [
          {
            mediaType: 'application/vnd.in-toto+json',
            ...statement,
            annotations: { 'in-toto.io/predicate-type': predicateType },
          },
        ],
      }),
    );
    index.manifests.push({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      ...attestation,
      platform: { os: 'unknown', architecture: 'unknown' },
      annotations: {
        'vnd.docker.reference.type': 'attestation-manifest',
        'vnd.docker.reference.digest': manifest?.digest,
      },
    });
    writeIndex(layout, index);
    const scan = report([`oci:${layout}`]);
    expect([scan.exit, scan.report.ledger.unread]).toEqual([1, []]);
    const pointer = '/predicate/invocation/parameters/args/build-arg:MODEL_KEY';
    expect(scan.report.findings[0]?.places).toMatchObject([
      { where: 'attestation', path: `${statement.digest}!${pointer}`, line: 1, column: 1 },
    ]);
    expect(scan.report.image.platforms).toHaveLength(1);
  });

  test('dir: reads a plain folder as one layer', () => {
    const folder = workshop.write(files);
    mkdirSync(join(folder, 'empty'));
    const scan = report([`dir:${folder}`]);
    expect(scan.exit).toBe(1);
    expect(scan.report.findings[0]?.places[0]).toMatchObject({
      where: 'layer',
      layer: 0,
      path: '.env',
    });
  });
});
