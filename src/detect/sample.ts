/**
 * Samples of credentials, drawn from a rule's own format, so that no key lies in any source file.
 * The same seed gives the same sample.
 */
import type { AnchoredPattern, Element, NamedPattern, Rule } from '../model/rule.ts';
import { checkNamed } from './checks/index.ts';
import { isPlaceholder, looksRandom } from './randomness.ts';
import { sampleStructure } from './structures/samples.ts';

/** A stream of numbers in [0, 1): mulberry32 by T. Ettinger, public domain. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export interface Sample {
  /** What stands in a text: the secret and what its format needs around it. */
  text: string;
  /** The secret inside it. */
  secret: string;
}

const draw = (elements: readonly Element[], random: () => number): Sample => {
  let text = '';
  let secret: string | null = null;
  for (const element of elements) {
    switch (element.kind) {
      case 'literal':
        text += element.text;
        break;
      case 'run': {
        const length = element.min + Math.floor(random() * (element.max - element.min + 1));
        for (let i = 0; i < length; i += 1) {
          text += element.alphabet.charAt(Math.floor(random() * element.alphabet.length));
        }
        break;
      }
      case 'either': {
        const option = element.options[Math.floor(random() * element.options.length)] ?? [];
        text += draw(option, random).text;
        break;
      }
      case 'maybe':
        if (random() < 0.5) text += draw(element.elements, random).text;
        break;
      case 'secret': {
        secret = draw(element.elements, random).text;
        text += secret;
        break;
      }
    }
  }
  return { text, secret: secret ?? text };
};

const TRIES = 200;

const drawPattern = (
  rule: Rule,
  pattern: AnchoredPattern | NamedPattern,
  random: () => number,
): Sample => {
  for (let i = 0; i < TRIES; i += 1) {
    const sample = draw(pattern.elements, random);
    let secret = sample.secret;
    for (const check of rule.checks) secret = checkNamed(check.name).seal(secret);
    const longest = secret
      .split(/[^A-Za-z0-9]/)
      .reduce((a, b) => (b.length > a.length ? b : a), '');
    if (isPlaceholder(longest) || (pattern.kind === 'named' && !looksRandom(longest))) continue;
    return { text: sample.text.replace(sample.secret, () => secret), secret };
  }
  throw new Error(`rule ${rule.id}: no sample of it looks random`);
};

/** A sample with the surroundings that the pattern asks for: the name before it, a word near it. */
export const sampleInContext = (rule: Rule, pattern: number, seed: number): Sample => {
  const shape = rule.patterns[pattern];
  if (shape === undefined) throw new Error(`rule ${rule.id} has no pattern ${pattern}`);
  const random = randomFrom(seed);
  if (shape.kind === 'structure') return sampleStructure(shape.structure, shape.anchors, random);
  if (shape.kind === 'regex')
    throw new Error(`rule ${rule.id}: a pattern of a user's has no sample`);
  const sample = drawPattern(rule, shape, random);
  if (shape.kind === 'named') {
    const name = (shape.words[0] ?? '').toUpperCase().replace(/[ .-]/g, '_');
    return { text: `${name}_API_KEY=${sample.text}`, secret: sample.secret };
  }
  const word = shape.near?.[0];
  return word === undefined ? sample : { text: `# ${word}\n${sample.text}`, secret: sample.secret };
};

/** The bare credential of a rule's first anchored pattern (or its first). */
export const sampleOf = (rule: Rule, seed: number): Sample => {
  const anchored = rule.patterns.findIndex((p) => p.kind === 'anchored' && p.near === undefined);
  return sampleInContext(rule, Math.max(anchored, 0), seed);
};
