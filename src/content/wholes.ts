/** Formats that are read as a whole, since what belongs together in them lies apart. */
import { openCompiledXml, openResources } from './android.ts';
import { openClass } from './class-file.ts';
import { openDex } from './dex.ts';
import { openJsonTexts } from './json-texts.ts';
import type { Kind } from './kind.ts';
import type { Nested } from './nested.ts';
import { openPdf } from './pdf.ts';
import { openPyc } from './pyc.ts';
import { openSqliteJournal, openSqliteWal } from './sqlite-log.ts';
import { openSqlite } from './sqlite.ts';

/** Throws LimitError. */
export type WholeOpener = (bytes: Buffer, nested: Nested) => Promise<void>;

export const WHOLE: Partial<Record<Kind, WholeOpener>> = {
  class: openClass,
  pyc: openPyc,
  sqlite: openSqlite,
  'sqlite-wal': openSqliteWal,
  'sqlite-journal': openSqliteJournal,
  pdf: openPdf,
  json: openJsonTexts,
  dex: openDex,
  'android-resources': openResources,
  'android-xml': openCompiledXml,
};
