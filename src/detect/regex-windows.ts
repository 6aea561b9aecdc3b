/**
 * Where users' own patterns have to look: the surroundings of their anchors, joined where they touch.
 * A batch is walked once for all rules; what is noted here is searched after that walk.
 */

export interface RegexWindow {
  /** Position in the rule set's patterns. */
  pattern: number;
  /** Position of the segment in the batch. */
  segment: number;
  /** Bounds in the batch. */
  from: number;
  to: number;
}

/** Windows of one batch. */
export class RegexWindows {
  readonly #last = new Map<number, RegexWindow>();
  readonly #all: RegexWindow[] = [];

  /**
   * Notes a hit. Hits of one pattern come in the order of their ends.
   * @param bounds The segment's.
   */
  add(
    pattern: number,
    segment: number,
    hit: { start: number; end: number; reach: number },
    bounds: { start: number; end: number },
  ): void {
    const from = Math.max(bounds.start, hit.start - hit.reach);
    const to = Math.min(bounds.end, hit.end + hit.reach);
    const last = this.#last.get(pattern);
    if (last !== undefined && last.segment === segment && from <= last.to) {
      last.from = Math.min(last.from, from);
      last.to = Math.max(last.to, to);
      return;
    }
    const window = { pattern, segment, from, to };
    this.#last.set(pattern, window);
    this.#all.push(window);
  }

  /** All windows, those of one segment together. */
  list(): readonly RegexWindow[] {
    return this.#all.sort((a, b) => a.segment - b.segment || a.from - b.from);
  }
}
