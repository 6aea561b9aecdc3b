import { describe, expect, test } from '@jest/globals';
import { planCheckRun, type CheckRequest } from '../../src/pull-request/check-run.ts';
import type { Annotation } from '../../src/report/annotations.ts';
import { report } from '../report/sample-report.ts';

const annotation = (line: number | null): Annotation => ({
  level: line === null ? 'warning' : 'error',
  file: line === null ? null : 'Dockerfile',
  line,
  endLine: line,
  title: 't'.repeat(300),
  message: 'm',
});

const request = (annotations: Annotation[], changes: Partial<CheckRequest> = {}): CheckRequest => ({
  report: report(),
  annotations,
  name: 'dockgate (app)',
  head: 'abc',
  dockerfile: 'docker/Dockerfile',
  summary: 's',
  ...changes,
});

describe('planCheckRun', () => {
  test('has 50 annotations a request, all of them once and in order', () => {
    const all = Array.from({ length: 120 }, (_, i) => annotation(i + 1));
    const { create, updates, told } = planCheckRun(request(all));
    const batches = [create.output, ...updates.map(({ output }) => output)].map((output) =>
      output.annotations.map((one) => one.start_line),
    );
    expect(batches.map((batch) => batch.length)).toEqual([50, 50, 20]);
    expect(batches.flat()).toEqual(all.map(({ line }) => line));
    expect(told).toBe(120);
    expect(create).toMatchObject({ status: 'completed', conclusion: 'failure', head_sha: 'abc' });
  });

  test('names a file for an annotation that has none', () => {
    const paths = (dockerfile: string | null) =>
      planCheckRun(request([annotation(null)], { dockerfile })).create.output.annotations;
    expect(paths('docker/Dockerfile')).toEqual([
      expect.objectContaining({
        path: 'docker/Dockerfile',
        start_line: 1,
        end_line: 1,
        annotation_level: 'warning',
      }),
    ]);
    expect(paths(null)[0]?.path).toBe('.github');
  });

  test('is bounded', () => {
    const { updates, told, create } = planCheckRun(
      request(
        Array.from({ length: 5000 }, (_, i) => annotation(i + 1)),
        { summary: 'é'.repeat(90_000) },
      ),
    );
    expect([updates.length, told]).toEqual([19, 1000]);
    expect(create.output.summary).toHaveLength(65_535);
    expect(create.output.annotations[0]?.title.length).toBeLessThanOrEqual(255);
  });

  test('succeeds for a clean image alone', () => {
    const conclusion = (verdict: 'clean' | 'incomplete'): string =>
      planCheckRun(request([], { report: report({ verdict }) })).create.conclusion;
    expect([conclusion('clean'), conclusion('incomplete')]).toEqual(['success', 'failure']);
  });
});
