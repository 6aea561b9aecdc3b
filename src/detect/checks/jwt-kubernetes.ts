/**
 * Tokens of Kubernetes service accounts: JSON Web Tokens whose issuer is the cluster or that carry a
 * `kubernetes.io` claim (kubernetes.io, "Managing Service Accounts").
 */
import type { CredentialCheck } from './index.ts';
import { jsonWebToken } from './jwt.ts';

const payloadOf = (secret: string): string =>
  Buffer.from(secret.split('.')[1] ?? '', 'base64url').toString('latin1');

const subject = /"sub":"(system:serviceaccount:[a-z0-9.-]{1,253}:[a-z0-9.-]{1,253})"/;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export const kubernetesToken: CredentialCheck = {
  verify: (secret) => {
    const result = jsonWebToken.verify(secret);
    const payload = payloadOf(secret);
    const account = subject.exec(payload)?.[1];
    const ours =
      account !== undefined || /kubernetes(?:\.io)?\/serviceaccount|"kubernetes\.io"/.test(payload);
    if (!result.ok || !ours) return { ok: false, details: [] };
    return account === undefined
      ? result
      : { ...result, details: [...result.details, `account: ${account}`] };
  },
  seal: (shape) => {
    const random = shape.replaceAll('.', '');
    const claims = {
      iss: 'kubernetes/serviceaccount',
      'kubernetes.io/serviceaccount/namespace': 'default',
      'kubernetes.io/serviceaccount/secret.name': `builder-token-${random.slice(40, 45)}`,
      sub: 'system:serviceaccount:default:builder',
    };
    return [
      encode({ alg: 'RS256', kid: random.slice(50, 93) }),
      encode(claims),
      random.slice(-342),
    ].join('.');
  },
};
