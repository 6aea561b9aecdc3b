/**
 * The matcher: a format compiled to closures that walk bytes once. A run is greedy and gives back
 * only where what follows it could begin with one of its own characters, so a match costs at most
 * its length times the few characters that such a run may give back.
 */
import type { Element } from '../model/rule.ts';
import { byteClass, foldByte } from './alphabet.ts';

/** What a successful walk leaves behind. Positions are in the bytes that were walked. */
export interface Captured {
  secretStart: number;
  secretEnd: number;
  /** The longest run: the part that ought to be random. */
  bodyStart: number;
  bodyEnd: number;
}

/** Matches at `at`, gives the end or -1. */
export type Walk = (bytes: Uint8Array, at: number, to: number, captured: Captured) => number;

/** The bytes with which a sequence can begin; null where it can be empty. */
export const firstBytes = (elements: readonly Element[]): Uint8Array | null => {
  const first = new Uint8Array(256);
  const add = (more: Uint8Array): void => {
    for (let byte = 0; byte < 256; byte += 1) if (more[byte] === 1) first[byte] = 1;
  };
  for (const element of elements) {
    const [bytes, empty] = beginnings(element);
    add(bytes);
    if (!empty) return first;
  }
  return null;
};

const beginnings = (element: Element): [Uint8Array, boolean] => {
  switch (element.kind) {
    case 'literal': {
      const first = element.text.charAt(0);
      const both = element.fold ? first.toLowerCase() + first.toUpperCase() : first;
      return [byteClass(both), element.text === ''];
    }
    case 'run':
      return [byteClass(element.alphabet), element.min === 0];
    case 'either': {
      const all = new Uint8Array(256);
      let empty = false;
      for (const option of element.options) {
        const first = firstBytes(option);
        if (first === null) empty = true;
        for (const part of option) {
          const [bytes, optional] = beginnings(part);
          bytes.forEach((flag, byte) => {
            if (flag === 1) all[byte] = 1;
          });
          if (!optional) break;
        }
      }
      return [all, empty];
    }
    case 'maybe':
    case 'secret': {
      const [bytes, empty] = beginnings({ kind: 'either', options: [element.elements] });
      return [bytes, empty || element.kind === 'maybe'];
    }
  }
};

const disjoint = (left: Uint8Array, right: Uint8Array): boolean => {
  for (let byte = 0; byte < 256; byte += 1) if (left[byte] === 1 && right[byte] === 1) return false;
  return true;
};

const compileLiteral = (text: string, fold: boolean, next: Walk): Walk => {
  const wanted = Buffer.from(fold ? text.toLowerCase() : text, 'latin1');
  const length = wanted.length;
  if (fold) {
    return (bytes, at, to, captured) => {
      if (at + length > to) return -1;
      for (let i = 0; i < length; i += 1) {
        if (foldByte(bytes[at + i] as number) !== wanted[i]) return -1;
      }
      return next(bytes, at + length, to, captured);
    };
  }
  return (bytes, at, to, captured) => {
    if (at + length > to) return -1;
    for (let i = 0; i < length; i += 1) if (bytes[at + i] !== wanted[i]) return -1;
    return next(bytes, at + length, to, captured);
  };
};

const noteBody = (captured: Captured, start: number, end: number): void => {
  if (end - start > captured.bodyEnd - captured.bodyStart) {
    captured.bodyStart = start;
    captured.bodyEnd = end;
  }
};

const compileRun = (
  alphabet: string,
  min: number,
  max: number,
  rest: readonly Element[],
  next: Walk,
): Walk => {
  const table = byteClass(alphabet);
  const first = firstBytes(rest);
  const keeps = rest.length === 0 || min === max || (first !== null && disjoint(table, first));
  return (bytes, at, to, captured) => {
    const limit = Math.min(to, at + max);
    let end = at;
    while (end < limit && table[bytes[end] as number] === 1) end += 1;
    for (const floor = at + min; end >= floor; end -= 1) {
      const reached = next(bytes, end, to, captured);
      if (reached >= 0) {
        noteBody(captured, at, end);
        return reached;
      }
      if (keeps) return -1;
    }
    return -1;
  };
};

/**
 * @param elements The format.
 * @param accept What must hold at its end (a token boundary); gives its argument or -1.
 */
export const compileElements = (elements: readonly Element[], accept: Walk): Walk => {
  const compile = (list: readonly Element[], next: Walk, after: readonly Element[]): Walk => {
    let walk = next;
    for (let i = list.length - 1; i >= 0; i -= 1) {
      walk = compileOne(list[i] as Element, walk, [...list.slice(i + 1), ...after]);
    }
    return walk;
  };
  const compileOne = (element: Element, next: Walk, rest: readonly Element[]): Walk => {
    switch (element.kind) {
      case 'literal':
        return compileLiteral(element.text, element.fold, next);
      case 'run':
        return compileRun(element.alphabet, element.min, element.max, rest, next);
      case 'either':
      case 'maybe': {
        const options = element.kind === 'either' ? element.options : [element.elements, []];
        const walks = options.map((option) => compile(option, next, rest));
        return (bytes, at, to, captured) => {
          for (const walk of walks) {
            const reached = walk(bytes, at, to, captured);
            if (reached >= 0) return reached;
          }
          return -1;
        };
      }
      case 'secret': {
        const inner = compile(
          element.elements,
          (bytes, at, to, captured) => {
            const reached = next(bytes, at, to, captured);
            if (reached >= 0) captured.secretEnd = at;
            return reached;
          },
          rest,
        );
        return (bytes, at, to, captured) => {
          const reached = inner(bytes, at, to, captured);
          if (reached >= 0) captured.secretStart = at;
          return reached;
        };
      }
    }
  };
  return compile(elements, accept, []);
};

/** Shortest and longest length of a sequence, in bytes. */
export const lengthRange = (elements: readonly Element[]): { min: number; max: number } => {
  let min = 0;
  let max = 0;
  for (const element of elements) {
    if (element.kind === 'literal') {
      min += element.text.length;
      max += element.text.length;
    } else if (element.kind === 'run') {
      min += element.min;
      max += element.max;
    } else if (element.kind === 'either') {
      const ranges = element.options.map(lengthRange);
      min += Math.min(...ranges.map((range) => range.min));
      max += Math.max(...ranges.map((range) => range.max));
    } else {
      const range = lengthRange(element.elements);
      min += element.kind === 'maybe' ? 0 : range.min;
      max += range.max;
    }
  }
  return { min, max };
};

/** The class of the characters with which a sequence ends; null where it ends in a literal. */
export const lastClass = (elements: readonly Element[]): Uint8Array | null => {
  const last = elements.at(-1);
  if (last === undefined || last.kind === 'literal') return null;
  if (last.kind === 'run') return byteClass(last.alphabet);
  if (last.kind === 'secret') return lastClass(last.elements);
  return null;
};

/** Characters of both alphabets of RFC 4648. */
const base64 = byteClass('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_');

const isBase64 = (text: string): boolean =>
  [...text].every((character) => base64[character.charCodeAt(0)] === 1);

/**
 * Base64 characters with which every match of the sequence begins: how many at least, and whether the
 * sequence holds nothing else, so that what follows may go on with them.
 */
const sureStart = (elements: readonly Element[]): { length: number; whole: boolean } => {
  let length = 0;
  for (const element of elements) {
    if (element.kind === 'literal') {
      const other = [...element.text].findIndex((character) => !isBase64(character));
      if (other >= 0) return { length: length + other, whole: false };
      length += element.text.length;
    } else if (element.kind === 'run') {
      if (!isBase64(element.alphabet)) return { length, whole: false };
      length += element.min;
    } else {
      const starts = (element.kind === 'either' ? element.options : [element.elements]).map(
        sureStart,
      );
      if (element.kind === 'maybe') {
        // Where it is left out, what follows it stands in its place.
        if (!starts.every(({ whole }) => whole)) return { length, whole: false };
        continue;
      }
      length += Math.min(...starts.map((start) => start.length));
      if (!starts.every(({ whole }) => whole)) return { length, whole: false };
    }
  }
  return { length, whole: true };
};

/**
 * How many base64 characters stand, in every match of the sequence, right behind the first `count` bytes
 * of those literals for which `isAnchor` holds.
 */
export const sureFollowers = (
  elements: readonly Element[],
  isAnchor: (literal: string) => boolean,
  count: number,
): number => {
  let least = Infinity;
  const visit = (list: readonly Element[], behind: readonly Element[]): void => {
    list.forEach((element, at) => {
      const rest = [...list.slice(at + 1), ...behind];
      if (element.kind === 'literal') {
        if (!isAnchor(element.text)) return;
        const tail: Element = { ...element, text: element.text.slice(count) };
        least = Math.min(least, sureStart([tail, ...rest]).length);
      } else if (element.kind === 'either') {
        for (const option of element.options) visit(option, rest);
      } else if (element.kind !== 'run') {
        visit(element.elements, rest);
      }
    });
  };
  visit(elements, []);
  return least === Infinity ? 0 : least;
};

export interface SureRun {
  /** Bytes of the run. */
  length: number;
  /** Bytes that stand before it at most. */
  before: number;
}

/** The longest run of base64 characters that every match of the sequence has. */
export const surestRun = (elements: readonly Element[]): SureRun => {
  let best: SureRun = { length: 0, before: 0 };
  /** The run that goes on, and the bytes before it. */
  let open: SureRun = { length: 0, before: 0 };
  let most = 0;
  const flat = (list: readonly Element[]): Element[] =>
    list.flatMap((element) => (element.kind === 'secret' ? flat(element.elements) : [element]));
  for (const element of flat(elements)) {
    const { min, max } = lengthRange([element]);
    const goesOn =
      element.kind === 'run'
        ? isBase64(element.alphabet)
        : element.kind === 'literal' && isBase64(element.text);
    if (goesOn) open = { length: open.length + min, before: open.before };
    if (open.length > best.length) best = open;
    most += max;
    if (!goesOn) open = { length: 0, before: most };
  }
  return best;
};
