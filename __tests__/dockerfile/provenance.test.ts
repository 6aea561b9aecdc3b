import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { layerSource, readSourceMaps } from '../../src/dockerfile/provenance.ts';

const digest = (n: number) => `sha256:${String(n).repeat(64)}`;
const descriptor = (n: number) => ({
  mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  digest: digest(n),
  size: 9,
});
/** As BuildKit writes them: one range for each line, start and end on it, no `character` for 0. */
const line = (n: number) => ({ start: { line: n }, end: { line: n } });

const TEXT = 'FROM a\nCOPY b c\nRUN <<E\nx\nE\n';
const buildkit = {
  source: {
    infos: [
      {
        filename: 'Dockerfile',
        language: 'Dockerfile',
        data: Buffer.from(TEXT).toString('base64'),
      },
    ],
    locations: {
      step0: { locations: [{ ranges: [line(1)] }] },
      step1: { locations: [{ sourceIndex: 0, ranges: [line(2)] }] },
      step2: { locations: [{ ranges: [line(3), line(4), line(5)] }] },
      step9: {},
    },
  },
  layers: {
    'step2:0': [[descriptor(1), descriptor(2), descriptor(3)]],
    'step0:0': [[descriptor(1)]],
    'step1:0': [[descriptor(1), descriptor(2)]],
  },
};
const V1 = {
  _type: 'https://in-toto.io/Statement/v1',
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: { buildDefinition: {}, runDetails: { metadata: { buildkit_metadata: buildkit } } },
};
const V02 = { metadata: { 'https://mobyproject.org/buildkit@v1#metadata': buildkit } };

describe('where a source map is found', () => {
  test('a SLSA v1 statement', () => {
    const [map] = readSourceMaps(V1);
    expect(map?.files).toEqual([{ name: 'Dockerfile', text: TEXT }]);
    expect(map?.steps.get('step2')).toEqual({ file: 0, line: 3, endLine: 5 });
    expect(map?.layers.get(digest(3))).toEqual({ file: 0, line: 3, endLine: 5 });
  });

  test('a SLSA v0.2 predicate, alone and in a metadata file, for one platform and for several', () => {
    expect(readSourceMaps(V02)).toHaveLength(1);
    expect(
      readSourceMaps({ 'buildx.build.provenance': V02, 'containerimage.digest': digest(1) }),
    ).toHaveLength(1);
    const several = {
      'buildx.build.provenance/linux/amd64': V02,
      'buildx.build.provenance/linux/arm64/v8': V02,
    };
    expect(readSourceMaps(several).map((one) => one.platform)).toEqual([
      'linux/amd64',
      'linux/arm64/v8',
    ]);
  });

  test("bake's metadata file, one object for each target", () => {
    expect(readSourceMaps({ app: { 'buildx.build.provenance': V02 }, other: {} })).toHaveLength(1);
  });

  test('mode=min has none', () => {
    expect(readSourceMaps({ predicate: { runDetails: { metadata: {} } } })).toEqual([]);
    expect(readSourceMaps({ 'buildx.build.ref': 'x' })).toEqual([]);
  });
});

describe('layers', () => {
  const [map] = readSourceMaps(V1);
  if (map === undefined) throw new Error('no map');

  test('by digest', () => {
    const digests = [digest(1), digest(2), digest(3)];
    expect(digests.map((_, at) => layerSource(map, digests, at)?.line)).toEqual([1, 2, 3]);
  });

  test('by position, where the archive knows only diff IDs', () => {
    expect(layerSource(map, [digest(7), digest(8), digest(9)], 1)?.line).toBe(2);
  });

  test('nothing is made up for layers it does not know', () => {
    expect(layerSource(map, [digest(1), digest(8)], 1)).toBeNull();
    expect(layerSource(map, [digest(6), digest(7), digest(8), digest(9)], 1)).toBeNull();
    expect(layerSource(map, [], 0)).toBeNull();
  });
});

test('any JSON is taken without an error, and no prototype is touched', () => {
  const evil = JSON.parse(
    '{"predicate":{"__proto__":{"polluted":1},"runDetails":{"metadata":{"buildkit_metadata":{"source":{"locations":{"__proto__":{"locations":[{"ranges":[{"start":{"line":1}}]}]}}},"layers":{"__proto__":[[{"digest":"x"}]]}}}}}}',
  ) as unknown;
  expect(readSourceMaps(evil)).toHaveLength(1);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  const key = fc.constantFrom(
    'predicate',
    'runDetails',
    'metadata',
    'buildkit_metadata',
    'source',
    'locations',
    'layers',
    'infos',
    'ranges',
    'start',
    'line',
    'step1',
    'step1:0',
    'digest',
    'data',
    'buildx.build.provenance',
    '__proto__',
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 9 },
      fc.constantFrom(null, 1, -1, 1e400, 'x', true),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(key, tie('json'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(json, (value) => Array.isArray(readSourceMaps(value))),
    { numRuns: 2000 },
  );
});

test('nesting of metadata files is not followed without end', () => {
  let value: unknown = { 'buildx.build.provenance': V02 };
  for (let depth = 0; depth < 100_000; depth++)
    value = { predicate: {}, 'buildx.build.provenance': {}, x: value };
  expect(readSourceMaps(value)).toEqual([]);
});
