import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeReport } from '../../src/host/report-file.ts';
import { GateError } from '../../src/model/error.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockgate-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a report is readable by its owner alone', async () => {
  const path = join(folder, 'report.html');
  await writeReport(path, 'text');
  await writeReport(path, 'newer');
  expect(readFileSync(path, 'utf8')).toBe('newer');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test.each([
  [join(folder, 'no', 'report.html'), 'its folder does not exist'],
  [folder, 'it is a folder'],
])('a report that cannot be written is an error with its reason: %s', async (path, reason) => {
  const failed = writeReport(path, 'text');
  await expect(failed).rejects.toThrow(GateError);
  await expect(failed).rejects.toThrow(`cannot write the report to ${path}: ${reason}`);
});
