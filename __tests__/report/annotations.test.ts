import { describe, expect, test } from '@jest/globals';
import { annotations, annotationsBeyond } from '../../src/report/annotations.ts';
import {
  HOSTILE_STRINGS,
  finding,
  hostileReport,
  instruction,
  place,
  report,
} from './sample-report.ts';

const at = (line: number) => [place({ instruction: instruction({ line, endLine: line + 1 }) })];

describe('annotations', () => {
  test('makes one record for each instruction', () => {
    const findings = [
      finding({ fingerprint: 'a' }),
      finding({
        fingerprint: 'b',
        title: 'npm access token',
        places: [place({ hidden: 'deleted' })],
      }),
    ];
    expect(annotations(report({ findings }))).toEqual([
      {
        level: 'error',
        file: 'Dockerfile',
        line: 4,
        endLine: 4,
        title: '2 secrets in the image',
        message: `\
OpenAI project API key: sk-proj-…Ab3d (certain)
Found in app/.env:3, layer 1 (111111111111).
COPY . /app took .env along.
Fix: Mount the file as a secret instead.
Revoke it if it was ever pushed: Delete the key at https://platform.openai.com/api-keys.

npm access token: sk-proj-…Ab3d (certain)
Found in app/.env:3, layer 1 (111111111111); deleted in a later layer: it is still in the image.
COPY . /app took .env along.
Fix: Mount the file as a secret instead.
Revoke it if it was ever pushed: Delete the key at https://platform.openai.com/api-keys.`,
      },
    ]);
  });

  test('names no file where no instruction is known, or where its name is not safe', () => {
    const unknown = finding({ places: [place({ instruction: null })] });
    const odd = finding({
      fingerprint: 'b',
      places: [place({ instruction: instruction({ file: 'Docker\nfile' }) })],
    });
    const records = annotations(report({ findings: [unknown, odd] }));
    expect(records.map(({ file, line, endLine, title }) => [file, line, endLine, title])).toEqual([
      [null, null, null, 'OpenAI project API key in layer 1 (111111111111)'],
      [null, null, null, 'OpenAI project API key in Docker\\nfile:4'],
    ]);
  });

  test('warns of what does not block, and leaves out what is accepted', () => {
    const possible = finding({ fingerprint: 'a', confidence: 'possible', places: at(7) });
    const accepted = finding({ suppressed: { by: 'baseline', reason: 'old' }, places: at(9) });
    const records = annotations(report({ findings: [possible, finding(), accepted] }));
    expect(records.map(({ level, line }) => [level, line])).toEqual([
      ['error', 4],
      ['warning', 7],
    ]);
    const clean = annotations(report({ verdict: 'clean' }));
    expect(clean.map(({ level }) => level)).toEqual(['warning']);
  });

  test('tells what could not be read', () => {
    const unread = [
      { where: 'layer' as const, path: 'sha256:1', reason: 'the stream ends early' },
      { where: 'layer' as const, path: 'sha256:2', reason: 'damaged' },
    ];
    const ledger = { ...report().ledger, unread };
    expect(annotations(report({ verdict: 'incomplete', findings: [], ledger }))).toEqual([
      {
        level: 'error',
        file: null,
        line: null,
        endLine: null,
        title: '2 parts of the image could not be read',
        message: 'sha256:1: the stream ends early\nsha256:2: damaged',
      },
    ]);
  });

  test('stays within the caps of the runner, worst first, and counts the rest', () => {
    const findings = Array.from({ length: 40 }, (_, i) =>
      finding({
        fingerprint: String(i).padStart(4, '0'),
        confidence: i % 2 === 0 ? 'certain' : 'possible',
        severity: i < 20 ? 'low' : 'high',
        places: at(2 * i + 1),
      }),
    );
    const records = annotations(report({ findings }));
    const errors = records.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(10);
    expect(errors[0]?.line).toBe(41);
    expect(errors[9]).toMatchObject({
      file: null,
      message: '11 more places with secrets or unread parts: see the job summary.',
    });
    expect(records.filter(({ level }) => level === 'warning')).toHaveLength(10);
    expect(annotations(report({ findings }), { errors: 3, warnings: 0 })).toHaveLength(3);
  });

  test('gives what the caps cut off to whoever has room, each record once', () => {
    const findings = Array.from({ length: 30 }, (_, i) =>
      finding({
        fingerprint: String(i).padStart(2, '0'),
        confidence: i % 3 === 0 ? 'possible' : 'likely',
        places: [place({ instruction: instruction({ line: i + 1, endLine: i + 1 }) })],
      }),
    );
    const drawn = report({ findings });
    const caps = { errors: 9, warnings: 3 };
    const told = annotations(drawn, caps, 'the check run "x"');
    expect(told).toHaveLength(12);
    const counts = told.filter(({ file }) => file === null).map(({ message }) => message);
    expect(counts).toEqual([
      '12 more places with secrets or unread parts: see the check run "x".',
      '8 more places with secrets or unread parts: see the check run "x".',
    ]);
    const lines = [...told, ...annotationsBeyond(drawn, caps)]
      .filter(({ file }) => file !== null)
      .map(({ line }) => line ?? 0);
    expect(lines.toSorted((a, b) => a - b)).toEqual(findings.map((_, i) => i + 1));
    expect(annotationsBeyond(drawn, { errors: 20, warnings: 10 })).toEqual([]);
  });

  test('keeps messages within 4096 characters', () => {
    const findings = Array.from({ length: 30 }, (_, i) =>
      finding({ fingerprint: String(i), story: '😀'.repeat(700) }),
    );
    const [only] = annotations(report({ findings }));
    expect(only?.message.length).toBeLessThanOrEqual(4096);
    expect(only?.message).not.toMatch(/\p{Cs}/u);
    const short = findings.map((one) => ({ ...one, story: '' }));
    expect(annotations(report({ findings: short }))[0]?.message).toMatch(
      /22 more secrets: see the job summary\.$/,
    );
  });

  test.each(HOSTILE_STRINGS)('holds plain safe text for %j', (text) => {
    for (const { title, message, file } of annotations(hostileReport(text))) {
      expect(`${title}${file ?? ''}`).not.toMatch(/[\x00-\x1f\x7f-\x9f\p{Cf}\p{Cs}]|##\[|^\s*::/u);
      expect(message).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\p{Cf}\p{Cs}]|##\[|^\s*::/mu);
    }
  });
});
