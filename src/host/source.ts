/**
 * What the user named, opened: `docker-daemon:`, `docker-archive:`, `oci:`, `oci-archive:`, `dir:` as
 * in containers-transports(5), and a bare name for the local engine.
 */
import { GateError } from '../model/error.ts';
import type { ImageSource } from '../model/source.ts';
import { exportImage, type Engine } from './engine.ts';
import { isFile, isFolder, layoutFiles, openFile, readerAt, walkFolder } from './files.ts';

export interface OpenedSource {
  transport: string;
  source: ImageSource;
}

const transports = [
  'docker-daemon',
  'containers-storage',
  'docker-archive',
  'oci-archive',
  'oci',
  'dir',
];

/** `path[:reference]`: the path that exists, whole or without what stands behind its last colon. */
const existing = async (
  text: string,
  exists: (path: string) => Promise<boolean>,
  what: string,
): Promise<string> => {
  if (await exists(text)) return text;
  const colon = text.lastIndexOf(':');
  if (colon > 0 && (await exists(text.slice(0, colon)))) return text.slice(0, colon);
  throw new GateError(`cannot open ${text}: there is no such ${what}`);
};

const engineSource = (transport: string, engine: Engine, reference: string): OpenedSource => ({
  transport,
  source: { kind: 'archive', open: () => exportImage(engine, reference) },
});

/**
 * @param engine Whose `save` a bare name means.
 * @throws GateError when there is no such file or folder, or the transport is not known.
 */
export const openSource = async (reference: string, engine: Engine): Promise<OpenedSource> => {
  const match = /^([a-z][a-z-]*):(.*)$/s.exec(reference);
  const transport = match?.[1] ?? '';
  const rest = match?.[2] ?? '';
  if (transport === 'docker' && rest.startsWith('//')) {
    throw new GateError(
      `${reference}: dockgate stands before the push and does not read registries; copy it first: skopeo copy ${reference} oci:FOLDER`,
    );
  }
  if (!transports.includes(transport)) return engineSource('docker-daemon', engine, reference);
  if (rest === '') throw new GateError(`${reference} names nothing; write ${transport}:NAME`);
  switch (transport) {
    case 'docker-daemon':
      return engineSource(transport, engine, rest);
    case 'containers-storage':
      return engineSource(transport, 'podman', rest);
    case 'docker-archive':
    case 'oci-archive': {
      const path = await existing(rest, isFile, 'file');
      return {
        transport,
        source: { kind: 'archive', open: () => openFile(path), readAt: readerAt(path) },
      };
    }
    case 'oci': {
      const path = await existing(rest, isFolder, 'folder');
      return { transport, source: { kind: 'layout', files: () => layoutFiles(path) } };
    }
    default: {
      if (!(await isFolder(rest)))
        throw new GateError(`cannot open ${rest}: there is no such folder`);
      return { transport, source: { kind: 'folder', entries: () => walkFolder(rest) } };
    }
  }
};
