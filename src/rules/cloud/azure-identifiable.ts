/**
 * Azure keys that Microsoft made identifiable: a signature of the service stands at a fixed place, and
 * a Marvin32 checksum ends the key. Facts: github.com/microsoft/security-utilities, `IdentifiableMetadata`.
 * Event Hubs, Service Bus, Relay, Cosmos DB, Search and the AI services stand in their categories.
 */
import {
  alnum,
  anchorAt,
  anchored,
  base64,
  base64url,
  maybe,
  possible,
  rule,
  run,
  should,
  strict,
} from '../format.ts';
import type { AnchoredPattern, Rule } from '../../model/rule.ts';

const portal = 'https://portal.azure.com';

interface Service {
  id: string;
  name: string;
  /** Where the key is made anew, below the portal. */
  where: string;
  env: string[];
  sec101: string;
  severity?: 'critical' | 'high' | 'medium';
}

const withoutCheck = (service: Service, pattern: AnchoredPattern): Rule =>
  rule({
    id: service.id,
    provider: 'Azure',
    name: service.name,
    category: 'cloud',
    severity: service.severity ?? 'high',
    patterns: [pattern],
    env: service.env,
    revoke: `regenerate it at ${portal} > ${service.where}`,
    source: `github.com/microsoft/security-utilities, SEC101/${service.sec101}`,
  });

const identifiable = (service: Service, pattern: AnchoredPattern, check: string): Rule => ({
  ...withoutCheck(service, pattern),
  checks: [should(check)],
});

/** 64 bytes: 76 characters, signature, checksum. */
const long = (signature: string): AnchoredPattern =>
  anchorAt(signature, anchored(run(base64, 76), signature, run(base64, 5), run('AQgw', 1), '=='));

/** 32 bytes: 33 characters, signature, checksum, which the first letter begins with two zero bits. */
const short = (signature: string): AnchoredPattern =>
  anchorAt(
    signature,
    anchored(run(base64, 33), signature, run('ABCDEFGHIJKLMNOP', 1), run(base64, 5), '='),
  );

/** The common annotated key; the four letters name the service. */
const annotated = (provider: string): AnchoredPattern =>
  anchorAt(
    'JQQJ9',
    anchored(
      run(alnum, 52),
      'JQQJ9',
      run('9DH', 1),
      run(alnum, 1),
      run('ABCDEFGHIJKL', 1),
      run(alnum, 16),
      provider,
      run(alnum, 4),
      maybe(run(alnum, 2), '=='),
    ),
  );

const anyAnnotated: AnchoredPattern = anchorAt(
  'JQQJ9',
  anchored(
    run(alnum, 52),
    'JQQJ9',
    run('9DH', 1),
    run(alnum, 1),
    run('ABCDEFGHIJKL', 1),
    run(alnum, 24),
    maybe(run(alnum, 2), '=='),
  ),
);

export const azureIdentifiable = [
  identifiable(
    {
      id: 'azure-storage-identifiable-key',
      name: 'storage account key',
      where: 'storage account > Access keys',
      env: ['AZURE_STORAGE_KEY', 'AZURE_STORAGE_ACCOUNT_KEY'],
      sec101: '152',
      severity: 'critical',
    },
    long('+ASt'),
    'azure-storage-key',
  ),
  identifiable(
    {
      id: 'azure-batch-key',
      name: 'Batch account key',
      where: 'Batch account > Keys',
      env: ['AZURE_BATCH_KEY', 'AZURE_BATCH_ACCESS_KEY'],
      sec101: '163',
    },
    long('+ABa'),
    'azure-batch-key',
  ),
  identifiable(
    {
      id: 'azure-ml-classic-key',
      name: 'Machine Learning Studio (classic) web service key',
      where: 'web service > Consume',
      env: ['AZUREML_API_KEY', 'AZURE_ML_KEY'],
      sec101: '170',
    },
    long('+AMC'),
    'azure-ml-classic-key',
  ),
  identifiable(
    {
      id: 'azure-api-management-identifiable-key',
      name: 'API Management key (management, subscription, gateway or repository)',
      where: 'API Management > Management API, Subscriptions, Gateways or Repository',
      env: ['APIM_MANAGEMENT_KEY'],
      sec101: '181 to 184',
    },
    long('APIM'),
    'azure-apim-key',
  ),
  identifiable(
    {
      id: 'azure-redis-key',
      name: 'Cache for Redis access key',
      where: 'Azure Cache for Redis > Access keys',
      env: ['AZURE_REDIS_KEY', 'REDIS_KEY'],
      sec101: '154',
    },
    short('AzCa'),
    'azure-redis-key',
  ),
  identifiable(
    {
      id: 'azure-iot-identifiable-key',
      name: 'IoT Hub, device or provisioning key',
      where: 'IoT Hub > Shared access policies',
      env: ['IOTHUB_KEY'],
      sec101: '178 to 180',
      severity: 'critical',
    },
    short('AIoT'),
    'azure-iot-key',
  ),
  identifiable(
    {
      id: 'azure-event-grid-identifiable-key',
      name: 'Event Grid access key',
      where: 'Event Grid topic > Access keys',
      env: ['EVENT_GRID_KEY', 'EVENTGRID_TOPIC_KEY'],
      sec101: '199',
    },
    short('AZEG'),
    'azure-event-grid-key',
  ),
  identifiable(
    {
      id: 'azure-function-key',
      name: 'Functions access key',
      where: 'function app > App keys',
      env: ['AZURE_FUNCTION_KEY', 'FUNCTIONS_KEY'],
      sec101: '158',
    },
    anchorAt('AzFu', anchored(run(base64url, 44), 'AzFu', run(base64url, 5), run('AQgw', 1), '==')),
    'azure-function-key',
  ),
  withoutCheck(
    {
      id: 'azure-container-registry-key',
      name: 'Container Registry access key',
      where: 'container registry > Access keys',
      env: ['ACR_PASSWORD', 'AZURE_CONTAINER_REGISTRY_PASSWORD'],
      sec101: '176',
      severity: 'critical',
    },
    anchorAt('+ACR', anchored(run(base64, 42), '+ACR', run('ABCD', 1), run(base64, 5))),
  ),
  identifiable(
    {
      id: 'azure-devops-token',
      name: 'DevOps personal access token',
      where: 'https://dev.azure.com/ORGANIZATION/_usersSettings/tokens',
      env: ['AZURE_DEVOPS_EXT_PAT', 'SYSTEM_ACCESSTOKEN', 'AZDO_PERSONAL_ACCESS_TOKEN'],
      sec101: '201',
      severity: 'critical',
    },
    annotated('AZDO'),
    'azure-annotated-key',
  ),
  rule({
    id: 'azure-devops-signed-token',
    provider: 'Azure',
    name: 'DevOps personal access token, by its length and signature alone',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      possible(anchorAt('AZDO', anchored(run(alnum, 76), 'AZDO', run(alnum, 4)))),
      possible(strict(['azure', 'azdo', 'ado pat', 'ado token'], run(alnum, 84))),
    ],
    env: ['AZURE_DEVOPS_EXT_PAT', 'SYSTEM_ACCESSTOKEN', 'AZDO_PERSONAL_ACCESS_TOKEN'],
    revoke: 'delete the token at https://dev.azure.com/ORGANIZATION/_usersSettings/tokens',
    source:
      'learn.microsoft.com/azure/devops, personal access tokens: 84 characters, `AZDO` before the last four',
    related: ['azure-devops-token'],
  }),
  identifiable(
    {
      id: 'azure-app-configuration-key',
      name: 'App Configuration access key',
      where: 'App Configuration > Access settings',
      env: ['AZURE_APP_CONFIG_KEY'],
      sec101: '197',
    },
    annotated('AZAC'),
    'azure-annotated-key',
  ),
  identifiable(
    {
      id: 'azure-event-grid-key',
      name: 'Event Grid access key',
      where: 'Event Grid topic > Access keys',
      env: ['EVENT_GRID_KEY', 'EVENTGRID_TOPIC_KEY'],
      sec101: '199',
    },
    annotated('AZEG'),
    'azure-annotated-key',
  ),
  identifiable(
    {
      id: 'azure-maps-key',
      name: 'Maps shared key',
      where: 'Azure Maps account > Authentication',
      env: ['AZURE_MAPS_KEY', 'AZURE_MAPS_SUBSCRIPTION_KEY'],
      sec101: '203',
      severity: 'medium',
    },
    annotated('AZMP'),
    'azure-annotated-key',
  ),
  identifiable(
    {
      id: 'azure-communication-key',
      name: 'Communication Services access key',
      where: 'Communication Services > Keys',
      env: ['COMMUNICATION_SERVICES_KEY'],
      sec101: '204',
    },
    annotated('AZCS'),
    'azure-annotated-key',
  ),
  {
    ...identifiable(
      {
        id: 'azure-annotated-key',
        name: 'key of a service (Fluid Relay, Mixed Reality, SQL and others)',
        where: 'the resource > Keys',
        env: ['AZURE_KEY'],
        sec101: '177, 198, 200 and 202',
      },
      anyAnnotated,
      'azure-annotated-key',
    ),
    related: [
      'azure-devops-token',
      'azure-app-configuration-key',
      'azure-event-grid-key',
      'azure-maps-key',
      'azure-communication-key',
      'azure-openai-key',
      'azure-ai-services-key',
    ],
  },
];
