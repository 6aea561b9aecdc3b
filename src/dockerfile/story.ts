/**
 * One or two sentences that tell all places of a finding: which line put it there, what only hides
 * it, where else it lies. Texts of the Dockerfile go through the caller's `redact`, since a line that
 * put a secret into an image often holds it.
 */
import type { Place } from '../model/finding.ts';
import type { Blame } from './cause.ts';
import type { Instruction } from './dockerfile.ts';

export interface StoryPlace {
  place: Place;
  /** Null where the base image or nothing known is to blame. */
  blame: Blame | null;
  /** The instruction that deleted or overwrote the file, where it is known. */
  hiddenBy: Instruction | null;
  /** True where the layer came with the base image. */
  base: boolean;
}

/** Longest excerpt of an instruction, in UTF-16 units. */
const LONGEST = 60;
/** Places told one by one; the rest is counted. */
const MOST_PLACES = 4;

/**
 * @param redact removes secrets from a text of the Dockerfile
 * @returns empty for no places; control characters of paths are left to the reporters
 */
export function tellStory(places: StoryPlace[], redact: (text: string) => string): string {
  const told = places.filter((one) => !isToldByACopy(one, places)).sort(byUse);
  const clauses: string[] = [];
  const seen = new Set<string>();
  let left = 0;
  for (const one of told) {
    const clause = tell(one, redact);
    if (seen.has(clause)) continue;
    if (clauses.length >= MOST_PLACES) left++;
    else clauses.push(clause);
    seen.add(clause);
  }
  if (clauses.length === 0) return '';
  const rest = left === 0 ? '' : `; ${left} more place${left === 1 ? '' : 's'}`;
  const text = `${clauses.join('; ')}${rest}.`;
  return text[0]?.toUpperCase() + text.slice(1);
}

/** A file of the context that an instruction put into a layer is told with that layer. */
function isToldByACopy({ place, blame }: StoryPlace, places: readonly StoryPlace[]): boolean {
  return (
    place.where === 'context' &&
    blame !== null &&
    places.some(
      (other) =>
        other.place.where === 'layer' &&
        other.blame?.contextFile === blame.contextFile &&
        (other.blame.instruction === blame.instruction || other.blame.source === blame.instruction),
    )
  );
}

/** Blamed places first, in the order of the Dockerfile; then by path, so the story never changes. */
function byUse(a: StoryPlace, b: StoryPlace): number {
  const line = (one: StoryPlace): number => one.blame?.line ?? Number.MAX_SAFE_INTEGER;
  return (
    line(a) - line(b) ||
    (a.place.layer ?? -1) - (b.place.layer ?? -1) ||
    (a.place.path < b.place.path ? -1 : a.place.path > b.place.path ? 1 : 0) ||
    a.place.offset - b.place.offset
  );
}

function tell(one: StoryPlace, redact: (text: string) => string): string {
  const { place, blame, hiddenBy } = one;
  const file = quote(redact(lastName(place.path)));
  if (blame === null) return tellUnblamed(one, file) + hidden(one, hiddenBy, redact);
  const line = `line ${blame.line} ${quote(excerpt(blame.instruction, redact))}`;
  const guessed = blame.certainty === 'guessed' ? ' (probably)' : '';
  const put = verb(one, file);
  return `${line}${guessed} ${put}${origin(blame, redact)}${hidden(one, hiddenBy, redact)}`;
}

function verb({ place, blame }: StoryPlace, file: string): string {
  const layer = place.layer === null ? 'the image' : `layer ${place.layer}`;
  switch (place.where) {
    case 'layer':
      return blame?.cause === 'run-file' || blame?.cause === 'run-literal'
        ? `wrote ${file} into ${layer}`
        : `put ${file} in ${layer}`;
    case 'config':
      return "keeps the value in the image's config";
    case 'history':
      return "keeps the value in the image's history";
    case 'attestation':
      return 'keeps the value in the build attestation';
    case 'annotation':
      return 'keeps the value in an annotation';
    case 'context':
      return `would copy ${file} from the build context`;
    case 'dockerfile':
      return 'holds the value in plain text';
  }
}

function origin(blame: Blame, redact: (text: string) => string): string {
  const parts: string[] = [];
  if (blame.source !== blame.instruction) {
    const what = blame.cause === 'env' || blame.cause === 'label' ? 'from' : 'made by';
    const guessed = blame.sourceCertainty === 'guessed' ? ' probably' : '';
    parts.push(
      `${guessed} ${what} line ${blame.sourceLine} ${quote(excerpt(blame.source, redact))}`,
    );
  }
  if (blame.contextFile !== null) {
    const sure = blame.contextProven ? '' : ' by its name';
    parts.push(` from ${quote(redact(blame.contextFile))} of the build context${sure}`);
  }
  return parts.length === 0 ? '' : `,${parts.join(',')}`;
}

function hidden(
  { place }: StoryPlace,
  hiddenBy: Instruction | null,
  redact: (text: string) => string,
): string {
  if (place.hidden === null) return '';
  const how = place.hidden === 'deleted' ? 'deletes' : 'overwrites';
  if (hiddenBy === null) {
    return `; a later layer ${how} it, which only hides it: the layer is still in the image`;
  }
  return `; line ${hiddenBy.line} ${quote(excerpt(hiddenBy, redact))} only hides it`;
}

function tellUnblamed({ place, base }: StoryPlace, file: string): string {
  const layer = place.layer === null ? 'the image' : `layer ${place.layer}`;
  if (base) return `the base image brought ${file} in ${layer}`;
  switch (place.where) {
    case 'layer':
      return `${file} is in ${layer}`;
    case 'context':
      return `${file} is in the build context`;
    case 'dockerfile':
      return `line ${place.line} of the Dockerfile holds it`;
    default:
      return `it is in the image's ${place.where}`;
  }
}

/** Keyword and the begin of the arguments, on one line, redacted before it is cut. */
export function excerpt(instruction: Instruction, redact: (text: string) => string): string {
  const whole = redact(instruction.joined.text).replace(/\s+/g, ' ').trim();
  const chars = [...whole];
  return chars.length <= LONGEST
    ? whole
    : `${chars
        .slice(0, LONGEST - 1)
        .join('')
        .trimEnd()}…`;
}

function lastName(path: string): string {
  return path.split('/').at(-1) || path;
}

/** In backquotes; a backquote inside would end them. */
function quote(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
