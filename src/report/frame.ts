/** Draws the Dockerfile lines of an instruction, numbered and marked, with a line around them. */
import type { InstructionRef } from '../model/finding.ts';
import { clip } from './layout.ts';
import type { Paint } from './paint.ts';
import { safeText } from './safe-text.ts';

/** Lines of Dockerfiles by name, the first line at 0, secrets already taken out. */
export type Frames = ReadonlyMap<string, readonly string[]>;

/** Lines of an instruction that are drawn; a longer one loses its middle. */
const LINES = 8;

/** The frame as lines of at most `width` columns; empty where the text of the file is not given. */
export function drawFrame(
  { file, line, endLine }: InstructionRef,
  frames: Frames,
  width: number,
  paint: Paint,
): string[] {
  const source = frames.get(file);
  if (source === undefined || line < 1 || line > source.length) return [];
  const end = Math.min(Math.max(line, endLine), source.length);
  const first = Math.max(1, line - 1);
  const last = Math.min(source.length, end + 1);
  const digits = String(last).length;
  const drawn: string[] = [];
  for (let number = first; number <= last; number++) {
    if (end - line + 1 > LINES && number === line + LINES - 2) {
      drawn.push(paint('dim', `  ${' '.repeat(digits)} ⋮`));
      number = end - 1;
      continue;
    }
    const blamed = number >= line && number <= end;
    const text = safeText((source[number - 1] ?? '').replaceAll('\t', '    ').trimEnd());
    const gutter = `${String(number).padStart(digits)} │`;
    const shown = clip(text, width - digits - 5);
    const row = shown === '' ? gutter : `${gutter} ${shown}`;
    drawn.push(blamed ? `${paint('red', '>')} ${row}` : paint('dim', `  ${row}`));
  }
  return drawn;
}
