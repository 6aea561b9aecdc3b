/** What blocks: the command line before the destination's line of the policy before the policy. */
import type { Confidence } from '../model/levels.ts';
import { compileGlob } from './glob.ts';
import type { Policy } from './policy.ts';
import { DEFAULT_FAIL_ON, type FailOn } from './verdict.ts';

/**
 * @param reference The image's name; the last destination that fits it counts.
 * @param asked What the command line or the Action's input says; null where it says nothing.
 */
export function failOnFor(
  policy: Policy | null,
  reference: string,
  asked: readonly Confidence[] | null,
): FailOn {
  const unopened = policy?.unopenedFails ?? DEFAULT_FAIL_ON.unopened;
  if (asked !== null) return { own: asked, inherited: policy?.inherited ?? asked, unopened };
  const fitting = policy?.destinations.findLast(({ match }) => compileGlob(match)(reference));
  const own = fitting?.own ?? policy?.failOn ?? DEFAULT_FAIL_ON.own;
  return { own, inherited: fitting?.inherited ?? policy?.inherited ?? own, unopened };
}
