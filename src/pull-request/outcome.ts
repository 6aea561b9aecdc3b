/** What comes of a talk with GitHub. Types only. */

/** How an attempt to tell GitHub ended, in a sentence for log and summary; null for nothing to say. */
export interface Outcome {
  done: boolean;
  sentence: string | null;
}
