/** The readers that a structure pattern can name. */
import type { StructurePattern } from '../../model/rule.ts';
import type { Attempt } from '../attempt.ts';
import { readPasswordAssignment, readTokenAssignment } from '../assignment/read.ts';
import {
  readAssignedPassword,
  readMavenPassword,
  readQuotedPassword,
} from './assigned-password.ts';
import { readAwsSecret } from './aws-secret.ts';
import { readAzureAiKey } from './azure-ai-endpoint.ts';
import { readSharedAccessSignature } from './azure-sas.ts';
import { readBase64ServiceAccount, readBase64Tink } from './base64-json.ts';
import { readBasicHeader, readBasicMember } from './basic-auth.ts';
import { chpasswdReaders } from './chpasswd.ts';
import { readCommandLogin, readCommandPassword } from './command-login.ts';
import { readCommandSecret, readPipedPassword } from './command-secret.ts';
import { readConnectionString } from './connection-string.ts';
import { readJsonWebKey, readTinkKey } from './json-key.ts';
import { readJsonLogin } from './json-login.ts';
import { readBase64Pkcs12, readJavaKeystore, readPkcs12 } from './keystore.ts';
import { readKubernetesSecret } from './kubernetes-secret.ts';
import { readMnemonic } from './mnemonic.ts';
import { readNetrc } from './netrc.ts';
import { readOptionFile } from './option-file.ts';
import { readBase64Pem, readEncryptedPem, readGoogleServiceAccount, readPem } from './pem.ts';
import { readPgpass } from './pgpass.ts';
import { readEncryptedPpk, readPpk } from './ppk.ts';
import { readSecondArgument, readThirdArgument } from './second-argument.ts';
import { readSecretFile } from './secret-file.ts';
import { readSshCertificate } from './ssh-certificate.ts';
import { readToolFile } from './tool-file.ts';
import { readUrlPassword } from './url-password.ts';

const readers: ReadonlyMap<string, Attempt> = new Map([
  ['pem', readPem],
  ['pem-encrypted', readEncryptedPem],
  ['pem-base64', readBase64Pem],
  ['google-service-account-base64', readBase64ServiceAccount],
  ['tink-keyset-base64', readBase64Tink],
  ['mnemonic', readMnemonic],
  ['ppk', readPpk],
  ['ppk-encrypted', readEncryptedPpk],
  ['json-web-key', readJsonWebKey],
  ['tink-keyset', readTinkKey],
  ['pkcs12', readPkcs12],
  ['pkcs12-base64', readBase64Pkcs12],
  ['java-keystore', readJavaKeystore],
  ['ssh-certificate', readSshCertificate],
  ['azure-sas', readSharedAccessSignature],
  ['google-service-account', readGoogleServiceAccount],
  ['aws-secret', readAwsSecret],
  ['azure-ai-endpoint', readAzureAiKey],
  ['url-password', readUrlPassword],
  ['connection-string', readConnectionString],
  ['netrc', readNetrc],
  ['pgpass', readPgpass],
  ['option-file', readOptionFile],
  ['assigned-password', readAssignedPassword],
  ['basic-header', readBasicHeader],
  ['basic-member', readBasicMember],
  ['password-assignment', readPasswordAssignment],
  ['secret-assignment', readTokenAssignment],
  ['command-login', readCommandLogin],
  ['command-password', readCommandPassword],
  ['command-secret', readCommandSecret],
  ['piped-password', readPipedPassword],
  ['secret-file', readSecretFile],
  ['tool-file', readToolFile],
  ...chpasswdReaders.map((read, number): [string, Attempt] => [`chpasswd-${number}`, read]),
  ['maven-password', readMavenPassword],
  ['quoted-password', readQuotedPassword],
  ['json-login', readJsonLogin],
  ['second-argument', readSecondArgument],
  ['third-argument', readThirdArgument],
  ['kubernetes-secret', readKubernetesSecret],
]);

/** @throws Error when nothing has that name. */
export const compileStructure = (pattern: StructurePattern): Attempt => {
  const reader = readers.get(pattern.structure);
  if (reader === undefined) throw new Error(`no structure is called "${pattern.structure}"`);
  return reader;
};
