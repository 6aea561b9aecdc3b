/** Tries a format around a literal of it: steps back to where the format may begin, walks it once. */
import type { AnchoredPattern, Element } from '../model/rule.ts';
import { byteClass, isAlnum } from './alphabet.ts';
import type { Attempt } from './attempt.ts';
import { beginsToken, endsEscape, endsToken, followsJoiningWord, liesInBlob } from './boundary.ts';
import { capturedCandidate } from './candidate.ts';
import { compileElements, firstBytes, lastClass, lengthRange, type Captured } from './elements.ts';
import {
  beginsAnother,
  beginsWord,
  endsByItself,
  standsAlone,
  standsBehindLength,
} from './glued.ts';
import { containsFolded } from './surroundings.ts';

/** Below this length a leading literal (`sk-`, `pk_`) may be the middle of a longer name. */
const TELLING_PREFIX = 6;

/** What may stand before the anchor inside the format: the elements before it. */
const leadOf = (pattern: AnchoredPattern): Element[] => {
  const flat = (elements: readonly Element[]): Element[] =>
    elements.flatMap((element) => (element.kind === 'secret' ? flat(element.elements) : [element]));
  const elements = flat(pattern.elements);
  if (pattern.anchor !== undefined) {
    const at = elements.findIndex((e) => e.kind === 'literal' && e.text === pattern.anchor);
    if (at < 0) throw new Error(`anchor "${pattern.anchor}" is no literal of its pattern`);
    return elements.slice(0, at);
  }
  const measure = (element: Element): number => {
    if (element.kind === 'literal') return element.text.length;
    if (element.kind !== 'either') return 0;
    const lengths = element.options.map((option) =>
      option[0]?.kind === 'literal' ? option[0].text.length : 0,
    );
    return Math.min(...lengths);
  };
  const best = Math.max(...elements.map(measure));
  return elements.slice(
    0,
    elements.findIndex((element) => measure(element) === best),
  );
};

/** @returns A function that tries the pattern at a hit of its anchor. */
export const compileAnchored = (pattern: AnchoredPattern): Attempt => {
  const last = lastClass(pattern.elements);
  const walk = compileElements(pattern.elements, (bytes, at, to) =>
    endsToken(bytes, at, to, last) ? at : -1,
  );
  const another = beginsAnother(pattern.elements);
  const glued = endsByItself(pattern.elements)
    ? compileElements(pattern.elements, (bytes, at, to) =>
        beginsWord(bytes, at, to) || another(bytes, at, to) ? at : -1,
      )
    : null;
  const alone = standsAlone(pattern.elements)
    ? compileElements(pattern.elements, (_bytes, at) => at)
    : null;
  const lead = lengthRange(leadOf(pattern));
  const first = pattern.elements[0];
  const prefix = first?.kind === 'literal' ? first.text : '';
  const opening = firstBytes(pattern.elements);
  const opensWithPunctuation =
    opening !== null && !opening.some((flag, byte) => flag === 1 && isAlnum[byte] === 1);
  const joins = prefix.length < TELLING_PREFIX;
  const firstRun = first?.kind === 'run' ? byteClass(first.alphabet) : null;
  const near = pattern.near?.map((word) => word.toLowerCase());
  const within = pattern.within ?? 200;

  const begins = (bytes: Uint8Array, start: number, from: number): boolean => {
    if (
      !opensWithPunctuation &&
      !beginsToken(bytes, start, from, joins) &&
      !followsJoiningWord(bytes, start, from)
    ) {
      return false;
    }
    if (firstRun === null || start <= from) return true;
    return firstRun[bytes[start - 1] as number] !== 1 || endsEscape(bytes, start, from);
  };

  return (bytes, anchorStart, _anchorEnd, from, to, _settings, program) => {
    for (let start = anchorStart - lead.min; start >= anchorStart - lead.max; start -= 1) {
      if (start < from) return null;
      const apart = begins(bytes, start, from);
      if (!apart && alone === null) continue;
      const captured: Captured = { secretStart: -1, secretEnd: -1, bodyStart: 0, bodyEnd: 0 };
      let end = apart ? walk(bytes, start, to, captured) : -1;
      let kind: 'exact' | 'glued' | 'alone' = 'exact';
      if (end <= anchorStart && apart && glued !== null) {
        kind = 'glued';
        end = glued(bytes, start, to, captured);
      }
      if (end <= anchorStart && alone !== null && (program === true || !apart)) {
        end = alone(bytes, start, to, captured);
        // Before a string many formats write its length in one byte.
        const told =
          standsBehindLength(bytes, start, from, end - start) && endsToken(bytes, end, to, last);
        if (program !== true && !told) continue;
        kind = told ? 'exact' : 'alone';
      }
      if (end <= anchorStart) continue;
      if (liesInBlob(bytes, start, end, from, to)) return null;
      if (near && !containsFolded(bytes, start - within, end + within, from, to, near)) return null;
      const candidate = capturedCandidate(captured, start, end);
      if (kind === 'exact') return candidate;
      return { ...candidate, glued: true, alone: kind === 'alone' };
    }
    return null;
  };
};
