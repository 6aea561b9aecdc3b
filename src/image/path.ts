/** Paths as an image spells them, made comparable. They are words here: no path is ever opened. */

/**
 * The path inside the image root without a leading slash: `./a//b/../c` becomes `a/c`. Steps above
 * the root stay at the root, as they do for an unpacker that is confined to it.
 */
export function cleanPath(path: string): string {
  let from = 0;
  let to = path.length;
  while (path.startsWith('./', from)) from += 2;
  while (from < to && path.charCodeAt(from) === 0x2f) from++;
  while (to > from && path.charCodeAt(to - 1) === 0x2f) to--;
  const trimmed = from === 0 && to === path.length ? path : path.slice(from, to);
  if (!trimmed.includes('//') && !trimmed.includes('/.') && trimmed.charCodeAt(0) !== 0x2e) {
    return trimmed;
  }
  const steps: string[] = [];
  for (const step of trimmed.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** The folder a path lies in; empty for one in the root. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last step of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
