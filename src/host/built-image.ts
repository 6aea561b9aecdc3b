/** The image that a build step made, by the step's metadata. */

/**
 * @param metadata JSON, the `metadata` output of docker/build-push-action (buildx build
 *   --metadata-file: `image.name` holds the names, with commas between).
 * @returns The first name; null where there is none.
 */
export const builtImage = (metadata: string | null): string | null => {
  if (metadata === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(metadata);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'image.name'))
    return null;
  const names = (value as Record<string, unknown>)['image.name'];
  const first = typeof names === 'string' ? (names.split(',')[0] ?? '').trim() : '';
  return first === '' ? null : first;
};
