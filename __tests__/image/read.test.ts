import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { hiddenBy } from '../../src/image/hidden.ts';
import { READ_LIMITS } from '../../src/image/limits.ts';
import { GateError } from '../../src/model/error.ts';
import { INDEX, LAYER, LayoutMaker, MANIFEST, archiveOf, sha256 } from './support/layout-maker.ts';
import type { Json } from './support/layout-maker.ts';
import { read } from './support/read.ts';
import { END, entry, pax, tar } from './support/tar-maker.ts';

const history = [
  { created_by: 'ADD base', comment: 'first' },
  { created_by: 'ENV A=b', empty_layer: true },
  { created_by: null },
];

function twoLayers(): {
  maker: LayoutMaker;
  digests: string[];
  manifest: Json & { digest: string };
} {
  const maker = new LayoutMaker();
  const low = maker.layer({ name: 'etc/', type: '5' }, { name: 'etc/key', body: 'low secret' });
  const high = maker.layer({ name: 'etc/.wh.key' }, { name: './app', body: 'high text' });
  const manifest = maker.image([low, high], { history });
  maker.index({ ...manifest, annotations: { 'org.opencontainers.image.ref.name': 'latest' } });
  return { maker, digests: [low.descriptor.digest, high.descriptor.digest], manifest };
}

describe('a whole image', () => {
  test('from a layout and from an archive of it: the same image and the same texts', async () => {
    const { maker, digests, manifest } = twoLayers();
    const layout = await read(maker.layout());
    expect(layout.unread).toEqual([]);
    expect(layout.image).toMatchObject({
      reference: 'img:latest',
      source: 'oci',
      digest: manifest.digest,
      layers: [
        {
          index: 0,
          digest: digests[0],
          compression: 'gzip',
          files: 2,
          createdBy: 'ADD base',
          base: false,
        },
        { index: 1, digest: digests[1], compression: 'gzip', files: 2, createdBy: '' },
      ],
      platforms: [
        {
          platform: 'linux/amd64',
          manifestDigest: manifest.digest,
          layers: [0, 1],
          tags: ['latest'],
        },
      ],
    });
    expect(layout.image.platforms[0]?.history).toEqual([
      { index: 0, createdBy: 'ADD base', comment: 'first', empty: false, layer: 0 },
      { index: 1, createdBy: 'ENV A=b', comment: '', empty: true, layer: null },
      { index: 2, createdBy: '', comment: '', empty: false, layer: 1 },
    ]);
    expect(layout).toMatchObject({ layersRead: 2, filesRead: 3 });
    expect(layout.texts.text('etc/key')).toBe('low secret');
    expect(layout.texts.text('app')).toBe('high text');
    expect(layout.texts.text('(names)')).toBe('etc/\netc/key\n');
    const blob = layout.texts.texts.find(({ origin }) => origin.path === 'app')?.origin.blob ?? '';
    expect(layout.blobs.get(blob)).toEqual({ digest: digests[1], layer: 1 });
    expect(hiddenBy(layout.entries, [0, 1], 0, 'etc/key')).toBe('deleted');

    for (const chunk of [333, 1 << 22]) {
      for (const bytes of [maker.archive(), gzipSync(maker.archive())]) {
        const archive = await read(archiveOf(bytes, chunk));
        expect(archive.image).toEqual(layout.image);
        expect(archive.unread).toEqual([]);
        const own = ({ origin }: { origin: { path: string } }): boolean =>
          !/^\(/.test(origin.path) || origin.path === '(names)';
        expect(archive.texts.texts.filter(own)).toEqual(layout.texts.texts);
      }
    }
  });

  test('the order of entries in the archive changes nothing but the order of texts', async () => {
    const { maker } = twoLayers();
    const reversed = tar(...[...maker.files].reverse().map(([name, body]) => ({ name, body })));
    const [one, other] = [await read(archiveOf(maker.archive())), await read(archiveOf(reversed))];
    expect(other.image).toEqual(one.image);
    expect(other.texts.paths().sort()).toEqual(one.texts.paths().sort());
  });

  test('docker-archive of an old engine: layer.tar, symbolic and hard links for repeated layers', async () => {
    const layer = tar({ name: 'f', body: 'in the layer' });
    const config = Buffer.from(
      JSON.stringify({
        os: 'linux',
        architecture: 'arm',
        variant: 'v7',
        rootfs: { diff_ids: [sha256(layer), sha256(layer), sha256(layer)] },
      }),
    );
    const name = `${sha256(config).slice(7)}.json`;
    const manifest = [
      {
        Config: name,
        RepoTags: ['a:1', 'b:2'],
        Layers: ['one/layer.tar', 'two/layer.tar', 'three/layer.tar'],
      },
    ];
    const bytes = tar(
      { name: 'one/', type: '5' },
      { name: 'one/VERSION', body: '1.0' },
      { name: 'one/json', body: '{"container_config":{"Env":["SECRET=1"]}}' },
      { name: 'one/layer.tar', body: layer },
      { name: 'two/layer.tar', type: '2', link: '../one/layer.tar' },
      { name: 'three/layer.tar', type: '1', link: 'one/layer.tar' },
      { name, body: config },
      { name: 'manifest.json', body: JSON.stringify(manifest) },
    );
    const image = await read(archiveOf(bytes));
    expect(image.unread).toEqual([]);
    expect(image.image.layers).toHaveLength(1);
    expect(image.image.layers[0]).toMatchObject({
      compression: 'none',
      diffId: sha256(layer),
      digest: sha256(layer),
    });
    expect(image.image.platforms).toMatchObject([
      {
        platform: 'linux/arm/v7',
        layers: [0, 0, 0],
        tags: ['a:1', 'b:2'],
        imageId: sha256(config),
        manifestDigest: null,
      },
    ]);
    expect(image.texts.text('one/json')).toContain('SECRET=1');
    expect(image.texts.text('one/VERSION')).toBe('1.0');
  });

  test('manifest.json beside index.json: one platform, all tags', async () => {
    const { maker, digests } = twoLayers();
    const manifestFile = [...maker.files.keys()].find((name) =>
      maker.files.get(name)?.includes('"layers":['),
    );
    const config = JSON.parse(String(maker.files.get(manifestFile ?? ''))) as {
      config: { digest: string };
    };
    const blobName = (digest: string): string => `blobs/${digest.replace(':', '/')}`;
    const saved = [
      {
        Config: blobName(config.config.digest),
        RepoTags: ['img:latest'],
        Layers: digests.map(blobName),
      },
    ];
    maker.files.set('manifest.json', Buffer.from(JSON.stringify(saved)));
    const { image, unread } = await read(archiveOf(maker.archive()));
    expect(unread).toEqual([]);
    expect(image.platforms).toMatchObject([{ tags: ['latest', 'img:latest'], layers: [0, 1] }]);
  });

  test('all platforms of nested indexes, a shared layer once, attestations beside them', async () => {
    const maker = new LayoutMaker();
    const shared = maker.layer({ name: 'shared', body: '1' });
    const own = maker.layer({ name: 'own', body: '2' });
    const amd = maker.image([shared], {});
    const arm = maker.image([shared, own], { architecture: 'arm64', variant: 'v8' });
    const statement = {
      _type: 'https://in-toto.io/Statement/v0.1',
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {
        args: { 'build-arg:NPM_TOKEN': 'tok' },
        data: Buffer.from('FROM scratch').toString('base64'),
      },
    };
    const layer = maker.blob(statement, 'application/vnd.in-toto+json');
    const attestation = maker.image(
      [{ descriptor: layer, diffId: layer.digest }],
      { os: 'unknown', architecture: 'unknown' },
      {
        descriptor: {
          annotations: {
            'vnd.docker.reference.type': 'attestation-manifest',
            'vnd.docker.reference.digest': arm.digest,
          },
        },
      },
    );
    const nested = maker.blob(
      { schemaVersion: 2, manifests: [amd, arm, attestation], annotations: { note: 'index note' } },
      INDEX,
    );
    const image = await read(maker.index(nested).layout());
    expect(image.unread).toEqual([]);
    expect(image.image.digest).toBe(nested.digest);
    expect(image.image.layers).toHaveLength(2);
    expect(image.image.platforms).toMatchObject([
      { platform: 'linux/amd64', layers: [0] },
      { platform: 'linux/arm64/v8', layers: [0, 1] },
    ]);
    expect(image.image.attestations).toEqual([
      {
        digest: layer.digest,
        predicateType: statement.predicateType,
        subject: arm.digest,
        statement,
      },
    ]);
    const at = (path: string): string | undefined => image.texts.text(`${layer.digest}!${path}`);
    expect(at('/predicate/args/build-arg:NPM_TOKEN')).toBe('NPM_TOKEN=tok');
    expect(at('/predicate/data!/(decoded)')).toBe('FROM scratch');
    expect(
      image.texts.texts.find(({ bytes }) => bytes.equals(Buffer.from('NPM_TOKEN=tok')))?.origin,
    ).toMatchObject({ where: 'attestation', lead: 10 });
    expect(image.texts.text(`${nested.digest}!/annotations/note`)).toBe('note=index note');
  });

  test('an artifact beside the image: its files and its documents are read, raw bytes of the rest', async () => {
    const { maker, manifest } = twoLayers();
    const chart = maker.layer({ name: 'values.yaml', body: 'chart text' });
    const model = maker.blob(Buffer.from('GGUF model bytes'), 'application/x-model');
    const note = maker.blob({ note: 'json text' }, 'application/json');
    const empty = maker.blob({}, 'application/vnd.oci.empty.v1+json');
    const artifact = maker.blob(
      {
        schemaVersion: 2,
        artifactType: 'x/y',
        config: empty,
        layers: [chart.descriptor, model, note],
        subject: { digest: manifest.digest },
      },
      MANIFEST,
    );
    const image = await read(maker.index(manifest, artifact).layout());
    expect(image.unread).toEqual([]);
    expect(image.image.platforms).toHaveLength(1);
    expect(image.image.layers).toHaveLength(3);
    for (const text of ['chart text', 'GGUF model bytes', 'json text'])
      expect(image.texts.holds(text)).toBe(true);
  });

  test('what no manifest names is read all the same', async () => {
    const { maker } = twoLayers();
    maker.files.set('notes.txt', Buffer.from('a note'));
    maker.files.set('more.json', Buffer.from('{"x": "json note"}'));
    maker.files.set('blobs/sha256/orphan', tar({ name: 'orphaned', body: 'orphan text' }));
    const image = await read(archiveOf(maker.archive()));
    expect(image.unread).toEqual([]);
    expect(image.texts.text('notes.txt')).toBe('a note');
    expect(image.texts.text('more.json')).toBe('{"x": "json note"}');
    expect(image.texts.text('orphaned')).toBe('orphan text');
    expect(image.image.layers).toHaveLength(2);
  });

  test('history that does not fit the layers is tied to none', async () => {
    const maker = new LayoutMaker();
    const image = maker.image([maker.layer({ name: 'f' })], {
      history: [{ created_by: 'a' }, { created_by: 'b' }],
    });
    const { image: read1 } = await read(maker.index(image).layout());
    expect(read1.platforms[0]?.history.map(({ layer }) => layer)).toEqual([null, null]);
    expect(read1.layers[0]?.createdBy).toBeNull();
  });
});

describe('what is not there or not as said is unread', () => {
  test('a missing layer, manifest and config', async () => {
    const { maker, digests, manifest } = twoLayers();
    maker.files.delete(`blobs/sha256/${(digests[1] as string).slice(7)}`);
    const gone = {
      mediaType: MANIFEST,
      digest: sha256(Buffer.from('gone')),
      size: 4,
      platform: { os: 'linux', architecture: 's390x' },
    };
    const image = await read(maker.index(manifest, gone).layout());
    expect(image.unread).toEqual([
      { where: 'layer', path: digests[1], reason: expect.stringContaining('is not in the image') },
      { where: 'image', path: gone.digest, reason: expect.stringContaining('linux/s390x') },
    ]);
    expect(image.image.platforms[0]?.layers).toEqual([0]);
    expect(image.image.platforms[0]?.history.map(({ layer }) => layer)).toEqual([0, null, null]);
    expect(image.layersRead).toBe(1);
  });

  test('a foreign layer, a digest that is not sha256, a blob that is not what its name says', async () => {
    const maker = new LayoutMaker();
    const one = maker.layer({ name: 'f' });
    const foreign = {
      mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
      digest: sha256(Buffer.from('f')),
      size: 1,
      urls: ['https://x'],
    };
    const odd = { mediaType: LAYER, digest: `sha512:${'0'.repeat(128)}`, size: 1 };
    const changed = maker.layer({ name: 'g' });
    maker.files.set(
      `blobs/sha256/${changed.descriptor.digest.slice(7)}`,
      tar({ name: 'other', body: 'x' }),
    );
    const layers = [
      one,
      { descriptor: foreign, diffId: 'sha256:0' },
      { descriptor: odd, diffId: 'sha256:0' },
      changed,
    ];
    const { reasons } = await read(maker.index(maker.image(layers)).layout());
    expect(reasons).toEqual([
      expect.stringContaining('foreign layer'),
      expect.stringContaining('not sha256'),
      expect.stringContaining('other bytes than its digest says'),
    ]);
  });

  test('a wrong size, a wrong diff ID, a wrong number of layers', async () => {
    const maker = new LayoutMaker();
    const one = maker.layer({ name: 'f' });
    const two = maker.layer({ name: 'g' });
    const image = maker.image(
      [
        { descriptor: { ...one.descriptor, size: 1 }, diffId: one.diffId },
        { ...two, diffId: one.diffId },
      ],
      {},
      { manifest: {} },
    );
    const short = maker.image([two], { rootfs: { diff_ids: [] } });
    const { reasons } = await read(maker.index(image, short).layout());
    expect(reasons).toEqual([
      expect.stringContaining('its descriptor says 1'),
      expect.stringContaining('other bytes than the diff ID'),
      'lists 0 layers, its manifest 1',
    ]);
  });

  test('a layer in an unknown format; its raw bytes are searched', async () => {
    const maker = new LayoutMaker();
    const squash = maker.blob(Buffer.from('hsqs secret inside'), 'application/vnd.erofs.layer.v1');
    const json = maker.blob({ not: 'a layer' }, LAYER);
    const tarred = maker.layer({ name: 'f' });
    const gzipped = maker.blob(gzipSync(Buffer.from('no tar in here')), `${LAYER}+gzip`);
    const layers = [squash, json, gzipped].map((descriptor) => ({
      descriptor,
      diffId: descriptor.digest,
    }));
    const { unread, texts } = await read(maker.index(maker.image([tarred, ...layers])).layout());
    expect(
      unread.filter(({ reason }) => reason.includes('format')).map(({ path }) => path),
    ).toEqual([squash.digest, json.digest, gzipped.digest]);
    expect(unread[0]?.reason).toContain('vnd.erofs');
    for (const text of ['secret inside', 'a layer', 'no tar in here'])
      expect(texts.holds(text)).toBe(true);
  });

  test('a damaged layer: a cut gzip stream and a broken header; digests are known all the same', async () => {
    const maker = new LayoutMaker();
    const whole = gzipSync(tar({ name: 'f', body: 'x'.repeat(5000) }));
    const cut = maker.blob(whole.subarray(0, -20), `${LAYER}+gzip`);
    const broken = tar({ name: 'f', body: '1' }, { name: 'g', body: '2' });
    broken.write('?', 1024);
    const damaged = maker.blob(broken, LAYER);
    const layers = [cut, damaged].map((descriptor) => ({ descriptor, diffId: descriptor.digest }));
    const { unread, layersRead, image } = await read(maker.index(maker.image(layers)).layout());
    expect(image.layers.map(({ digest }) => digest)).toEqual([cut.digest, damaged.digest]);
    expect(unread).toEqual(
      expect.arrayContaining([
        {
          where: 'layer',
          path: cut.digest,
          reason: expect.stringContaining('gzip stream is damaged or cut'),
        },
        {
          where: 'layer',
          path: damaged.digest,
          reason: expect.stringContaining('should be a header'),
        },
      ]),
    );
    expect(layersRead).toBe(0);
  });

  test('documents that cannot be understood', async () => {
    const { maker, manifest } = twoLayers();
    const broken = maker.blob(Buffer.from('{"manifests": secret-word'), INDEX);
    const strange = maker.blob(
      { fsLayers: [] },
      'application/vnd.docker.distribution.manifest.v1+prettyjws',
    );
    const { unread, texts } = await read(
      maker.index(manifest, broken, strange, { mediaType: 'x' }).layout(),
    );
    expect(unread).toEqual([
      { where: 'image', path: 'index.json', reason: 'lists something without a digest' },
      { where: 'image', path: broken.digest, reason: 'is not valid JSON' },
      { where: 'image', path: strange.digest, reason: 'is neither a manifest nor an index' },
    ]);
    expect(texts.holds('secret-word')).toBe(true);
  });

  test('an archive that is cut, or names two manifests', async () => {
    const { maker } = twoLayers();
    const bytes = maker.archive();
    const cut = await read(
      archiveOf(
        Buffer.concat([
          bytes.subarray(0, -1024),
          entry({ name: 'x', body: 'y'.repeat(600) }).subarray(0, 900),
        ]),
      ),
    );
    expect(cut.reasons).toEqual([expect.stringContaining('cut short')]);
    const index = maker.files.get('index.json') as Buffer;
    const twice = await read(
      archiveOf(
        Buffer.concat([bytes.subarray(0, -1024), tar({ name: 'index.json', body: index })]),
      ),
    );
    expect(twice.reasons).toEqual([expect.stringContaining('two entries are called index.json')]);
    const gz = gzipSync(bytes, { level: 0 });
    const cutGz = await read(archiveOf(Buffer.concat([gz.subarray(0, -9)])));
    expect(cutGz.reasons).toEqual([expect.stringContaining('gzip stream')]);
  });

  test('more descriptors, blobs, bytes or documents than allowed', async () => {
    const { maker, manifest } = twoLayers();
    const many = Array.from({ length: 50 }, (_, i) => ({
      ...manifest,
      digest: sha256(Buffer.from([i])),
    }));
    const followed = await read(maker.index(manifest, ...many).layout(), {
      limits: { descriptors: 40 },
    });
    expect(followed.reasons.filter((reason) => reason.includes('more than 40 blobs'))).toHaveLength(
      1,
    );
    maker.index(manifest);
    const order = [
      'index.json',
      ...[...maker.files.keys()].filter((name) => name !== 'index.json'),
    ];
    const bytes = tar(...order.map((name) => ({ name, body: maker.files.get(name) as Buffer })), {
      name: 'z',
      body: 'overflow',
    });
    const blobs = await read(archiveOf(bytes), { limits: { blobs: order.length } });
    expect(blobs.reasons).toEqual([expect.stringContaining(`more than ${order.length} files`)]);
    expect(blobs.texts.holds('overflow')).toBe(true);
    const bomb = await read(maker.layout(), { limits: { layerBytes: 1500 } });
    expect(
      bomb.reasons.filter((reason) => reason.includes('unpacks to more than 1500 bytes')),
    ).toHaveLength(2);
    await expect(read(maker.layout(), { limits: { documentsBytes: 20 } })).rejects.toThrow(
      'too large to be kept',
    );
    expect(READ_LIMITS.documentsBytes).toBeGreaterThan(READ_LIMITS.documentBytes);
  });

  test('indexes that name each other end', async () => {
    const { maker, manifest } = twoLayers();
    let nested = manifest;
    for (let i = 0; i < 500; i++) nested = maker.blob({ manifests: [nested, nested] }, INDEX);
    const { unread, image } = await read(maker.index(nested).layout());
    expect(unread).toEqual([]);
    expect(image.platforms).toHaveLength(1);
  });
});

describe('what is no image at all', () => {
  test.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'is empty'],
    ['text', Buffer.from('hello'), 'is no tar archive'],
    ['JSON', Buffer.from('{}'), 'is a JSON document'],
    ['gzip of text', gzipSync(Buffer.from('hello')), 'is no tar archive'],
    ['gzip of gzip', gzipSync(gzipSync(tar({ name: 'f' }))), 'compressed twice'],
    [
      'a root file system',
      tar({ name: 'bin/sh', body: 'x' }),
      'holds no manifest.json and no index.json',
    ],
    ['zeros', Buffer.alloc(4096), 'holds no manifest.json'],
    [
      'a cut download',
      tar({ name: 'blobs/x', body: 'y'.repeat(900) }).subarray(0, 800),
      'cut short',
    ],
    ['a list of no images', tar({ name: 'manifest.json', body: '[]' }), 'no layer'],
    [
      'an image of no layers',
      tar(
        { name: 'manifest.json', body: '[{"Config":"c","Layers":[]}]' },
        { name: 'c', body: '{"rootfs":{"diff_ids":[]}}' },
      ),
      'no layer',
    ],
  ])('%s', async (_what, bytes, words) => {
    const failure = read(archiveOf(bytes), {}, '/tmp/it.tar');
    await expect(failure).rejects.toThrow(GateError);
    await expect(failure).rejects.toThrow(words);
    await expect(failure).rejects.toThrow(/^\/tmp\/it\.tar: .*; /);
  });

  test('an error of the source itself is passed on', async () => {
    const source = {
      kind: 'archive' as const,
      open: async function* () {
        yield tar({ name: 'blobs/x', body: 'y'.repeat(900) }).subarray(0, 1000);
        throw new GateError('docker save failed');
      },
    };
    await expect(read(source)).rejects.toThrow('docker save failed');
  });
});

describe('hostile names', () => {
  test('member names of objects are only words', async () => {
    const maker = new LayoutMaker();
    const layer = maker.layer({ name: 'f' });
    const config = `{"os":"linux","architecture":"amd64","__proto__":{"polluted":"yes"},"constructor":{"prototype":{"x":"y"}},"rootfs":{"diff_ids":["${layer.diffId}"]}}`;
    const descriptor = maker.blob(Buffer.from(config), 'application/vnd.oci.image.config.v1+json');
    const manifest = maker.blob({ config: descriptor, layers: [layer.descriptor] }, MANIFEST);
    const { texts, unread } = await read(maker.index(manifest).layout());
    expect(unread).toEqual([]);
    expect(texts.text('/__proto__/polluted')).toBe('polluted=yes');
    expect(({} as Json)['polluted']).toBeUndefined();
  });

  test('paths in a layer stay inside the root, whatever they say, and secrets in names are found', async () => {
    const maker = new LayoutMaker();
    const layer = maker.layer(
      { name: '../../etc/passwd', body: 'a' },
      { name: '/abs//x/./y/../z', body: 'b' },
      { name: 'link', type: '2', link: 'to-secret-target' },
      pax([['SCHILY.xattr.user.k', 'xattr secret']]),
      { name: 'secret-in-name\nnext', body: '' },
    );
    const { texts } = await read(maker.index(maker.image([layer])).layout());
    expect(texts.text('etc/passwd')).toBe('a');
    expect(texts.text('abs/x/z')).toBe('b');
    expect(texts.text('(names)')).toContain('to-secret-target\n');
    expect(texts.text('(names)')).toContain('secret-in-name\nnext\n');
    expect(texts.text('secret-in-name\nnext!/(pax)')).toContain('xattr secret');
  });
});

test('progress is told around each blob', async () => {
  const { maker } = twoLayers();
  const events: string[] = [];
  await read(archiveOf(maker.archive()), {
    progress: ({ kind, name, size }) => events.push(`${kind} ${name} ${size}`),
  });
  const names = [...maker.files].map(([name, bytes]) => `${name} ${bytes.length}`);
  expect(events).toEqual(names.flatMap((name) => [`begin ${name}`, `end ${name}`]));
});

test('a reader of blobs that fails ends the reading with its error', async () => {
  const { maker } = twoLayers();
  const readBlob = (): Promise<never> => Promise.reject(new Error('the thread died'));
  await expect(
    read(archiveOf(Buffer.concat([maker.archive(), END])), { readBlob }),
  ).rejects.toThrow('the thread died');
});
