/** Tokens in programs, where strings stand side by side: made up, and as Go's and Rust's tools link them. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { compileRules } from '../../src/detect/ruleset.ts';
import { sampleOf } from '../../src/detect/sample.ts';
import { isProgram } from '../../src/detect/text-kind.ts';
import type { Rule } from '../../src/model/rule.ts';
import { rules } from '../../src/rules/index.ts';
import { Workshop, has } from '../content/support/workshop.ts';
import { searchText } from './search-text.ts';

const ruleSet = compileRules(rules);
const ELF = '\x7fELF\x02\x01\x01\0';

/** Formats with a mark and a length that is told. */
const KINDS = [
  'anthropic-admin-key',
  'aws-access-key-id',
  'cerebras-api-key',
  'digitalocean-personal-token',
  'fireworks-api-key',
  'github-personal-access-token',
  'google-api-key',
  'groq-api-key',
  'huggingface-access-token',
  'jina-api-key',
  'langsmith-personal-access-token',
  'linear-api-key',
  'npm-access-token',
  'openrouter-api-key',
  'perplexity-api-key',
  'postman-api-key',
  'pulumi-access-token',
  'replicate-api-token',
  'rubygems-api-key',
  'sendinblue-api-key',
  'tavily-api-key',
  'together-api-key',
  'vercel-ai-gateway-key',
].filter((id) => rules.some((rule) => rule.id === id));

const samples = KINDS.map((id) => {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return sampleOf(rule, 7).secret;
});

/** Formats whose end is open: what follows may be taken for a part of them. */
const open = ['anthropic-api-key', 'openai-project-key', 'slack-bot-token', 'xai-api-key'].map(
  (id) => sampleOf(rules.find((one) => one.id === id) as Rule, 7).secret,
);

const foundIn = async (text: Uint8Array | string): Promise<string[]> =>
  (await searchText(ruleSet, Buffer.from(text as string, 'latin1'), 'srv/app')).map(({ secret }) =>
    Buffer.from(secret).toString('latin1'),
  );

describe('made up', () => {
  test('what is a program is told by its first bytes', () => {
    const is = (hex: string): boolean => {
      const bytes = Buffer.from(`00${hex}`, 'hex');
      return isProgram(bytes, 1, bytes.length);
    };
    const programs = ['7f454c46', '4d5a9000', 'feedfacf', 'cffaedfe', 'cafebabe', '0061736d'];
    expect(programs.map(is)).toEqual(programs.map(() => true));
    expect(['7f454c', '23212f62', '', '7b226122'].map(is)).toEqual([false, false, false, false]);
  });

  test.each(samples)('%s between letters: in a program, not in a text', async (token) => {
    const text = `runtime: out of memoryk${token}Qx9kinvalid argument`;
    expect(await foundIn(`${ELF}${text}`)).toEqual([token]);
    expect(await foundIn(`%PNG${text}`)).toEqual([]);
  });

  test.each(open)('%s, whose end is open, is told', async (token) => {
    const text = `runtime: out of memoryk${token}Qx9kinvalid argument`;
    const found = await foundIn(`${ELF}${text}`);
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(token)).toBe(true);
    expect(await foundIn(`%PNG${text}`)).toEqual([]);
  });

  test('one behind the other, and far behind the first bytes', async () => {
    const text = `${ELF}${'a string of some length'.repeat(200_000)}${samples.join('')}end`;
    expect((await foundIn(text)).sort()).toEqual([...samples].sort());
  });

  test('behind its length in one byte, in any file', async () => {
    const token = samples.find((one) => one.length >= 48 && one.length <= 57) as string;
    const told = `\x01${String.fromCharCode(token.length)}${token}\0`;
    expect(await foundIn(told)).toEqual([token]);
    expect(await foundIn(told.replace(/^../s, '\x01z'))).toEqual([]);
  });

  test('names that compilers make, and words, are none', async () => {
    const names = [
      '_RNvXs_NtCs_re_callNtBZ_20RedundantClosureCallNtNtCs8NwYtU1Mohg',
      'hf_getTheConfigurationValueFromServerOrFromFile',
      'ghp_symbolNamesOfSomeLengthThatReadAsWordsXX',
    ];
    expect(await foundIn(`${ELF}x${names.join('x')}x`)).toEqual([]);
  });
});

describe('as the real tools link them', () => {
  const shop = new Workshop();
  afterAll(() => shop.remove());
  const go = has('go') ? 'go' : '/usr/local/go/bin/go';
  const words = Array.from({ length: 60 }, (_, i) => 'configuration value of '.repeat(4).slice(i));

  (has(go) ? test : test.skip).each(['', '-s -w'])(
    'Go, with -ldflags "%s"',
    async (flags) => {
      const constants = samples.map((token, i) => `const c${i} = "${token}"`);
      const uses = samples.map((_, i) => (i % 2 === 0 ? `use(c${i})` : `if s == c${i} { use(s) }`));
      const others = words.map((word) => `use("${word}")`);
      shop
        .file('go.mod', 'module app\ngo 1.18\n')
        .file(
          'main.go',
          `package main\nimport "os"\n${constants.join('\n')}\nfunc use(s string) { os.Stdout.WriteString(s) }\n` +
            `func main() {\ns := os.Getenv("S")\n${[...uses, ...others].join('\n')}\n}\n`,
        );
      shop.run(`${go} build -ldflags "${flags}" -o app .`, {
        GOCACHE: `${shop.folder}/cache`,
        GOFLAGS: '-mod=mod',
        CGO_ENABLED: '0',
      });
      const found = await foundIn(shop.read('app'));
      expect(samples.filter((token) => !found.includes(token))).toEqual([]);
    },
    300_000,
  );

  (has('rustc') ? test : test.skip)(
    'Rust',
    async () => {
      const lines = samples.map((token, i) =>
        i % 2 === 0 ? `println!("key {} {:?}", "${token}", n);` : `show("${token}");`,
      );
      const others = words.map((word) => `show("${word}");`);
      shop.file(
        'main.rs',
        `#[inline(never)] fn show(s: &str) { println!("{}", s); }\n` +
          `fn main() {\nlet n = std::env::args().count();\n${[...lines, ...others].join('\n')}\n}\n`,
      );
      shop.run('rustc -O -C strip=symbols main.rs -o main');
      const found = await foundIn(shop.read('main'));
      expect(samples.filter((token) => !found.includes(token))).toEqual([]);
    },
    300_000,
  );
});
