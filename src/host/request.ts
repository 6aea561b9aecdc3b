/** From options to a request: opens what the user named, reads the files beside it. */
import { dirname, join, relative, resolve, sep } from 'node:path';
import { GateError } from '../model/error.ts';
import type { BuildContext, DockerfileText, GateRequest } from '../model/request.ts';
import type { Options } from './arguments.ts';
import { openCache } from './cache.ts';
import { isFile, isFolder, readText, walkFolder } from './files.ts';
import { noKnownSources, readKnown } from './known.ts';
import { openSource } from './source.ts';

/** A path as it is shown: below the working directory where it lies there, with `/`. */
const shown = (path: string): string => {
  const below = relative(process.cwd(), resolve(path));
  return (below.startsWith('..') ? path : below).split(sep).join('/');
};

const readDockerfile = async (path: string | null): Promise<DockerfileText | null> => {
  const file = path ?? ((await isFile('Dockerfile')) ? 'Dockerfile' : null);
  if (file === null) return null;
  return { path: shown(file), text: await readText(file, 'the Dockerfile') };
};

/** A small file that may be absent. */
const readMaybe = async (path: string): Promise<{ path: string; text: string } | null> =>
  (await isFile(path)) ? { path: shown(path), text: await readText(path, 'file') } : null;

const openContext = async (folder: string, dockerfile: string | null): Promise<BuildContext> => {
  if (!(await isFolder(folder)))
    throw new GateError(`cannot read the context ${folder}: there is no such folder`);
  const own = dockerfile === null ? null : await readMaybe(`${dockerfile}.dockerignore`);
  return {
    path: shown(folder),
    files: () => walkFolder(folder),
    ignore: own ?? (await readMaybe(join(folder, '.dockerignore'))),
    gitignore: (await readMaybe(join(folder, '.gitignore')))?.text ?? null,
  };
};

/**
 * @param parts What the front door adds: rules, threads, what to do with progress and secrets.
 * @param version Of the program.
 * @throws GateError for whatever cannot be opened.
 */
export const prepareRequest = async (
  options: Options,
  parts: Pick<GateRequest, 'rules' | 'limits' | 'threads' | 'watch' | 'onSecret'>,
  version: string,
): Promise<GateRequest> => {
  const known = await readKnown(options.known ?? noKnownSources);
  const { transport, source } = await openSource(options.reference, options.engine);
  const dockerfile = await readDockerfile(options.dockerfile);
  const folder =
    options.context ?? (options.dockerfile === null ? null : dirname(options.dockerfile));
  return {
    ...parts,
    known: known.values,
    notes: known.notes,
    openContents: options.openContents,
    cache: options.cacheDir === null ? null : await openCache(options.cacheDir, version),
    reference: options.reference,
    transport,
    source,
    dockerfile,
    context: folder === null ? null : await openContext(folder, options.dockerfile),
    target: options.target,
    metadata:
      options.metadata === null ? null : await readText(options.metadata, 'the build metadata'),
  };
};
