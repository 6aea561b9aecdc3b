/** Threads are there or are done without; asked for and missing they are an error. */
import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openThreads } from '../../src/host/threads.ts';

const there = pathToFileURL(import.meta.filename);
const missing = new URL('./no-thread.js', import.meta.url);

test('threads that were asked for and whose file is not there are an error that says what to do', () => {
  expect(() => openThreads(2, missing)).toThrow(
    /--jobs 2 needs .*no-thread\.js, which is not there; keep the files of dist\/ together, or use --jobs 1/,
  );
});

test('one thread needs no file, and by itself the program does without', () => {
  expect(openThreads(1, missing)).toBeNull();
  expect(openThreads(null, missing)).toBeNull();
  expect(openThreads(3, there)?.count).toBe(3);
});

test.each([
  ['throws', 'throw new Error("damaged")', /damaged/],
  ['ends without a word', 'process.exit(3)', /a thread ended with code 3/],
])('a thread that %s is an error of the one who waits for it', async (_, code, message) => {
  const folder = mkdtempSync(join(tmpdir(), 'dockgate-thread-'));
  try {
    const file = join(folder, 'thread.mjs');
    writeFileSync(file, code);
    const thread = openThreads(2, pathToFileURL(file))?.start({});
    const failed = new Promise<Error>((resolve) => thread?.onError(resolve));
    expect((await failed).message).toMatch(message);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
