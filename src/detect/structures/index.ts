/** The readers that a structure pattern can name. */
import type { StructurePattern } from '../../model/rule.ts';
import type { Attempt } from '../attempt.ts';
import { readAwsSecret } from './aws-secret.ts';
import { readEncryptedPem, readGoogleServiceAccount, readPem } from './pem.ts';

const readers: ReadonlyMap<string, Attempt> = new Map([
  ['pem', readPem],
  ['pem-encrypted', readEncryptedPem],
  ['google-service-account', readGoogleServiceAccount],
  ['aws-secret', readAwsSecret],
]);

/** @throws Error when nothing has that name. */
export const compileStructure = (pattern: StructurePattern): Attempt => {
  const reader = readers.get(pattern.structure);
  if (reader === undefined) throw new Error(`no structure is called "${pattern.structure}"`);
  return reader;
};
