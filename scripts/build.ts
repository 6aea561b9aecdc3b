/**
 * Bundles the front doors and the threads' into dist/, one file each: `npm run build`. `--check` only compares: CI runs it,
 * so esbuild is pinned to the exact version and nothing here depends on the machine.
 */
import { build, type Plugin } from 'esbuild';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtIn } from '../src/built-in.ts';
import { bundleRules } from '../src/detect/bundled-rules.ts';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
};

/** CommonJS dependencies (undici, tunnel, dockerfile-ast) call `require`, which ESM lacks. */
const banner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Stands in for src/built-in.ts: to read the rules is quicker than to evaluate them and work out the tables. */
const readBuiltIn = `
import { readBundledRules } from './detect/bundled-rules.ts';
let made = null;
export const builtIn = () => (made ??= readBundledRules('${bundleRules(builtIn())}'));
`;

const bundledRules: Plugin = {
  name: 'bundled-rules',
  setup: (api) => {
    api.onLoad({ filter: /src[/\\]built-in\.ts$/ }, () => ({
      contents: readBuiltIn,
      resolveDir: join(root, 'src'),
    }));
  },
};

interface Door {
  name: string;
  target: string;
  /** What stands before the banner. */
  head: string;
}

const doors: Door[] = [
  { name: 'cli', target: 'node20', head: '#!/usr/bin/env node\n' },
  { name: 'action', target: 'node24', head: '' },
  { name: 'thread', target: 'node20', head: '' },
];

const bundle = async ({ name, target, head }: Door): Promise<string> => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`src/${name}.ts`],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target,
    banner: { js: head + banner },
    // A text of ASCII alone is one byte a character to V8, and is not decoded.
    charset: 'ascii',
    legalComments: 'none',
    minify: true,
    alias: { undici: './scripts/no-undici.ts' },
    define: { DOCKGATE_VERSION: JSON.stringify(version) },
    logLevel: 'warning',
    plugins: [bundledRules],
  });
  return outputFiles[0]?.text ?? '';
};

const dist = join(root, 'dist');
const check = process.argv.includes('--check');
if (!check) {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
}
for (const door of doors) {
  const text = await bundle(door);
  const file = join(dist, `${door.name}.js`);
  if (!check) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`dist/${door.name}.js is stale: run npm run build`);
    process.exitCode = 1;
  }
}
