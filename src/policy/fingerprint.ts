/**
 * Names a finding without giving it away. Fingerprints stand in allowlists and baselines of public
 * repositories, so a plain hash would let anybody test guesses at speed; scrypt makes a guess dear.
 */
import { createHash, scryptSync } from 'node:crypto';

/** scrypt (RFC 7914): 8 MiB and about 10 ms a guess; 100 findings take little more than a second. */
const COST = { N: 2 ** 13, r: 8, p: 1, maxmem: 32 * 2 ** 20 };

/** 80 bits: two of a million findings get the same name with a chance of 1 in 10^12. */
const BYTES = 10;

/** Part of the salt; a new cost or length needs a new number, since it renames every finding. */
const VERSION = 1;

/** How many results are remembered; the oldest is forgotten first. */
const REMEMBERED = 10_000;

/** Results by the hash of rule and secret, so that no secret outlives its finding. */
const known = new Map<string, string>();

/**
 * The fingerprint of a secret under a rule: 20 hexadecimal characters. The same wherever the secret
 * lies, on every machine and in every run; the salt is the rule's id, so it needs no key to keep.
 */
export function fingerprint(ruleId: string, secret: Uint8Array): string {
  const salt = `dockgate/fingerprint/${VERSION}/${ruleId}`;
  const memo = createHash('sha256').update(`${salt}\0`).update(secret).digest('base64');
  const before = known.get(memo);
  if (before !== undefined) return before;
  const made = scryptSync(secret, salt, BYTES, COST).toString('hex');
  if (known.size >= REMEMBERED) {
    const oldest = known.keys().next();
    if (!oldest.done) known.delete(oldest.value);
  }
  known.set(memo, made);
  return made;
}
