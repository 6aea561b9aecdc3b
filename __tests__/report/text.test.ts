import { describe, expect, test } from '@jest/globals';
import { columns } from '../../src/report/layout.ts';
import { renderText } from '../../src/report/text.ts';
import {
  HOSTILE_STRINGS,
  finding,
  hostileReport,
  instruction,
  place,
  report,
} from './sample-report.ts';

const frames = new Map([
  ['Dockerfile', ['FROM debian:12', '', 'WORKDIR /app', 'COPY . /app', 'CMD ["node"]']],
]);
const plain = { colour: false, frames };

describe('renderText', () => {
  test('tells verdict, blame, evidence, fix and coverage', () => {
    const hidden = place({ hidden: 'deleted' });
    const config = place({
      where: 'config',
      path: '/config/Env/3',
      layer: null,
      instruction: null,
    });
    const told = report({ findings: [finding({ places: [hidden, config] })] });
    expect(renderText(told, plain)).toBe(`\
✖ Blocked: 1 secret in app:latest. Do not push it.

Dockerfile:4
    3 │ WORKDIR /app
  > 4 │ COPY . /app
    5 │ CMD ["node"]

  ● OpenAI project API key
    secret sk-proj-…Ab3d (certain, critical)
           organisation: org-1
    found  app/.env:3, layer 1 (111111111111)
           deleted in a later layer: it is still in the image
           image config /config/Env/3
    why    COPY . /app took .env along.
    fix    Mount the file as a secret instead.
    revoke Delete the key at https://platform.openai.com/api-keys. A pushed key must be revoked, not
           just deleted.
    id     00112233445566778899, rule openai-project-key

Read 2 layers, 12,345 files, 12,400 texts: 85.0 MB in 3.0 s.
`);
  });

  test('is short when all is well', () => {
    expect(renderText(report({ verdict: 'clean', findings: [] }), plain)).toBe(`\
✔ Clean: no secrets in app:latest.

Read 2 layers, 12,345 files, 12,400 texts: 85.0 MB in 3.0 s.
`);
  });

  test('tells everything that was not read, and what the policy says', () => {
    const { ledger } = report();
    const told = report({
      verdict: 'incomplete',
      findings: [finding({ suppressed: { by: '.dockgate.yml:3', reason: 'test key' } })],
      ledger: {
        ...ledger,
        unread: [{ where: 'layer', path: 'sha256:12', reason: 'the stream ends early' }],
        unopened: [{ path: 'a.zip', reason: 'encrypted' }],
        inheritedDropped: 2,
      },
      policy: { file: '.dockgate.yml', stale: ['rule: a'], expired: ['rule: b, 2026-01-01'] },
      notes: ['A note.'],
    });
    expect(renderText(told, plain)).toBe(`\
! Incomplete: 1 part could not be read, so nobody knows whether app:latest is clean. Do not push it.

Read 2 layers, 12,345 files, 12,400 texts: 85.0 MB in 3.0 s.

Notes: 1
  - A note.

Not read, so not known to be clean: 1
  - layer: sha256:12 (the stream ends early)

Nested archives that could not be opened (their raw bytes were searched): 1
  - a.zip (encrypted)

Accepted: 1
  - OpenAI project API key sk-proj-…Ab3d (.dockgate.yml:3: test key)

Entries of .dockgate.yml that match nothing and can go: 1
  - rule: a

Entries of .dockgate.yml that have expired and accept nothing any more: 1
  - rule: b, 2026-01-01

Left out: 1
  - 2 generic findings in unmodified files of the operating system's packages
`);
  });

  test('shows a fix of several lines as it is', () => {
    const fix = { text: 'Use a mount:\nRUN --mount=type=secret,id=key true', edits: [] };
    const text = renderText(report({ findings: [finding({ fix })] }), plain);
    expect(text).toContain(
      '    fix    Use a mount:\n           RUN --mount=type=secret,id=key true\n',
    );
  });

  test('counts what it leaves out', () => {
    const places = Array.from({ length: 9 }, (_, i) => place({ path: `file${i}` }));
    const findings = Array.from({ length: 501 }, (_, i) =>
      finding({ fingerprint: String(i).padStart(4, '0'), places }),
    );
    const unread = Array.from({ length: 103 }, () => ({
      where: 'layer' as const,
      path: 'x',
      reason: 'damaged',
    }));
    const text = renderText(report({ findings, ledger: { ...report().ledger, unread } }), plain);
    expect(text).toContain('           and 4 more places\n');
    expect(text).toContain('… and 1 more secret: the JSON report has all.\n');
    expect(text).toContain('be clean: 103\n');
    expect(text).toContain('… and 3 more: the JSON report has all.\n');
  });

  test('colours only when told, and then says the same', () => {
    const coloured = renderText(report(), { ...plain, colour: true });
    expect(coloured).toContain('\x1b[31m✖\x1b[39m \x1b[1mBlocked');
    expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(renderText(report(), plain));
    expect(renderText(report(), plain)).not.toContain('\x1b');
  });

  test.each([40, 60, 100])('keeps within %i columns', (width) => {
    const long = 'a-long-name-without-a-blank'.repeat(9);
    const wide = '日本語'.repeat(60);
    for (const text of [...HOSTILE_STRINGS, long, wide, `${long} ${wide}`]) {
      for (const line of renderText(hostileReport(text), { colour: false, width }).split('\n')) {
        // One more for the backslash that breaks a command.
        expect(columns(line)).toBeLessThanOrEqual(width + 1);
      }
    }
  });

  test.each(HOSTILE_STRINGS)('obeys nothing in %j', (text) => {
    const lines = new Map([[text, [text, text]]]);
    for (const colour of [false, true]) {
      for (const width of [40, 100]) {
        const drawn = renderText(hostileReport(text), { colour, width, frames: lines });
        const bare = drawn.replace(/\x1b\[(?:1|2|22|3[1236]|39)m/g, '');
        expect(bare).not.toMatch(/^\s*::/m);
        expect(bare).not.toMatch(/##\[/);
        expect(bare).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\p{Cf}\u2028\u2029\p{Cs}]/u);
      }
    }
  });

  test('breaks a command that only wrapping brings to the start of a line', () => {
    for (let before = 20; before < 60; before++) {
      const story = `${'x'.repeat(before)} ::error::y ${'z'.repeat(20)}`;
      const text = renderText(report({ findings: [finding({ story })] }), { ...plain, width: 60 });
      expect(text).toContain('::error::y');
      expect(text).not.toMatch(/^\s*::/m);
    }
  });

  test('is the same for the same report, in whatever order its findings come', () => {
    const findings = [finding(), finding({ fingerprint: 'b', severity: 'low' })];
    expect(renderText(report({ findings }), plain)).toBe(
      renderText(report({ findings: findings.toReversed() }), plain),
    );
  });
});

describe('the frame', () => {
  const drawn = (line: number, endLine: number, source: string[]): string => {
    const places = [place({ instruction: instruction({ line, endLine }) })];
    const told = report({ findings: [finding({ places })] });
    const text = renderText(told, { colour: false, frames: new Map([['Dockerfile', source]]) });
    return text.slice(text.indexOf('\n\n') + 2, text.indexOf('\n\n  ●'));
  };

  test('numbers lines from 1 and stops at both ends of the file', () => {
    expect(drawn(1, 1, ['FROM a', 'RUN b'])).toBe('Dockerfile:1\n  > 1 │ FROM a\n    2 │ RUN b');
    expect(drawn(2, 2, ['FROM a', 'RUN b'])).toBe('Dockerfile:2\n    1 │ FROM a\n  > 2 │ RUN b');
  });

  test('leaves out the middle of a long instruction', () => {
    const source = Array.from({ length: 30 }, (_, i) => `line ${i + 1}`);
    expect(drawn(9, 28, source).split('\n')).toEqual([
      'Dockerfile:9-28',
      '     8 │ line 8',
      '  >  9 │ line 9',
      '  > 10 │ line 10',
      '  > 11 │ line 11',
      '  > 12 │ line 12',
      '  > 13 │ line 13',
      '  > 14 │ line 14',
      '       ⋮',
      '  > 28 │ line 28',
      '    29 │ line 29',
    ]);
  });

  test('shows nothing for a line that the file does not have', () => {
    expect(drawn(9, 9, ['FROM a'])).toBe('Dockerfile:9');
    expect(drawn(1, 99, ['FROM a'])).toBe('Dockerfile:1-99\n  > 1 │ FROM a');
  });

  test('expands tabs and cuts long lines', () => {
    expect(drawn(1, 1, [`\tRUN ${'x'.repeat(200)}`]).split('\n')[1]).toBe(
      `  > 1 │     RUN ${'x'.repeat(83)}…`,
    );
  });
});
