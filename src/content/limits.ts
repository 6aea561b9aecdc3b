/** Every bound on what opening files may cost, in one place: hitting one is told in the ledger. */

export interface ContentLimits {
  /** How many `!/` steps deep a file is opened. */
  depth: number;
  /** Bytes that all nested texts of one file of the image may have together. */
  expansion: number;
  /** Nested bytes for each byte of the file, once they are more than `ratioFrom`. */
  ratio: number;
  /** Bytes up to which the ratio is not asked: small files of zeros are no bomb. */
  ratioFrom: number;
  /** Nested texts of one file of the image. */
  entries: number;
  /** Wall clock that the opening of one file of the image may take, in milliseconds. */
  time: number;
  /** Bytes of one text that is kept whole because its format asks for it (a database, a PDF). */
  whole: number;
  /** Bytes of unpacked git objects that are kept as bases for deltas. */
  bases: number;
  /** Bytes of loose git objects that wait for the trees which tell their names. */
  loose: number;
  /** How many encodings are peeled off one another. */
  encodings: number;
  /** Lines of either kind in the ledger before the rest is only counted. */
  lines: number;
}

export const CONTENT_LIMITS: ContentLimits = {
  depth: 8,
  expansion: 8 * 1024 ** 3,
  ratio: 250,
  ratioFrom: 64 * 1024 ** 2,
  entries: 500_000,
  time: 300_000,
  whole: 24 * 1024 ** 2,
  bases: 24 * 1024 ** 2,
  loose: 8 * 1024 ** 2,
  encodings: 3,
  lines: 1000,
};
