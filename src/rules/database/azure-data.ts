/**
 * Azure's data services. Their keys carry a four-letter signature of the service before a checksum
 * (github.com/microsoft/security-utilities, identifiable keys).
 */
import { alnum, anchorAt, anchored, base64, either, named, rule, run } from '../format.ts';

const source =
  'github.com/microsoft/security-utilities, SEC101/160, 166 and 167; learn.microsoft.com';

export const azureData = [
  rule({
    id: 'azure-cosmos-db-key',
    provider: 'Azure',
    name: 'Cosmos DB account key',
    category: 'database',
    severity: 'critical',
    patterns: [
      anchorAt('ACDb', anchored(run(base64, 76), 'ACDb', run(base64, 5), run('AQgw', 1), '==')),
      named(['cosmos', 'documents azure com', 'document db'], run(base64, 86), '=='),
    ],
    env: ['COSMOS_KEY', 'AZURE_COSMOS_KEY', 'COSMOSDB_PRIMARY_KEY'],
    verify:
      'GET https://ACCOUNT.documents.azure.com/dbs with a signature by the key; 200: alive, 401: not',
    revoke: 'portal.azure.com > the account > Keys > Regenerate',
    source,
  }),
  rule({
    id: 'azure-ai-search-key',
    provider: 'Azure',
    name: 'AI Search admin or query key',
    category: 'database',
    ai: true,
    patterns: [
      anchorAt('AzSe', anchored(run(alnum, 42), 'AzSe', run('ABCD', 1), run(alnum, 5))),
      named(
        ['azure search', 'azure ai search', 'search windows net', 'cognitive search'],
        either(run('0123456789ABCDEF', 32), run(alnum, 52)),
      ),
    ],
    env: ['AZURE_SEARCH_KEY', 'AZURE_AI_SEARCH_API_KEY'],
    verify:
      'GET https://SERVICE.search.windows.net/indexes?api-version=2024-07-01 with api-key; 200: alive, 403: not',
    revoke: 'portal.azure.com > the search service > Keys > Regenerate',
    source,
  }),
];
