/** The command line: flags to options, with a clear word for each mistake. */
import { parseArgs } from 'node:util';
import { GateError } from '../model/error.ts';
import { confidences, type Confidence } from '../model/levels.ts';
import { engines, type Engine } from './engine.ts';
import { parseSubcommand, subcommandUsage, type Subcommand } from './subcommand.ts';
import type { KnownSources } from './known.ts';

export const formats = ['text', 'json'] as const;
export type Format = (typeof formats)[number];

export interface Options {
  reference: string;
  dockerfile: string | null;
  context: string | null;
  config: string | null;
  /** Baseline file; null for none. */
  baseline: string | null;
  /** Whether allow entries that cover nothing fail the run. */
  strictAllow: boolean;
  metadata: string | null;
  target: string | null;
  engine: Engine;
  format: Format;
  /** Where to write the report as a page and as SARIF besides. */
  html: string | null;
  sarif: string | null;
  /** Whether archives and encodings inside of files are opened. */
  openContents: boolean;
  /** Folder of the cache of clean layers; null for none. */
  cacheDir: string | null;
  /** Threads to search in; null to choose by the machine. */
  jobs: number | null;
  failOn: Confidence[] | null;
  debug: boolean;
  /** Where to take secrets from whose exact bytes are searched for. */
  known?: KnownSources;
}

export type Command =
  | { kind: 'scan'; options: Options }
  | { kind: 'subcommand'; command: Subcommand }
  | { kind: 'print'; text: string };

export const usage = `dockgate: finds secrets in an image before it is pushed

Usage: dockgate IMAGE [options]
${subcommandUsage}
IMAGE is a name or ID in the local engine, or one of
  docker-archive:FILE   oci-archive:FILE   oci:FOLDER   dir:FOLDER
  docker-daemon:NAME    containers-storage:NAME (podman)

Options
  --dockerfile FILE     the Dockerfile it was built from; ./Dockerfile when there is one
  --context DIR         the build context to search too; the Dockerfile's folder with --dockerfile
  --target STAGE        the stage that was built, where it is not the last
  --metadata-file FILE  metadata of docker buildx build: exact lines without guessing
  --config FILE         policy; ./.dockgate.yml when there is one
  --baseline FILE       accept the findings in it, block new ones
  --strict-allow        fail on allow entries that cover nothing
  --fail-on LEVELS      which findings block: certain, likely, possible (all three unless told), or none
  --known-env NAME      search for this variable's exact value, in every encoding; auto: for all
                        variables whose names mean a secret; may be given again
  --known-file FILE     search for the values in it (lines NAME=VALUE, or the whole file); may be given again
  --known-docker        search for the registry logins in the Docker configuration
  --engine NAME         docker (default), podman or nerdctl
  --format FORMAT       text (default) or json
  --html FILE           write the report as one self-contained page too
  --sarif FILE          write it as SARIF 2.1.0 too
  --no-contents         do not open archives and encodings inside of files
  --cache-dir DIR       remember layers in which nothing was found
  --jobs N              threads to search in; 1 on two cores, else 2, unless told
  --debug               stack traces
  --help, --version

Exit codes: 0 clean, 1 secrets found, 2 could not complete, or bad usage.
`;

/** @throws GateError naming the value that is none of `allowed`. */
export const oneOf = <T extends string>(flag: string, value: string, allowed: readonly T[]): T => {
  const found = allowed.find((name) => name === value);
  if (found === undefined) {
    throw new GateError(`${flag} ${JSON.stringify(value)}: must be ${allowed.join(', ')}`);
  }
  return found;
};

/** `certain,likely`: the levels named. `none`: nothing blocks. */
export const parseFailOn = (flag: string, value: string): Confidence[] => {
  if (value.trim() === 'none') return [];
  return value
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => oneOf(flag, part, confidences));
};

const MOST_JOBS = 64;

const parseJobs = (value: string): number => {
  const jobs = Number(value);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > MOST_JOBS) {
    throw new GateError(
      `--jobs ${JSON.stringify(value)}: must be a whole number from 1 to ${MOST_JOBS}`,
    );
  }
  return jobs;
};

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        dockerfile: { type: 'string', short: 'f' },
        context: { type: 'string' },
        config: { type: 'string' },
        baseline: { type: 'string' },
        'strict-allow': { type: 'boolean', default: false },
        target: { type: 'string' },
        'metadata-file': { type: 'string' },
        'fail-on': { type: 'string' },
        'known-env': { type: 'string', multiple: true, default: [] },
        'known-file': { type: 'string', multiple: true, default: [] },
        'known-docker': { type: 'boolean', default: false },
        engine: { type: 'string', default: 'docker' },
        format: { type: 'string', default: 'text' },
        html: { type: 'string' },
        sarif: { type: 'string' },
        'no-contents': { type: 'boolean', default: false },
        'cache-dir': { type: 'string' },
        jobs: { type: 'string', short: 'j' },
        debug: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new GateError(`${said.replace(/\. To specify .*$/, '')}; see dockgate --help`);
  }
};

/**
 * @param argv Without the interpreter and the script.
 * @param version What --version says.
 * @throws GateError for an option or value that does not exist.
 */
export const parseArguments = (argv: readonly string[], version: string): Command => {
  const subcommand = argv.includes('--help') ? null : parseSubcommand(argv);
  if (subcommand !== null) return { kind: 'subcommand', command: subcommand };
  const { values, positionals } = parse(argv);
  if (values.help) return { kind: 'print', text: usage };
  if (values.version) return { kind: 'print', text: `${version}\n` };
  const [reference, ...more] = positionals;
  if (reference === undefined) throw new GateError('name an image to scan; see dockgate --help');
  if (more.length > 0) {
    throw new GateError(`one image at a time: ${JSON.stringify(more[0])} is one too many`);
  }
  return {
    kind: 'scan',
    options: {
      reference,
      dockerfile: values.dockerfile ?? null,
      context: values.context ?? null,
      config: values.config ?? null,
      baseline: values.baseline ?? null,
      strictAllow: values['strict-allow'],
      metadata: values['metadata-file'] ?? null,
      target: values.target ?? null,
      engine: oneOf('--engine', values.engine, engines),
      format: oneOf('--format', values.format, formats),
      html: values.html ?? null,
      sarif: values.sarif ?? null,
      openContents: !values['no-contents'],
      cacheDir: values['cache-dir'] ?? null,
      jobs: values.jobs === undefined ? null : parseJobs(values.jobs),
      failOn: values['fail-on'] === undefined ? null : parseFailOn('--fail-on', values['fail-on']),
      debug: values.debug,
      known: {
        env: values['known-env'],
        files: values['known-file'],
        docker: values['known-docker'],
        given: [],
      },
    },
  };
};
