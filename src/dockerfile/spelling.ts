/**
 * Reads `created_by` of a history entry. Each builder spells it in its own way: BuildKit
 * (dockerfile2llb/convert.go: `RUN |1 A=b /bin/sh -c … # buildkit`), the classic builder
 * (`/bin/sh -c #(nop) COPY file:… in /app`), buildah and podman (the classic form around the words as
 * they stand in the Dockerfile), kaniko (the line itself). The text is the image's, so hostile: each
 * look at it is linear.
 */
import type { HistoryEntry } from '../model/image.ts';

export interface Step {
  /** Upper case; null where nothing is told (`docker import`, squash). */
  keyword: string | null;
  /** What follows the keyword; for RUN with build arguments and shell as written. */
  text: string;
  /** True for the entry that `docker build --squash` adds for the merged layer. */
  squash: boolean;
}

/** Characters of `created_by` that are looked at; a heredoc of this size is rare, and a gap no harm. */
const LONGEST = 1 << 17;
const NOP = '#(nop)';
/** How far behind the shell the mark may stand. */
const NOP_REACH = 512;
const BUILDKIT =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR) /;

export function readStep(entry: Pick<HistoryEntry, 'createdBy' | 'comment'>): Step {
  const written = entry.createdBy.slice(0, LONGEST);
  const squash = written.trim() === '' && /^merge sha256:/.test(entry.comment);
  if (written.trim() === '') return { keyword: null, text: '', squash };
  const nop = written.slice(0, NOP_REACH).indexOf(NOP);
  if (nop >= 0) return readKeyword(written.slice(nop + NOP.length).trim());
  const plain = written.replace(/ # buildkit$/, '');
  if (BUILDKIT.test(plain)) return readKeyword(plain);
  return { keyword: 'RUN', text: plain, squash: false };
}

function readKeyword(text: string): Step {
  const end = text.search(/\s/);
  const keyword = end < 0 ? text : text.slice(0, end);
  return {
    keyword: keyword.toUpperCase(),
    text: end < 0 ? '' : text.slice(end).trim(),
    squash: false,
  };
}

/** Go's `%q` of each string in a list, as CMD and ENTRYPOINT are spelt: `["a" "b"]`. */
export function goQuotedList(words: string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(' ')}]`;
}

/** Ports without protocol default to tcp; the builders sort them each in its own way. */
export function portSet(text: string): string {
  const ports = text.match(/\d+(?:-\d+)?(?:\/[a-z]+)?/gi) ?? [];
  const full = ports.map((port) => (port.includes('/') ? port.toLowerCase() : `${port}/tcp`));
  return [...new Set(full)].sort().join(' ');
}
