/** A bundle of the command line with a given number of generated rules: node bench/bundle.ts COUNT FILE */
import { build } from 'esbuild';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const [count = '100', file = ''] = process.argv.slice(2);

/** Rules with prefixes as real ones have them: rare words, a mark, a run. */
const generated = `
import { anchored, named, rule, run, alnum } from ${JSON.stringify(join(root, 'src/rules/format.ts'))};
const syllables = ['ba','ke','ti','mo','zu','ra','ne','fi','lo','du','va','xe','pi','go','qu','sha','tre','blo'];
const name = (n) => syllables[n % 18] + syllables[Math.floor(n / 18) % 18] + syllables[(n * 7 + 3) % 18];
export const rules = Array.from({ length: ${Number(count)} }, (_, n) => rule({
  id: 'generated-' + n, provider: 'p' + n, name: 'key', category: 'saas', revoke: '-', source: '-',
  patterns: n % 2 ? [anchored(name(n) + n + '_', run(alnum, 32))] : [named([name(n) + 'cloud' + n], run(alnum, 32))],
}));
`;

await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.ts'],
  outfile: file,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  define: { DOCKGATE_VERSION: '"0"' },
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  plugins: [
    {
      name: 'generated-rules',
      setup: (api) => {
        api.onLoad({ filter: /rules[/\\]index\.ts$/ }, () => ({
          contents: generated,
          loader: 'ts',
        }));
      },
    },
  ],
});
