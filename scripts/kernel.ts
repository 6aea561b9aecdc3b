/**
 * Compiles assembly/ (AssemblyScript) to WebAssembly and writes src/kernel/binary.ts, so that the bundle
 * has no second file. `--check` only compares. Run by `npm run generate`.
 */
import { main } from 'assemblyscript/asc';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const target = join(root, 'src', 'kernel', 'binary.ts');

const written = new Map<string, Uint8Array>();
const { error, stderr } = await main(
  [
    'assembly/index.ts',
    '--outFile',
    'kernel.wasm',
    '-O3',
    '--runtime',
    'stub',
    '--noAssert',
    '--importMemory',
    '--enable',
    'simd',
  ],
  {
    readFile: (name, base) => {
      try {
        return readFileSync(join(root, base === '.' ? '' : base, name), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (name, contents) => {
      if (contents instanceof Uint8Array) written.set(name, contents);
    },
    listFiles: () => [],
  },
);
const binary = written.get('kernel.wasm');
if (error !== null || binary === undefined) {
  throw new Error(`assembly/ does not compile: ${stderr.toString()}`);
}
const text = `/** The kernel's WebAssembly in base64. Generated from assembly/ by scripts/kernel.ts: do not edit. */
export const binary =
  '${Buffer.from(binary).toString('base64')}';
`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('src/kernel/binary.ts is stale: run npm run generate');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
}
