/** Builds a random Dockerfile with the real engine and counts how many markers lead to their line. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { blame } from '../../src/dockerfile/blame.ts';
import type { Blame, BlameInput, BlamePlace } from '../../src/dockerfile/cause.ts';
import { alignHistory } from '../../src/dockerfile/history.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { buildImage } from './engine.ts';
import type { Builder, BuiltImage } from './engine.ts';
import type { Planted, RandomBuild } from './random-dockerfile.ts';

export interface Tally {
  /** Markers found in the image. */
  places: number;
  /** Of these with the true instruction and the true line in it. */
  right: number;
  /** A line for each that was wrong. */
  wrong: string[];
}

const BUSYBOX = '/bin/busybox';

export async function checkBuild(
  docker: string,
  build: RandomBuild,
  builder: Builder,
): Promise<Tally> {
  const image = await buildImage(
    docker,
    { ...build.context, Dockerfile: build.dockerfile, busybox: readFileSync(BUSYBOX) },
    {
      builder,
      buildArgs: build.buildArgs,
      ...(build.target === null ? {} : { target: build.target }),
    },
  );
  return checkImage(build, image);
}

/** Compares what blame says of each marker with what the generator knows. */
export function checkImage(build: RandomBuild, image: BuiltImage): Tally {
  const dockerfile = parseDockerfile('Dockerfile', build.dockerfile);
  const alignment = alignHistory(
    dockerfile,
    image.history,
    build.target === null ? {} : { target: build.target },
  );
  const contextFiles = new Map(
    Object.entries(build.context).map(([name, text]) => [name, sha256(Buffer.from(text))]),
  );
  const input: BlameInput = { dockerfile, alignment, history: image.history, contextFiles };
  const tally: Tally = { places: 0, right: 0, wrong: [] };
  const judge = (planted: Planted[], place: BlamePlace, marker: string, content?: Buffer): void => {
    tally.places++;
    const found = blame(place, input, {
      secret: Buffer.from(marker),
      ...(content === undefined ? {} : { sha256: sha256(content) }),
    });
    if (planted.some((one) => agrees(one, found, place.where === 'layer'))) tally.right++;
    else
      tally.wrong.push(
        `${place.where} ${place.path} ${marker}: ${describe(found)}, not ${JSON.stringify(planted)}`,
      );
  };
  for (const marker of new Set(build.planted.map((one) => one.marker))) {
    const planted = build.planted.filter((one) => one.marker === marker);
    const direct = planted.filter((one) => one.source === null);
    for (const file of image.files) {
      if (holds(file.content.toString('latin1'), marker)) {
        const path = file.path.replace(/\/$/, '');
        judge(planted, { where: 'layer', path, layer: file.layer }, marker, file.content);
      }
    }
    for (const entry of image.history) {
      if (!holds(entry.createdBy, marker)) continue;
      judge(
        direct,
        { where: 'history', path: `/history/${entry.index}/created_by`, layer: null },
        marker,
      );
    }
    for (const [at, value] of image.env.entries()) {
      if (holds(value, marker))
        judge(direct, { where: 'config', path: `/config/Env/${at}`, layer: null }, marker);
    }
    for (const [name, value] of Object.entries(image.labels)) {
      if (holds(value, marker))
        judge(direct, { where: 'config', path: `/config/Labels/${name}`, layer: null }, marker);
    }
  }
  if (!alignment.belongs) tally.wrong.push('the Dockerfile was said not to belong to its image');
  return tally;
}

function holds(text: string, marker: string): boolean {
  return new RegExp(`${marker}(?!\\d)`).test(text);
}

function agrees(planted: Planted, found: Blame | null, layer: boolean): boolean {
  if (found === null) return false;
  if (found.instruction.line !== planted.line || found.instruction.endLine !== planted.endLine)
    return false;
  const single =
    planted.keyword === 'RUN' || planted.keyword === 'ENV' || planted.keyword === 'ENTRYPOINT';
  if (single && found.line !== planted.exact) return false;
  if (!layer) return true;
  if (planted.source !== null && found.source.line !== planted.source.line) return false;
  return planted.contextFile === null || found.contextFile === planted.contextFile;
}

function describe(found: Blame | null): string {
  if (found === null) return 'nobody';
  const { cause, instruction, line, source, contextFile, certainty } = found;
  return `${cause} ${instruction.line}-${instruction.endLine} at ${line}, from ${source.line}, ${contextFile}, ${certainty}`;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
