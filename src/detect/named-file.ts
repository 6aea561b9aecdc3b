/**
 * Files that are named after the one secret they hold: `db_password`, `api_token.txt`, Rails'
 * `config/master.key`, what an engine mounts below `/run/secrets`. Such a file has no name beside the
 * value, so its own is put before it, as a lead that is no part of the file.
 */
import type { TextOrigin } from '../model/text.ts';
import { kindOfName } from './assignment/name.ts';
import { toolLeadOf } from './tool-file.ts';

/** Opens the lead; hardly a text begins so by itself. */
export const FILE_MARK = 'dockgate:secret-file:';

const railsKey = /(?:^|\/)config\/(?:master|credentials\/[\w.-]+)\.key$/;
const mounted = /(?:^|\/)run\/secrets\/([\w.-]+)$/;
const mayHoldOne = /^(\.?[\w-]+)(\.(?:txt|key|secret|token|pass|pwd|password))?$/;
/** Files of the system and of tools that have such a name and hold something else. */
const otherwise =
  /^(?:passwd-?|shadow-?|gshadow-?|authorized_keys|id_\w+|known_hosts|.*\.(?:pub|crt|pem))$/;

const nameOf = (path: string): string | null => {
  const below = mounted.exec(path)?.[1];
  if (below !== undefined) return kindOfName(below) === null ? `secret_${below}` : below;
  const base = path.slice(path.lastIndexOf('/') + 1);
  const parts = mayHoldOne.exec(base);
  if (parts === null || base.length > 60 || otherwise.test(base)) return null;
  const name = parts[2] === '.txt' ? (parts[1] ?? '') : base;
  return kindOfName(name) === null ? null : name;
};

/** What is put before a file's text; null for nearly all files. */
export const leadOf = ({ where, path, lead }: TextOrigin): string | null => {
  if ((where !== 'layer' && where !== 'context') || lead !== undefined) return null;
  if (railsKey.test(path)) return 'RAILS_MASTER_KEY=';
  const tool = toolLeadOf(path);
  if (tool !== '') return tool;
  const name = nameOf(path);
  return name === null ? null : `${FILE_MARK}${name}|`;
};
