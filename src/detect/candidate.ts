/** Makes the candidates that attempts give. */
import type { Candidate } from './attempt.ts';
import type { Captured } from './elements.ts';

/** A candidate of which nothing is known to be more random than the rest. */
export const wholeCandidate = (
  start: number,
  end: number,
  verified: boolean | null,
  details: string[] = [],
): Candidate => ({
  secretStart: start,
  secretEnd: end,
  bodyStart: start,
  bodyEnd: end,
  verified,
  details,
});

/** What a walk over `[start, end)` captured; all of it is the secret where no part was marked. */
export const capturedCandidate = (captured: Captured, start: number, end: number): Candidate => {
  const whole = captured.secretStart < 0;
  return {
    secretStart: whole ? start : captured.secretStart,
    secretEnd: whole ? end : captured.secretEnd,
    bodyStart: captured.bodyStart,
    bodyEnd: captured.bodyEnd,
    verified: null,
    details: [],
  };
};
