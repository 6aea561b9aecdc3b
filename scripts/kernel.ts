/**
 * Compiles assembly/ (AssemblyScript) to WebAssembly and writes src/kernel/binary.ts, so that the bundle
 * has no second file. `--check` only compares. Run by `npm run generate`.
 *
 * The compiler runs as a program of its own: its types would declare names for all of this project.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const target = join(root, 'src', 'kernel', 'binary.ts');
const compiler = join(root, 'node_modules', 'assemblyscript', 'bin', 'asc.js');
const folder = mkdtempSync(join(tmpdir(), 'dockgate-kernel-'));
const output = join(folder, 'kernel.wasm');
const options = ['-O3', '--runtime', 'stub', '--noAssert', '--importMemory', '--enable', 'simd'];

const compile = (): Buffer => {
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      [compiler, 'assembly/index.ts', ...options, '--outFile', output],
      { cwd: root, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`assembly/ does not compile:\n${stderr}`);
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const text = `/** The kernel's WebAssembly in base64. Generated from assembly/ by scripts/kernel.ts: do not edit. */
export const binary =
  '${compile().toString('base64')}';
`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('src/kernel/binary.ts is stale: run npm run generate');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
}
