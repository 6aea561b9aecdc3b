/**
 * Parser directives at the head of a Dockerfile (`# syntax=`, `# escape=`, `# check=`). They end at
 * the first line that is none (moby/buildkit frontend/dockerfile/parser/directives.go).
 */

export interface Directives {
  escape: '\\' | '`';
  syntax: string | null;
  /** Index of the first line behind them, from 0. */
  next: number;
}

const DIRECTIVE = /^[ \t]*#[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*(.+?)[ \t]*$/;

export function readDirectives(lines: string[]): Directives {
  const seen = new Map<string, string>();
  let next = 0;
  for (; next < lines.length; next++) {
    const line = lines[next] as string;
    const found = line.length > 4096 ? null : DIRECTIVE.exec(line);
    const name = found?.[1]?.toLowerCase() ?? '';
    if (!['syntax', 'escape', 'check'].includes(name) || seen.has(name)) break;
    seen.set(name, found?.[2] ?? '');
  }
  const escape = seen.get('escape') === '`' ? '`' : '\\';
  return { escape, syntax: seen.get('syntax') ?? null, next };
}
