/** Catalogues of certified images. */
import { alnum, named, rule, run, strict } from '../format.ts';

export const containerCatalogues = [
  rule({
    id: 'red-hat-pyxis-api-key',
    provider: 'Red Hat',
    name: 'Pyxis (partner catalogue) API key',
    category: 'registry',
    patterns: [named(['pyxis'], run(alnum, 32)), strict(['redhat', 'red hat'], run(alnum, 32))],
    env: ['PYXIS_API_TOKEN', 'PFLT_PYXIS_API_TOKEN'],
    verify:
      'GET https://catalog.redhat.com/api/containers/v1/projects/certification with X-API-KEY; 200: alive, 401: not',
    revoke: 'delete it at https://connect.redhat.com/account/api-keys',
    source: 'catalog.redhat.com/api/containers/docs',
  }),
];
