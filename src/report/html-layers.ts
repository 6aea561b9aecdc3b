/** The layer cake of the HTML report: every layer a slab, the top one first, with its secrets on it. */
import type { Finding } from '../model/finding.ts';
import type { Report, ReportImage } from '../model/report.ts';
import type { Where } from '../model/text.ts';
import { htmlText } from './html-text.ts';
import { madeBy } from './layer-cake.ts';
import { counted, formatBytes, formatCount, shortDigest } from './units.ts';

/** Slabs drawn; an image with more is counted. Layers with secrets are always drawn. */
const SLABS = 300;

/** Secrets named on one slab. */
const CHIPS = 12;

/** A part of the image that findings can lie in: `layer-3`, `config`. Safe as an attribute. */
export function partsOf(finding: Finding): string[] {
  return [
    ...new Set(
      finding.places.map(({ where, layer }) => (layer === null ? where : `layer-${layer}`)),
    ),
  ];
}

const PARTS: readonly (readonly [Where, string])[] = [
  ['context', 'Build context'],
  ['dockerfile', 'Dockerfile'],
  ['attestation', 'Attestations'],
  ['annotation', 'Annotations'],
  ['history', 'Image history'],
  ['config', 'Image config'],
  ['layer', 'Layers'],
];

/** Parts that hold findings, for people: what to call them, in the order of the cake. */
export function namedParts(report: Report, findings: readonly Finding[]): [string, string][] {
  const held = new Set(findings.flatMap(partsOf));
  const layers = report.image.layers
    .filter(({ index }) => held.has(`layer-${index}`))
    .map(({ index }): [string, string] => [`layer-${index}`, `Layer ${index}`]);
  const parts = PARTS.filter(([where]) => held.has(where)).map(
    ([where, name]): [string, string] => [where, name],
  );
  return [...parts, ...layers.toReversed()];
}

/**
 * The cake as a list, empty for an image without layers.
 * @param findings In the order in which the page numbers them.
 * @param linked How many of them the page has room for.
 */
export function layerSlabs(report: Report, findings: readonly Finding[], linked: number): string {
  const { layers } = report.image;
  if (layers.length === 0) return '';
  const chips = chipsByPart(findings, linked);
  const largest = layers.reduce((max, { size }) => Math.max(max, size), 1);
  const top = layers.toReversed();
  const drawn = top.filter(({ index }, at) => at < SLABS || chips.has(`layer-${index}`));
  const left = top.length - drawn.length;
  return [
    '<section aria-labelledby="layers"><h2 id="layers">Layers, the top one first</h2>',
    '<ol class="cake">',
    ...PARTS.flatMap(([where, name]) => {
      const found = chips.get(where);
      return found === undefined
        ? []
        : [`<li class="hit"><strong>${name}</strong>${chipList(found)}</li>`];
    }),
    ...drawn.map((layer) => slab(layer, largest, chips.get(`layer-${layer.index}`) ?? [])),
    '</ol>',
    ...(left > 0 ? [`<p>… and ${counted(left, 'more layer')}: the JSON report has all.</p>`] : []),
    '</section>',
  ].join('\n');
}

function slab(layer: ReportImage['layers'][number], largest: number, chips: string[]): string {
  const classes = [layer.base ? 'base' : '', chips.length > 0 ? 'hit' : ''].filter(Boolean);
  const share = Math.max(0.5, (100 * layer.size) / largest).toFixed(1);
  const made = madeBy(layer, 400);
  const numbers = [
    `Layer ${layer.index}`,
    formatBytes(layer.size),
    counted(layer.files, 'entry', 'entries'),
    htmlText(shortDigest(layer.digest), 12),
    ...(layer.base ? ['base image'] : []),
    chips.length === 0 ? 'no secret' : counted(chips.length, 'secret'),
  ];
  return [
    `<li class="${classes.join(' ')}" id="layer-${layer.index}">`,
    `<code class="made">${made === '' ? 'made by an unknown instruction' : htmlText(made, 400)}</code>`,
    '<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">',
    `<rect width="${share}" height="6" rx="1"></rect></svg>`,
    `<span class="numbers">${numbers.join(' · ')}</span>`,
    chipList(chips),
    '</li>',
  ].join('');
}

/** The findings of each part, as links to those that are on the page. */
function chipsByPart(findings: readonly Finding[], linked: number): Map<string, string[]> {
  const chips = new Map<string, string[]>();
  for (const [at, finding] of findings.entries()) {
    const title = htmlText(finding.title, 80);
    const chip = `<li>${at < linked ? `<a href="#finding-${at}">${title}</a>` : title}</li>`;
    for (const part of partsOf(finding)) {
      const known = chips.get(part);
      if (known === undefined) chips.set(part, [chip]);
      else known.push(chip);
    }
  }
  return chips;
}

function chipList(chips: readonly string[]): string {
  if (chips.length === 0) return '';
  const left = chips.length - CHIPS;
  const more = left > 0 ? `<li>and ${formatCount(left)} more</li>` : '';
  return `<ul class="chips">${chips.slice(0, CHIPS).join('')}${more}</ul>`;
}
