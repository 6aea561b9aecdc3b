/** Draws the Dockerfile lines of an instruction for the HTML report, numbered and marked. */
import type { InstructionRef } from '../model/finding.ts';
import type { Frames } from './frame.ts';
import { htmlText } from './html-text.ts';

/** Lines drawn of a blamed instruction, and around it. */
const BLAMED = 30;
const AROUND = 2;

/** The lines to blame and some around them; empty where the text of the file is not given. */
export function htmlFrame(instruction: InstructionRef | null, frames: Frames): string {
  const source = instruction === null ? undefined : frames.get(instruction.file);
  if (instruction === null || source === undefined || instruction.line > source.length) return '';
  const { line } = instruction;
  const end = Math.max(line, instruction.endLine);
  const first = Math.max(1, line - AROUND);
  const last = Math.min(source.length, end + AROUND);
  const rows: string[] = [];
  for (let number = first; number <= last; number++) {
    if (number === line + BLAMED && end > number) {
      rows.push('<span class="row">   ⋮</span>');
      number = end;
    }
    const blamed = number >= line && number <= end;
    const text = htmlText((source[number - 1] ?? '').replaceAll('\t', '    ').trimEnd(), 500);
    const mark = blamed ? '&gt;' : ' ';
    rows.push(
      `<span class="row${blamed ? ' blamed' : ''}"><span class="number">${mark}${String(number).padStart(4)}  </span>${text}</span>`,
    );
  }
  return `<pre class="frame"><code>${rows.join('')}</code></pre>`;
}
