/** The small words of the policy's schema: texts, ids, globs, with the bounds that keep them harmless. */
import * as z from 'zod';

/** A line of prose: no control characters, so that it can be printed anywhere. */
export const shortText = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\0-\x1f\x7f]*\S[^\0-\x1f\x7f]*$/);

export const fingerprintText = z.string().regex(/^[0-9a-f]{20}$/);

export const ruleId = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]*$/);

/** A glob for minimatch; what makes one slow is refused in glob.ts. */
export const globText = z.string().min(1).max(500);

/** A line of a file, from 1. */
export const line = z.int().min(1).max(1_000_000);

/** One value, or a list of them. */
export const oneOrMore = <T extends z.ZodType>(schema: T) =>
  z.union([schema, z.array(schema).min(1).max(1000)]);

/** The values of a `oneOrMore`; null where it is missing. */
export function listOf<T>(value: T | T[] | undefined): T[] | null {
  if (value === undefined) return null;
  return Array.isArray(value) ? value : [value];
}
