/**
 * What kind of text it is: a settings file, where a bare value behind a name is meant as one, or a
 * program, where strings stand side by side. It only moves bars; nothing is ever skipped by its name.
 */
import type { TextOrigin } from '../model/text.ts';

const settingsFile =
  /(?:^|[/!])(?:\.env[^/]*|[^/]*\.env|[^/]*\.(?:properties|ini|conf|cfg|cnf|ya?ml|toml|tfvars|tfstate|envrc|service)|\.npmrc|\.yarnrc|\.netrc|\.pypirc|\.pgpass|credentials|config|\.s3cfg|\.boto|environment)$/i;

export const isSettings = ({ where, path }: TextOrigin): boolean =>
  where === 'config' || where === 'history' || where === 'attestation' || settingsFile.test(path);

/**
 * The first four bytes of programs, highest first: ELF (gABI, "ELF Identification"), Mach-O (Apple's
 * mach-o/loader.h and fat.h) and WebAssembly (core specification 2.0, 5.5.16).
 */
const PROGRAMS: ReadonlySet<number> = new Set([
  0x7f454c46, 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe, 0x0061736d,
]);
/** Of Windows' programs, "MZ" (Microsoft's PE format, "MS-DOS Stub"). */
const WINDOWS = 0x4d5a;

/** Whether the text at the beginning of `[from, to)` is a program. */
export const isProgram = (bytes: Uint8Array, from: number, to: number): boolean => {
  if (to - from < 4) return false;
  const half = ((bytes[from] as number) << 8) | (bytes[from + 1] as number);
  if (half === WINDOWS) return true;
  const word = half * 65536 + (((bytes[from + 2] as number) << 8) | (bytes[from + 3] as number));
  return PROGRAMS.has(word);
};
