/**
 * Grafana's access policy tokens and the API keys before them: JSON documents in base64. Source:
 * Grafana, pkg/components/apikeygen; grafana.com/docs/grafana-cloud, access policies.
 */
import { encodeDocument, plainDetail, readDocument } from './document.ts';
import type { CredentialCheck } from './index.ts';

const CLOUD_PREFIX = 'glc_';

/** Organisation `o`, name `n`, key `k`, and since regions exist `m` with the region. */
export const grafanaCloudToken: CredentialCheck = {
  verify: (secret) => {
    const document = readDocument(secret.slice(CLOUD_PREFIX.length));
    if (document === null || typeof document['k'] !== 'string') return { ok: false, details: [] };
    return {
      ok: true,
      details: [
        ...plainDetail('organisation', document['o']),
        ...plainDetail('name', document['n']),
      ],
    };
  },
  seal: (shape) =>
    CLOUD_PREFIX + encodeDocument({ o: '1048576', n: 'main-token', k: shape.slice(-24) }),
};

/** Key `k`, name `n` and the number of the organisation `id`. */
export const grafanaApiKey: CredentialCheck = {
  verify: (secret) => {
    const document = readDocument(secret);
    const ok =
      document !== null &&
      typeof document['k'] === 'string' &&
      typeof document['n'] === 'string' &&
      typeof document['id'] === 'number';
    return { ok, details: ok ? plainDetail('name', document['n']) : [] };
  },
  seal: (shape) => encodeDocument({ k: shape.slice(-32), n: 'main', id: 1 }),
};
