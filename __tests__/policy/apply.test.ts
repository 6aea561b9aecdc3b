import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding, Place } from '../../src/model/finding.ts';
import { instructionFacts, NO_INSTRUCTIONS } from '../../src/policy/instruction-facts.ts';
import { applyPolicy, staleFails, type Applied, type Decisions } from '../../src/policy/apply.ts';
import { readBaseline } from '../../src/policy/baseline.ts';
import { readInPlace } from '../../src/policy/in-place.ts';
import { loadPolicy, type PolicyReader } from '../../src/policy/load-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { finding, place } from './sample-finding.ts';

const closed: PolicyReader = {
  read: () => Promise.reject(new Error('nothing to read')),
  fetch: () => Promise.reject(new Error('no network')),
};
const policy = (text: string): Promise<Policy> => loadPolicy('.dockgate.yml', text, closed);

const apply = async (
  text: string,
  findings: Finding[],
  more: Partial<Decisions> = {},
): Promise<Applied> =>
  applyPolicy(findings, {
    policy: await policy(text),
    baseline: null,
    inPlace: [],
    instructions: NO_INSTRUCTIONS,
    today: '2026-11-24',
    ...more,
  });

const passes = async (entry: string, one: Finding, more?: Partial<Decisions>): Promise<boolean> => {
  const { findings } = await apply(`allow:\n  - { ${entry}, reason: ok }`, [one], more);
  return findings[0]?.suppressed !== null;
};

describe('an allow entry', () => {
  test('covers a finding by its fingerprint, wherever it lies', async () => {
    const { findings, stale } = await apply(
      'allow:\n  - fingerprint: 0123456789abcdef0123\n    reason: a test key\n    owner: ann',
      [finding({ places: [place(), place({ path: 'b', layer: 2 })] })],
    );
    expect(findings[0]?.suppressed).toEqual({ by: '.dockgate.yml:2', reason: 'a test key (ann)' });
    expect(stale).toEqual([]);
  });

  test.each([
    ['rule: acme-key', true],
    ['rule: other', false],
    ['rule: [other, acme-key]', true],
    ['path: app/*.yml', true],
    ['path: /app/config.yml', true],
    ['path: "**/*.json"', false],
    ['rule: acme-key, path: app/**', true],
    ['rule: acme-key, path: lib/**', false],
    ['rule: other, path: app/**', false],
    ['fingerprint: 0123456789abcdef0123, rule: other', false],
    ['fingerprint: ffffffffffffffffffff', false],
  ])('%s: %s', async (entry, fits) => {
    expect(await passes(entry, finding())).toBe(fits);
  });

  test('by path lets nothing pass while another place is not covered', async () => {
    const both = finding({ places: [place(), place({ path: 'etc/secret' })] });
    const { findings, notes, stale } = await apply('allow:\n  - { path: app/**, reason: ok }', [
      both,
    ]);
    expect(findings[0]?.suppressed).toBeNull();
    expect(stale).toEqual([]);
    expect(notes).toEqual([
      '.dockgate.yml:2: Acme key (0123456789abcdef0123): covers 1 of its 2 places; it still blocks for the others',
    ]);
  });

  test('entries may cover a finding together', async () => {
    const both = finding({ places: [place(), place({ path: 'etc/secret' })] });
    const { findings } = await apply(
      'allow:\n  - { path: app/**, reason: one }\n  - { path: etc/*, reason: two }',
      [both],
    );
    expect(findings[0]?.suppressed).toEqual({
      by: '.dockgate.yml:2, .dockgate.yml:3',
      reason: 'one; two',
    });
  });

  test('a finding without places is never covered', async () => {
    expect(await passes('rule: acme-key', finding({ places: [] }))).toBe(false);
  });

  const ref = { file: 'Dockerfile', line: 6, endLine: 6, certainty: 'exact' as const };
  const facts = instructionFacts(
    {
      path: 'Dockerfile',
      instructions: [
        { line: 1, endLine: 1, stage: 0 },
        { line: 3, endLine: 3, stage: 1 },
        { line: 4, endLine: 6, stage: 1 },
      ],
      stages: [{ name: null }, { name: 'build' }],
    },
    ['FROM x', '', 'FROM y AS build', 'RUN  npm ci && \\', '  # a comment', '  echo gh…9z'],
  );
  test.each([
    ['instruction: 4', true],
    ['instruction: 6', true],
    ['instruction: 7', false],
    ['instruction: "RUN npm ci*"', true],
    ['instruction: "RUN npm ci"', false],
    ['instruction: "RUN npm ci && echo gh…9z"', true],
    ['stage: build', true],
    ['stage: BUILD', true],
    ['stage: "1"', true],
    ['stage: "0"', false],
    ['stage: build, instruction: 9', false],
  ])('%s: %s', async (entry, fits) => {
    const one = finding({ places: [place({ instruction: ref })] });
    expect(await passes(entry, one, { instructions: facts })).toBe(fits);
  });

  test('a guessed instruction lets nothing pass', async () => {
    const one = finding({ places: [place({ instruction: { ...ref, certainty: 'guessed' } })] });
    expect(await passes('instruction: 4', one, { instructions: facts })).toBe(false);
    expect(await passes('stage: build', one, { instructions: facts })).toBe(false);
  });
});

describe('time', () => {
  const entry = (expires: string): string =>
    `allow:\n  - { rule: acme-key, reason: ok, owner: ann, expires: ${expires} }`;

  test('the last day still counts; the day after, it blocks again and says so', async () => {
    const last = await apply(entry('2026-11-24'), [finding()]);
    expect(last.findings[0]?.suppressed).not.toBeNull();
    expect(last.notes).toEqual(['.dockgate.yml:2: rule acme-key expires in 0 days; ask ann']);
    const after = await apply(entry('2026-11-23'), [finding()]);
    expect(after.findings[0]?.suppressed).toBeNull();
    expect(after.expired).toEqual([
      '.dockgate.yml:2: rule acme-key, expired on 2026-11-23; ask ann',
    ]);
    expect(after.stale).toEqual([]);
  });

  test('says two weeks before that it will', async () => {
    expect((await apply(entry('2026-12-08'), [finding()])).notes).toHaveLength(1);
    expect((await apply(entry('2026-12-09'), [finding()])).notes).toEqual([]);
  });

  test('an entry that covers nothing is stale, and fails only where asked', async () => {
    const text = 'allow:\n  - { rule: other, path: [a, b], reason: ok }';
    const applied = await apply(text, [finding()]);
    expect(applied.stale).toEqual(['.dockgate.yml:2: rule other in a and 1 more']);
    expect(staleFails(await policy(text), false, applied)).toBe(false);
    expect(staleFails(await policy(text), true, applied)).toBe(true);
    expect(staleFails(await policy(`strict-allow: true\n${text}`), false, applied)).toBe(true);
    expect(staleFails(null, true, { ...applied, stale: [] })).toBe(false);
  });
});

describe('what must not pass by accident', () => {
  const heavy: Partial<Finding>[] = [
    { confidence: 'certain', category: 'private-key' },
    { confidence: 'certain', rule: 'known-value-env' },
    { confidence: 'certain', details: ['account: 1', 'live: yes'] },
  ];

  test.each(heavy)('%j needs to be acknowledged', async (part) => {
    const one = finding(part);
    const { findings, notes, stale } = await apply('allow:\n  - { path: app/**, reason: ok }', [
      one,
    ]);
    expect(findings[0]?.suppressed).toBeNull();
    expect(notes[0]).toContain('acknowledge: true');
    expect(stale).toEqual([]);
    expect(await passes('path: app/**, acknowledge: true', one)).toBe(true);
  });

  test('the same, less than certain, does not', async () => {
    expect(await passes('rule: acme-key', finding({ category: 'private-key' }))).toBe(true);
  });

  test('a comment beside the thing cannot acknowledge', async () => {
    const { allows } = readInPlace('app/config.yml', 'context', [
      '',
      '# dockgate:allow acme-key x',
      'k',
    ]);
    const one = finding({
      confidence: 'certain',
      category: 'private-key',
      places: [place({ where: 'context', layer: null })],
    });
    const { findings } = await apply('', [one], { inPlace: allows });
    expect(findings[0]?.suppressed).toBeNull();
  });
});

describe('a baseline', () => {
  const baseline = (extra = '') =>
    readBaseline(
      'base.json',
      `{"schemaVersion":1,"findings":[{"fingerprint":"0123456789abcdef0123","rule":"acme-key","firstSeen":"2026-01-01"${extra}}]}`,
    );

  test('covers what is in it and nothing else', async () => {
    const other = finding({ fingerprint: 'f'.repeat(20) });
    const { findings } = await apply('', [finding(), other], { baseline: baseline() });
    expect(findings.map(({ suppressed }) => suppressed?.by ?? null)).toEqual(['base.json', null]);
  });

  test('covers a proven private key only where it was acknowledged', async () => {
    const key = finding({ confidence: 'certain', category: 'private-key' });
    const plain = await apply('', [key], { baseline: baseline() });
    expect(plain.findings[0]?.suppressed).toBeNull();
    const acknowledged = await apply('', [key], { baseline: baseline(',"acknowledge":true') });
    expect(acknowledged.findings[0]?.suppressed).not.toBeNull();
  });

  test('says that it can shrink', async () => {
    const { notes } = await apply('', [], { baseline: baseline() });
    expect(notes).toEqual(['base.json: 1 of its findings are gone; write it again to shrink it']);
  });
});

describe('comments beside the thing', () => {
  test('cover a context line and the same spot of its copy in a layer', async () => {
    const { allows } = readInPlace('conf/config.yml', 'context', [
      'a: 1',
      '# dockgate:allow acme-key sample for the tests',
      'key: x',
    ]);
    const own = place({ where: 'context', path: 'conf/config.yml', layer: null });
    const copy = place({ path: 'app/config.yml' });
    const told = async (places: Place[]): Promise<Applied> =>
      apply('', [finding({ places })], { inPlace: allows });
    expect((await told([own, copy])).findings[0]?.suppressed).toEqual({
      by: 'conf/config.yml:2',
      reason: 'sample for the tests',
    });
    expect((await told([own, { ...copy, offset: 41 }])).findings[0]?.suppressed).toBeNull();
    expect(
      (await told([own, { ...copy, path: 'app/other.yml' }])).findings[0]?.suppressed,
    ).toBeNull();
    expect((await told([copy])).findings[0]?.suppressed).toBeNull();
    expect((await told([copy])).stale).toEqual(['conf/config.yml:2: dockgate:allow acme-key']);
  });

  test('cover what an instruction of the Dockerfile put into the image', async () => {
    const { allows } = readInPlace('Dockerfile', 'dockerfile', [
      'FROM x',
      '# dockgate:allow acme-key public demo key',
      'ENV KEY=…',
    ]);
    const instruction = { file: 'Dockerfile', line: 3, endLine: 3, certainty: 'exact' as const };
    const places = [
      place({ where: 'config', path: '/config/Env/1', layer: null, instruction }),
      place({ where: 'history', path: '/history/2/created_by', layer: null, instruction }),
      place({ where: 'dockerfile', path: 'Dockerfile', layer: null, line: 3 }),
    ];
    const one = await apply('', [finding({ places })], { inPlace: allows });
    expect(one.findings[0]?.suppressed?.by).toBe('Dockerfile:2');
    const elsewhere = { ...instruction, line: 9, endLine: 9 };
    const two = await apply(
      '',
      [finding({ places: [...places, place({ instruction: elsewhere })] })],
      {
        inPlace: allows,
      },
    );
    expect(two.findings[0]?.suppressed).toBeNull();
    const guess = { ...instruction, certainty: 'guessed' as const };
    const three = await apply('', [finding({ places: [place({ instruction: guess })] })], {
      inPlace: allows,
    });
    expect(three.findings[0]?.suppressed).toBeNull();
  });
});

describe('any set of entries', () => {
  const paths = ['app/a', 'app/b', 'etc/c'];
  const anyPlace = fc.constantFrom(...paths).map((path) => place({ path }));
  const anyFinding = fc
    .record({
      rule: fc.constantFrom('one', 'two'),
      fingerprint: fc.constantFrom('a'.repeat(20), 'b'.repeat(20)),
      places: fc.array(anyPlace, { minLength: 1, maxLength: 3 }),
    })
    .map((part) => finding(part));
  const anyEntry = fc.record(
    {
      rule: fc.constantFrom('one', 'two'),
      path: fc.constantFrom('app/*', 'etc/**', '**/a'),
      fingerprint: fc.constantFrom('a'.repeat(20), 'b'.repeat(20)),
    },
    { requiredKeys: [] },
  );

  test('suppresses exactly the findings all of whose places have an entry', async () => {
    const { compileGlob } = await import('../../src/policy/glob.ts');
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyFinding, { maxLength: 4 }),
        fc.array(
          anyEntry.filter((entry) => Object.keys(entry).length > 0),
          { maxLength: 4 },
        ),
        async (findings, entries) => {
          const text = JSON.stringify({ allow: entries.map((one) => ({ ...one, reason: 'x' })) });
          const applied = await apply(text, findings);
          const covered = (one: Finding, at: Place): boolean =>
            entries.some(
              (entry) =>
                (entry.rule === undefined || entry.rule === one.rule) &&
                (entry.fingerprint === undefined || entry.fingerprint === one.fingerprint) &&
                (entry.path === undefined || compileGlob(entry.path)(at.path)),
            );
          expect(applied.findings.map(({ suppressed }) => suppressed !== null)).toEqual(
            findings.map((one) => one.places.every((at) => covered(one, at))),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
