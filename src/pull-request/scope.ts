/** What a gate is called among several that look at one commit, as in a matrix of images. */
import { safeTextWithin } from '../report/safe-text.ts';

/**
 * The image's name without what changes from build to build (tag, digest), so that the next run knows
 * the comments of this one. An image without a name goes by its Dockerfile.
 *
 * @param reference As the user gave it.
 */
export function scopeOf(reference: string, dockerfile: string | null): string {
  if (/^(?:sha256:)?[0-9a-f]{12,64}$/.test(reference)) return dockerfile ?? 'image';
  // What lies in a file goes by the file.
  if (/^(?:docker-archive|oci-archive|oci|dir):/.test(reference)) {
    return safeTextWithin(reference, 100);
  }
  const name = reference
    .replace(/^(?:docker-daemon|containers-storage):/, '')
    .replace(/@[^@]*$/, '')
    .replace(/:[^:/]*$/, '');
  return safeTextWithin(name === '' ? 'image' : name, 100);
}
