/**
 * From a place in the image to the instruction to blame, and within it to the very line. The secret's
 * bytes may be given to find that line; they are looked at and not kept.
 */
import type { InstructionRef } from '../model/finding.ts';
import { causeOf, plainBlame } from './cause.ts';
import type { Blame, BlameHints, BlameInput, BlamePlace } from './cause.ts';
import type { Dockerfile, Instruction, Property } from './dockerfile.ts';
import { argumentsInScope, findDefinition, variablesIn } from './definitions.ts';
import { blameFile } from './file-origin.ts';
import type { EntryOrigin } from './history.ts';
import { lineHolding, lineNaming, nameBefore } from './locate.ts';

/** Null where nothing in the Dockerfile is to blame: the base image's own, or unknown. */
export function blame(place: BlamePlace, input: BlameInput, hints: BlameHints = {}): Blame | null {
  const secret = hints.secret === undefined ? '' : new TextDecoder().decode(hints.secret);
  switch (place.where) {
    case 'layer':
      return blameLayer(place, input, secret, hints.sha256);
    case 'history':
    case 'config':
      return blameConfig(place.path, input, secret);
    case 'attestation':
    case 'annotation':
      return blameArgument(/build-arg:([A-Za-z0-9_]+)/.exec(place.path)?.[1], input, secret);
    case 'context':
      return blameFile(`/${place.path}`, null, input, { secret, context: place.path });
    case 'dockerfile':
      return blameDockerfile(place.line ?? 0, input, secret);
  }
}

/** The reference for `Place.instruction`: the lines that matter, in the file as it is shown. */
export function instructionRef(dockerfile: Dockerfile, found: Blame): InstructionRef {
  const { line, endLine, certainty } = found;
  return { file: dockerfile.path, line, endLine, certainty };
}

function blameLayer(
  place: BlamePlace,
  input: BlameInput,
  secret: string,
  sha256: string | undefined,
): Blame | null {
  const path = `/${place.path.split('!/')[0] ?? ''}`;
  const range = place.layer === null ? null : (input.layerLines?.(place.layer) ?? null);
  const proven = range === null ? undefined : instructionAt(input.dockerfile, range.line);
  const hints = { secret, ...(sha256 === undefined ? {} : { sha256 }) };
  if (proven !== undefined) {
    return blameFile(path, [{ instruction: proven, certainty: 'exact' }], input, hints);
  }
  const at = input.history.findIndex((entry) => entry.layer === place.layer);
  const origin = place.layer === null ? undefined : input.alignment.entries[at];
  if (origin === undefined || origin.layerOf.length === 0) return null;
  const merged = origin.layerOf.length > 1;
  const certainty = merged ? 'guessed' : (origin.certainty ?? 'guessed');
  const makers = origin.layerOf.map((instruction) => ({ instruction, certainty }));
  return blameFile(path, makers, input, hints);
}

/** @param path JSON pointer into the image's config */
function blameConfig(path: string, input: BlameInput, secret: string): Blame | null {
  const index = /^\/history\/(\d+)(?:\/|$)/.exec(path)?.[1];
  if (index !== undefined) return blameEntry(Number(index), input, secret);
  const keyword = keywordFor(path);
  // The last entry that tells the value is the one that made it: an earlier one was overwritten.
  const at = input.alignment.entries.findLastIndex(
    (entry, position) =>
      entry.instruction !== null &&
      (keyword === null || entry.instruction.keyword === keyword) &&
      secret !== '' &&
      (input.history[position]?.createdBy.includes(secret) === true ||
        lineHolding(entry.instruction, secret) !== null),
  );
  if (at >= 0) return blameEntry(at, input, secret);
  const label = /^\/(?:container_)?config\/Labels\/(.+)$/i.exec(path)?.[1];
  if (label !== undefined) return blameLabel(unescapePointer(label), input);
  const only = input.alignment.entries.filter((entry) => entry.instruction?.keyword === keyword);
  const single = only.length === 1 ? only[0] : undefined;
  return single?.instruction
    ? plainBlame(causeOf(single.instruction), single.instruction, 'guessed')
    : null;
}

function keywordFor(path: string): string | null {
  const member = /^\/(?:container_)?config\/([A-Za-z]+)/i.exec(path)?.[1]?.toLowerCase() ?? '';
  const keywords: ReadonlyMap<string, string> = new Map([
    ['env', 'ENV'],
    ['labels', 'LABEL'],
    ['cmd', 'CMD'],
    ['entrypoint', 'ENTRYPOINT'],
    ['healthcheck', 'HEALTHCHECK'],
    ['onbuild', 'ONBUILD'],
    ['user', 'USER'],
    ['workingdir', 'WORKDIR'],
  ]);
  return keywords.get(member) ?? null;
}

function blameEntry(at: number, input: BlameInput, secret: string): Blame | null {
  const origin: EntryOrigin | undefined = input.alignment.entries[at];
  const instruction = origin?.instruction ?? null;
  if (origin === undefined || instruction === null) return null;
  const certainty = origin.certainty ?? 'guessed';
  const held = secret === '' ? null : lineHolding(instruction, secret);
  const written = input.history[at]?.createdBy ?? '';
  if (instruction.keyword === 'WORKDIR' && held === null && secret !== '') {
    const earlier = folderAbove(at, input, secret);
    if (earlier >= 0) return blameEntry(earlier, input, secret);
  }
  if (instruction.keyword === 'RUN' && held === null) {
    const names = argumentsInScope(input.dockerfile, instruction);
    const named = blameArgument(nameBefore(written, secret, names) ?? undefined, input, secret);
    if (named !== null) return { ...named, certainty };
  }
  const found = plainBlame(causeOf(instruction), instruction, certainty);
  if (instruction.properties.length > 0) {
    const names = instruction.properties.map((one) => one.name);
    const name = names.length === 1 ? names[0] : nameBefore(written, secret, names);
    const property =
      instruction.properties.find((one) => secret !== '' && one.value?.includes(secret)) ??
      instruction.properties.find((one) => one.name === name);
    if (property !== undefined) narrow(found, property, input.dockerfile);
  } else if (held !== null) {
    found.line = found.sourceLine = held.line;
    found.endLine = found.sourceEndLine = held.line;
  }
  return found;
}

/**
 * A relative WORKDIR stands in the history with the folders above it.
 * @returns The entry of the WORKDIR before `at` that told the secret; -1 where none did.
 */
function folderAbove(at: number, input: BlameInput, secret: string): number {
  return input.alignment.entries.findLastIndex(
    ({ instruction }, position) =>
      position < at &&
      instruction?.keyword === 'WORKDIR' &&
      lineHolding(instruction, secret) !== null,
  );
}

/** Narrows to one word, and follows `$NAME` in its value to the ARG that brought it. */
function narrow(found: Blame, property: Property, dockerfile: Dockerfile): void {
  found.name = property.name;
  found.line = found.sourceLine = property.line;
  found.endLine = found.sourceEndLine = property.endLine;
  const variables = variablesIn(property.value ?? '');
  found.variables = variables;
  if (found.cause === 'arg') return;
  for (const variable of variables) {
    const definition = findDefinition(dockerfile, variable, found.instruction);
    if (definition === null || definition.instruction.keyword !== 'ARG') continue;
    found.source = definition.instruction;
    found.sourceLine = definition.property.line;
    found.sourceEndLine = definition.property.endLine;
    return;
  }
}

function blameArgument(name: string | undefined, input: BlameInput, secret: string): Blame | null {
  if (name === undefined) return null;
  const definition = findDefinition(input.dockerfile, name, null);
  if (definition === null || definition.instruction.keyword !== 'ARG') return null;
  const literal = secret !== '' && definition.property.value?.includes(secret) === true;
  const found = plainBlame('arg', definition.instruction, literal ? 'exact' : 'aligned');
  narrow(found, definition.property, input.dockerfile);
  return found;
}

function blameLabel(name: string, input: BlameInput): Blame | null {
  for (const entry of input.alignment.entries.toReversed()) {
    const property = entry.instruction?.properties.find((one) => one.name === name);
    if (entry.instruction?.keyword !== 'LABEL' || property === undefined) continue;
    const found = plainBlame('label', entry.instruction, entry.certainty ?? 'guessed');
    narrow(found, property, input.dockerfile);
    return found;
  }
  return null;
}

function blameDockerfile(line: number, input: BlameInput, secret: string): Blame | null {
  const instruction = instructionAt(input.dockerfile, line);
  if (instruction === undefined) return null;
  const found = plainBlame(causeOf(instruction), instruction, 'exact');
  const at = lineNaming(instruction, line);
  found.line = found.sourceLine = at;
  found.endLine = found.sourceEndLine = at;
  const property = (instruction.trigger ?? instruction).properties.find(
    (one) =>
      (secret !== '' && one.value?.includes(secret)) || (one.line <= line && line <= one.endLine),
  );
  if (property !== undefined) found.name = property.name;
  return found;
}

/** The instruction whose lines hold `line`. */
export function instructionAt(dockerfile: Dockerfile, line: number): Instruction | undefined {
  return dockerfile.instructions.find((one) => one.line <= line && line <= one.endLine);
}

/** RFC 6901, section 4. */
function unescapePointer(text: string): string {
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}
