/**
 * The container engine: `docker save` on a pipe, with back-pressure and no copy on disk. Never
 * through @actions/exec, which joins all output into one string.
 */
import { GateError } from '../model/error.ts';

/** Container tools that share the `save` verb. */
export const engines = ['docker', 'podman', 'nerdctl'] as const;
export type Engine = (typeof engines)[number];

/** What a reference may hold (distribution/reference grammar), so that it can be no option and no path. */
const referenceSyntax = /^[A-Za-z0-9][A-Za-z0-9_.:@/+-]{0,400}$/;

const MOST_COMPLAINT = 4000;

/** What the engine's complaint means and what to do about it. */
const explain = (engine: Engine, reference: string, complaint: string): string => {
  const said = complaint.trim().split('\n').at(-1) ?? '';
  if (
    /no such image|reference does not exist|not found|image not known|unable to find/i.test(said)
  ) {
    return `no image "${reference}" in the local engine; build it first, or see \`${engine} images\` for its name`;
  }
  if (/permission denied/i.test(said)) {
    return `no permission to talk to ${engine}: run as a user who may use its socket (group docker), or with sudo`;
  }
  if (
    /cannot connect|connection refused|is the docker daemon running|no such file or directory/i.test(
      said,
    )
  ) {
    return `the ${engine} engine does not answer: start it, or set DOCKER_HOST to where it listens`;
  }
  return `\`${engine} save ${reference}\` failed: ${said || 'it gave no reason'}`;
};

/**
 * The export of an image as a tar stream.
 * @param reference Name, name:tag, name@digest or image ID.
 * @throws GateError when there is no such image, no engine, no permission; after the last byte too,
 *   when the engine gave up in the middle.
 */
export async function* exportImage(engine: Engine, reference: string): AsyncGenerator<Uint8Array> {
  if (!referenceSyntax.test(reference)) {
    throw new GateError(
      `"${reference}" is no image reference; give a name such as app:latest or an image ID`,
    );
  }
  // Not at the start: a file is scanned without it.
  const { spawn } = await import('node:child_process');
  const child = spawn(engine, ['save', reference], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    complaint = (complaint + text).slice(-MOST_COMPLAINT);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'ENOENT'
          ? new GateError(
              `no command "${engine}" on PATH; install it, or scan an archive: docker-archive:FILE`,
            )
          : error,
      );
    });
    child.once('close', resolve);
  });
  // The promise is awaited below; until then a failure must not count as unhandled.
  ended.catch(() => undefined);
  try {
    for await (const chunk of child.stdout) yield chunk as Uint8Array;
    const code = await ended;
    if (code !== 0) throw new GateError(explain(engine, reference, complaint));
  } finally {
    child.kill();
  }
}
