/** What a run of the gate is asked to do, with everything from the machine already in hand. Types only. */
import type { ImageSource, FolderEntry } from './source.ts';
import type { Rule } from './rule.ts';
import type { StartThread } from './thread.ts';

export interface DockerfileText {
  /** As it is shown and annotated: relative to the working directory where it lies below it. */
  path: string;
  text: string;
}

export interface BuildContext {
  /** As the user gave it. */
  path: string;
  /** All regular files below it, `.dockerignore` not yet applied. */
  files(): AsyncIterable<FolderEntry>;
  /** Text of the ignore file that counts (`<Dockerfile>.dockerignore` before `.dockerignore`); null without one. */
  ignore: { path: string; text: string } | null;
  /** Text of `.gitignore` at its root; null without one. */
  gitignore: string | null;
}

/** How far a reading has come. */
export interface ReadingProgress {
  /** Bytes of text handed to the search. */
  bytes: number;
  /** Texts begun and ended. */
  texts: number;
  /** Blobs begun. */
  blobs: number;
}

/** A secret that is at hand: its exact bytes are searched for. It is kept in memory only. */
export interface KnownValue {
  /** Of the variable, file or registry that it came from. */
  name: string;
  value: Uint8Array;
  /** True where nobody named it (the whole environment was looked through). */
  found: boolean;
  /** True where it was given among all of a repository's secrets, some of which are none (a region). */
  among?: boolean;
}

/** What opening the inside of files may cost; null leaves a bound as it is. */
export interface ContentBounds {
  depth: number | null;
  /** Bytes. */
  expansion: number | null;
  ratio: number | null;
  entries: number | null;
  /** Milliseconds. */
  time: number | null;
  /** Uncompressed bytes of one layer. */
  layer: number | null;
}

/** A file beside the image: the policy, a baseline. */
export interface NamedText {
  file: string;
  text: string;
}

/** A text that outlives a run. */
export interface LayerCache {
  /** What an earlier run left; null where there is none or it cannot be read. */
  text: string | null;
  /** Version of the program: what another one found clean counts for nothing. */
  version: string;
  /** Takes what a later run may use. */
  save: (text: string) => Promise<void>;
}

export interface GateRequest {
  reference: string;
  transport: string;
  source: ImageSource;
  rules: readonly Rule[];
  known: readonly KnownValue[];
  /** What the report is to say of things that could not be had. */
  notes: readonly string[];
  dockerfile: DockerfileText | null;
  context: BuildContext | null;
  /** Stage that was built, where it is not the last. */
  target: string | null;
  /** BuildKit metadata as JSON (the --metadata-file of buildx, the metadata output of build-push-action). */
  metadata: string | null;
  /** Bounds on opening files that the policy sets; null leaves one as it is. */
  limits: ContentBounds | null;
  /** Threads to search in; null to search in this thread. */
  threads: { start: StartThread; count: number } | null;
  /** Whether archives, encodings and other wrappings inside of files are opened. */
  openContents: boolean;
  /** Remembers clean layers from one run to the next; null for none. */
  cache: LayerCache | null;
  /** Is given, once, a way to ask how far the reading has come. */
  watch: ((ask: () => ReadingProgress) => void) | null;
  /** Is given each secret found, so that a CI system can be told to mask it. */
  onSecret: ((secret: string) => void) | null;
}
