/** A pattern in the short notation of docs/rules.md: `ghp_[0-9A-Za-z]{36}`, `mistral … [0-9A-Za-z]{32}`. */
import type { Element, Pattern } from '../src/model/rule.ts';

/** Runs of neighbours in an alphabet as ranges: `0-9A-Za-z`. */
const ranges = (alphabet: string): string => {
  const codes = [...new Set(alphabet)].map((c) => c.charCodeAt(0)).sort((a, b) => a - b);
  let text = '';
  for (let i = 0; i < codes.length;) {
    let j = i;
    while (codes[j + 1] === (codes[j] ?? 0) + 1) j += 1;
    const [first, last] = [String.fromCharCode(codes[i] ?? 0), String.fromCharCode(codes[j] ?? 0)];
    text +=
      j - i < 2
        ? codes
            .slice(i, j + 1)
            .map((c) => String.fromCharCode(c))
            .join('')
        : `${first}-${last}`;
    i = j + 1;
  }
  return text;
};

const describeElement = (element: Element): string => {
  switch (element.kind) {
    case 'literal':
      return element.text;
    case 'run':
      return `[${ranges(element.alphabet)}]{${element.min === element.max ? element.min : `${element.min},${element.max}`}}`;
    case 'either':
      return `(${element.options.map((option) => option.map(describeElement).join('')).join('|')})`;
    case 'maybe':
      return `(${element.elements.map(describeElement).join('')})?`;
    case 'secret':
      return element.elements.map(describeElement).join('');
  }
};

export const describePattern = (pattern: Pattern): string => {
  if (pattern.kind === 'regex') return pattern.source;
  if (pattern.kind === 'structure') return `${pattern.anchors[0] ?? ''} …`;
  const format = pattern.elements.map(describeElement).join('').replaceAll('`', "'");
  if (pattern.kind === 'named') return `${pattern.words.slice(0, 3).join(', ')} … ${format}`;
  return pattern.near ? `${format} near ${pattern.near.slice(0, 3).join(', ')}` : format;
};
