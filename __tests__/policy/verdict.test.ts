import { describe, expect, test } from '@jest/globals';
import type { Confidence } from '../../src/model/levels.ts';
import type { FailOn } from '../../src/policy/verdict.ts';
import { DEFAULT_FAIL_ON, blocks, exitCode, judgeReport } from '../../src/policy/verdict.ts';
import { finding } from '../report/sample-report.ts';

const READ = { unread: [], unopened: [] };
const UNREAD = {
  unread: [{ where: 'layer' as const, path: 'a', reason: 'damaged' }],
  unopened: [],
};
const UNOPENED = { unread: [], unopened: [{ path: 'a.zip', reason: 'encrypted' }] };

describe('judgeReport', () => {
  test('by default blocks at every confidence', () => {
    for (const confidence of ['certain', 'likely', 'possible'] satisfies Confidence[]) {
      expect(judgeReport([finding({ confidence })], READ, DEFAULT_FAIL_ON)).toBe('blocked');
    }
    expect(judgeReport([], READ, DEFAULT_FAIL_ON)).toBe('clean');
  });

  test('lets pass what is accepted or below the bar', () => {
    const failOn: FailOn = { ...DEFAULT_FAIL_ON, own: ['certain'] };
    expect(judgeReport([finding({ confidence: 'likely' })], READ, failOn)).toBe('clean');
    expect(judgeReport([finding({ confidence: 'certain' })], READ, failOn)).toBe('blocked');
    const suppressed = { by: 'baseline', reason: 'old' };
    expect(judgeReport([finding({ suppressed })], READ, failOn)).toBe('clean');
  });

  test('has a bar of its own for the base image', () => {
    const failOn: FailOn = { ...DEFAULT_FAIL_ON, inherited: [] };
    expect(blocks(finding({ inherited: true }), failOn)).toBe(false);
    expect(blocks(finding({ inherited: false }), failOn)).toBe(true);
  });

  test('is never clean while something is unread, nor taken for whole beside a secret', () => {
    expect(judgeReport([], UNREAD, DEFAULT_FAIL_ON)).toBe('incomplete');
    expect(judgeReport([finding()], UNREAD, DEFAULT_FAIL_ON)).toBe('incomplete');
    const suppressed = { by: 'baseline', reason: 'old' };
    expect(judgeReport([finding({ suppressed })], UNREAD, DEFAULT_FAIL_ON)).toBe('incomplete');
  });

  test('minds an unopened archive only where the policy says so', () => {
    expect(judgeReport([], UNOPENED, DEFAULT_FAIL_ON)).toBe('clean');
    expect(judgeReport([], UNOPENED, { ...DEFAULT_FAIL_ON, unopened: true })).toBe('incomplete');
  });
});

test('exit codes', () => {
  expect([exitCode('clean'), exitCode('blocked'), exitCode('incomplete')]).toEqual([0, 1, 2]);
});
