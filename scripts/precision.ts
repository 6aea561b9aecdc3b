/**
 * Measures how quiet the gate is on images that hold nobody's secrets, and writes docs/precision.md:
 * `node scripts/precision.ts ARCHIVE... [--held-out FOLDER]...`. For each image: what was read, how many candidates the rules
 * gave, which judge refused how many, what stayed and why. What stands in the document behind HAND_WRITTEN is kept.
 * `node scripts/precision.ts --print --held-out FOLDER...` only tells of the folders, the sure findings apart, and writes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Refusal } from '../src/detect/judge.ts';
import { forgetExamples } from '../src/detect/known-examples.ts';
import { compileRules } from '../src/detect/ruleset.ts';
import type { Secret } from '../src/finding/collect.ts';
import { parseArguments } from '../src/host/arguments.ts';
import { prepareRequest } from '../src/host/request.ts';
import { redact } from '../src/policy/redact.ts';
import { rules } from '../src/rules/index.ts';
import { searchImage } from '../src/search-image.ts';

const refusals: readonly Refusal[] = ['check', 'filler', 'not drawn', 'veto', 'known example'];

/** Packages that are not always at hand: without them the section stays as it is. */
const HELD_OUT = '## Packages held out';
/** A measurement whose story no script can tell: what was found, and what was mended for it. */
const HAND_WRITTEN = '## An ordinary set';

interface Measured {
  image: string;
  bytes: number;
  texts: number;
  refused: Map<string, number>;
  inherited: number;
  matches: number;
  secrets: Secret[];
  /** Findings where no public example is known, as in an image with packages that nobody has listed. */
  untabled: number;
}

/** @param reference An image as the command line names it. */
const measure = async (reference: string): Promise<Measured> => {
  const command = parseArguments([reference], '0');
  if (command.kind !== 'scan') throw new Error('no archive was named');
  const parts = { rules, limits: null, threads: null, watch: null, onSecret: null };
  const prepared = await prepareRequest(command.options, parts, '0');
  const request = { ...prepared, dockerfile: null };
  const ruleSet = compileRules(rules);
  const refused = new Map<string, number>();
  ruleSet.tally = (refusal) => refused.set(refusal, (refused.get(refusal) ?? 0) + 1);
  const searched = await searchImage(request, ruleSet, []);
  const { secrets, sifted, totals } = searched;
  return {
    image: basename(reference).replace(/\.tar$/, ''),
    bytes: totals.bytes,
    texts: totals.texts,
    refused,
    inherited: sifted.dropped,
    matches: sifted.texts.reduce((sum, { matches }) => sum + matches.length, 0),
    secrets,
    untabled: 0,
  };
};

const perGigabyte = (count: number, bytes: number): string => ((count / bytes) * 1e9).toFixed(1);
const likely = ({ confidence }: Secret): boolean => confidence !== 'possible';

const row = (cells: (string | number)[]): string => `| ${cells.join(' | ')} |`;

const table = (all: readonly Measured[]): string[] => {
  const header = [
    'image',
    'MB of text',
    'candidates',
    ...refusals,
    'inherited',
    'matches left',
    'findings',
    'per GB',
    'without the table of examples, per GB',
    'likely or better, per GB',
  ];
  const lines = all.map(({ image, bytes, refused, inherited, matches, secrets, untabled }) => {
    const counts = refusals.map((refusal) => refused.get(refusal) ?? 0);
    const candidates = counts.reduce((sum, count) => sum + count, inherited + matches);
    const sure = secrets.filter(likely).length;
    return row([
      image,
      Math.round(bytes / 1e6),
      candidates,
      ...counts,
      inherited,
      matches,
      secrets.length,
      perGigabyte(secrets.length, bytes),
      perGigabyte(untabled, bytes),
      perGigabyte(sure, bytes),
    ]);
  });
  return [row(header), row(header.map((_, at) => (at === 0 ? '---' : '---:'))), ...lines];
};

/** A path or value as a cell of the table. */
const cell = (text: string): string =>
  `\`${text.replace(/[^\x20-\x7e…]/g, '?').replace(/[|`]/g, '?')}\``;

const stayed = ({ image, secrets }: Measured): string[] => {
  if (secrets.length === 0) return [`Nothing stays in \`${image}\`.`];
  const lines = secrets.map(({ rule, confidence, bytes, occurrences }) =>
    row([
      rule.id,
      confidence,
      cell(redact(bytes)),
      cell(occurrences[0]?.origin.path ?? ''),
      occurrences.length,
    ]),
  );
  const head = [
    row(['rule', 'confidence', 'value', 'first place', 'places']),
    '| --- | --- | --- | --- | ---: |',
  ];
  return [`What stays in \`${image}\`:`, '', ...head, ...lines.sort()];
};

/** Packages that nobody has looked at hold too much to list: how many findings of which rule. */
const grouped = ({ image, secrets }: Pick<Measured, 'image' | 'secrets'>): string => {
  const rules = Map.groupBy(secrets, ({ rule }) => rule.id);
  const counts = [...rules].map(([rule, list]) => ({ rule, count: list.length }));
  counts.sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
  const told = counts.map(({ rule, count }) => `${rule} ${count}`).join(', ');
  return `- \`${image}\`: ${told || 'nothing'}`;
};

const { values, positionals } = parseArgs({
  options: {
    'held-out': { type: 'string', multiple: true },
    print: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const references = [
  ...positionals.map((archive) => `docker-archive:${archive}`),
  ...(values['held-out'] ?? []).map((folder) => `dir:${folder}`),
];
const measured: Measured[] = [];
for (const reference of references) {
  const one = await measure(reference);
  console.log(`${one.image}: ${one.secrets.length} findings`);
  measured.push(one);
}

forgetExamples();
for (const [at, one] of measured.entries()) {
  one.untabled = (await measure(references[at] ?? '')).secrets.length;
}
if (values.print) {
  const secrets = measured.flatMap((one) => one.secrets);
  console.log(`${table(measured).join('\n')}\n`);
  console.log(grouped({ image: 'likely or better', secrets: secrets.filter(likely) }));
  console.log(grouped({ image: 'possible', secrets: secrets.filter((one) => !likely(one)) }));
  process.exit(0);
}
const all = measured.slice(0, positionals.length);
const heldOut = measured.slice(positionals.length);

const finished = heldOut.filter(({ image }) => image !== 'gomod');
const findingsOf = (list: readonly Measured[]): number =>
  list.reduce((sum, { secrets }) => sum + secrets.length, 0);
const bytesOf = (list: readonly Measured[]): number =>
  list.reduce((sum, { bytes }) => sum + bytes, 0);

const text = `# Precision

How quiet the gate is on images that hold nobody's secrets: public packages as their registries give
them (\`bench/images.sh\` builds the images). Generated by \`node scripts/precision.ts ARCHIVE...\`; the
figures are those of all rules at the default threshold, what lies inside of files included.

A *candidate* is what a rule's format gave; the readers of assignments and logins have by then left out
references, templates, words and code by themselves. Then the judges, in this order:

- **veto**: the name is a provider's and the value has no length that its keys have, or a known beginning has another length behind it.
- **check**: a checksum, a structure or a code inside the value is wrong.
- **filler**: \`xxxx\`, \`example\`, letters in order, one character over and over.
- **not drawn**: a name or words stand where a machine would have drawn letters and digits.
- **known example**: documentation or a public package carries the value for all to see (\`scripts/known-examples.ts\`, by hash). The table was made from packages that lie in these images too, so one column tells what there is without it: an image of other packages lies between the two.
- **inherited**: the file is its package's own, proven by the digest in the image's dpkg, apk or rpm database (Berkeley DB, ndb, SQLite) or in a wheel's RECORD; only findings of rules that know no provider are left out so.

A wheel's RECORD proves that nobody changed a file, not that everybody may read it. It counts only where
the package's METADATA names an open licence and no \`Private ::\` classifier, and pip did not note that the
package came from elsewhere than an index (\`direct_url.json\`). A package of a company's own thus counts in full.
An rpm counts unless its licence says that it is proprietary, commercial or private.

${table(all).join('\n')}

${all.map((one) => stayed(one).join('\n')).join('\n\n')}

`;
const heldOutText = `${HELD_OUT}

The images above are those on which the judges were mended, and their packages are in the table of examples. These
packages are in neither: \`bench/held-out.sh\` names them, and none of what was found in them was looked at before
it was counted. They are picked to be hard: libraries of cryptography, clients of clouds and of login services
bring the keys of their own tests, which are keys like any other. Modules of Go are whole source trees with all
tests, as a builder's image holds them. What remains is mostly that; a key that is well-formed is reported wherever it lies.

Without the modules of Go that is ${perGigabyte(findingsOf(finished), bytesOf(finished))} findings per GB, far above the 5 that are the aim. A table
of examples helps little among packages that nobody has listed: it knows a key only from where it was seen.

${table(heldOut).join('\n')}

Findings by rule:

${heldOut.map(grouped).join('\n')}

`;
const document = join(import.meta.dirname, '..', 'docs', 'precision.md');
const before = readFileSync(document, 'utf8');
/** The part of the document as it is from a heading on, up to another. */
const kept = (from: string, to: string | null): string => {
  const start = before.indexOf(from);
  const end = to === null ? before.length : before.indexOf(to);
  return start < 0 ? '' : before.slice(start, end < 0 ? before.length : end);
};
const hard = heldOut.length > 0 ? heldOutText : kept(HELD_OUT, HAND_WRITTEN);
writeFileSync(document, text + hard + kept(HAND_WRITTEN, null));
