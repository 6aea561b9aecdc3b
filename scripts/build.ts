/**
 * Bundles the two front doors into dist/: `npm run build`. CI builds again and fails on a difference,
 * so esbuild is pinned to the exact version and nothing here depends on the machine.
 */
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { readFileSync, rmSync } from 'node:fs';
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

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  // A text of ASCII alone is one byte a character to V8, and is not decoded.
  charset: 'ascii',
  legalComments: 'none',
  minify: true,
  alias: { undici: './scripts/no-undici.ts' },
  define: { DOCKGATE_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
  plugins: [bundledRules],
};

rmSync(join(root, 'dist'), { recursive: true, force: true });
await build({
  ...common,
  entryPoints: ['src/cli.ts'],
  outfile: 'dist/cli.js',
  target: 'node20',
  banner: { js: `#!/usr/bin/env node\n${banner}` },
});
await build({
  ...common,
  entryPoints: ['src/action.ts'],
  outfile: 'dist/action.js',
  target: 'node24',
  banner: { js: banner },
});
