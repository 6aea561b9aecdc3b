/**
 * Files that are somebody else's: as a package brought them, proven by the digest in the package's own
 * database. A secret that only its name calls one is, in such a file, an example or a default that
 * everybody has; a credential of a known format stays and is marked.
 */
import type { Match, TextMatches } from '../model/match.ts';
import type { Rule } from '../model/rule.ts';
import type { TextOrigin } from '../model/text.ts';
import type { PackageDatabases } from '../packages/databases.ts';

export interface Sifted {
  texts: TextMatches[];
  /** Matches that were left out. */
  dropped: number;
  /** Whether the text is a package's own file. */
  isPackaged: (origin: TextOrigin) => boolean;
}

const isVague = ({ rule, confidence }: Match, rules: readonly Rule[]): boolean =>
  confidence !== 'certain' && rules[rule]?.category === 'generic';

/** The file of the image in which a text lies. */
const outerOf = (origin: TextOrigin): TextOrigin => {
  const inner = origin.path.indexOf('!/');
  return inner < 0 ? origin : { ...origin, path: origin.path.slice(0, inner) };
};

/** @param rules The rule set that the matches' numbers point into. */
export const siftInherited = (
  texts: readonly TextMatches[],
  rules: readonly Rule[],
  databases: PackageDatabases,
): Sifted => {
  const files = texts.flatMap(({ origin, digests: own }) => {
    if (origin.where !== 'layer') return [];
    const outer = outerOf(origin);
    const digests =
      outer === origin ? (own ?? databases.digestsOf(outer)) : databases.digestsOf(outer);
    return digests === null ? [] : [{ origin: outer, path: outer.path, digests }];
  });
  const proves = databases.prove(files);
  const packaged = new Set<string>();
  const keyOf = ({ blob, path }: TextOrigin): string => `${blob ?? ''} ${path}`;
  for (const { origin, path, digests } of files) {
    if (proves(path, digests)) packaged.add(keyOf(origin));
  }
  const isPackaged = (origin: TextOrigin): boolean =>
    origin.where === 'layer' && packaged.has(keyOf(outerOf(origin)));
  let dropped = 0;
  const kept = texts.flatMap((text) => {
    if (!isPackaged(text.origin)) return [text];
    const matches = text.matches.filter((match) => !isVague(match, rules));
    dropped += text.matches.length - matches.length;
    return matches.length === 0 ? [] : [{ ...text, matches }];
  });
  return { texts: kept, dropped, isPackaged };
};
