/** PyPI. Its tokens are macaroons; the first bytes name the index. */
import { anchored, base64url, rule, run, should } from '../format.ts';

const source = 'docs.pypi.org/api/secrets; libmacaroons doc/format.txt';

export const pypi = [
  rule({
    id: 'pypi-api-token',
    provider: 'PyPI',
    name: 'API token',
    category: 'registry',
    severity: 'critical',
    patterns: [anchored('pypi-AgEIcHlwaS5vcmc', run(base64url, 50, 1000))],
    checks: [should('macaroon')],
    env: ['TWINE_PASSWORD', 'PYPI_TOKEN', 'PYPI_API_TOKEN', 'UV_PUBLISH_TOKEN', 'FLIT_PASSWORD'],
    revoke: 'remove it at https://pypi.org/manage/account/token',
    source,
  }),
  rule({
    id: 'pypi-test-token',
    provider: 'PyPI',
    name: 'TestPyPI API token',
    category: 'registry',
    severity: 'medium',
    patterns: [anchored('pypi-AgENdGVzdC5weXBpLm9yZw', run(base64url, 50, 1000))],
    checks: [should('macaroon')],
    env: ['TEST_PYPI_TOKEN', 'TEST_PYPI_API_TOKEN'],
    revoke: 'remove it at https://test.pypi.org/manage/account/token',
    source,
  }),
];
