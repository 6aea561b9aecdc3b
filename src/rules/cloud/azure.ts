/**
 * Azure: storage, identities, functions, connection strings. Keys that Microsoft made identifiable
 * (a signature inside, a checksum at the end) are in azure-identifiable.ts.
 */
import {
  alnum,
  anchored,
  base64,
  base64url,
  digits,
  either,
  folded,
  hex,
  maybe,
  named,
  near,
  possible,
  rule,
  run,
  secret,
  should,
  strict,
  structure,
} from '../format.ts';

const portal = 'https://portal.azure.com';
const passwords = alnum + '_.~-';
const entraRevoke =
  'delete it at https://entra.microsoft.com > App registrations > Certificates & secrets';
const entraVerify =
  'POST https://login.microsoftonline.com/TENANT/oauth2/v2.0/token with client_credentials (issues a token); 200: alive, 401: not';
const entraEnv = ['AZURE_CLIENT_SECRET', 'ARM_CLIENT_SECRET', 'AAD_CLIENT_SECRET'];

export const azure = [
  rule({
    id: 'azure-storage-account-key',
    provider: 'Azure',
    name: 'storage account key',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      anchored('AccountKey=', run(' ', 0, 1), secret(run(base64, 86), '==')),
      named(
        [
          'account key',
          'storage key',
          'azure storage',
          'storage access key',
          'blob core windows net',
        ],
        run(base64, 86),
        '==',
      ),
      possible(
        strict(
          ['storage key', 'storagekey', 'accountkey'],
          run(base64url + '+/', 86, 88),
          '=',
          maybe('='),
        ),
      ),
    ],
    env: ['AZURE_STORAGE_KEY', 'AZURE_STORAGE_ACCOUNT_KEY'],
    verify:
      'GET https://ACCOUNT.blob.core.windows.net/?comp=list, signed (SharedKey); 200: alive, 403: not',
    revoke: `rotate it at ${portal} > storage account > Access keys`,
    source:
      'learn.microsoft.com/azure/storage/common/storage-account-keys-manage: 64 bytes in base64',
  }),
  rule({
    id: 'azure-sas-token',
    provider: 'Azure',
    name: 'shared access signature',
    category: 'cloud',
    patterns: [structure('azure-sas', ['sig='], 1500)],
    env: ['AZURE_STORAGE_SAS_TOKEN', 'AZURE_SAS_TOKEN', 'SAS_TOKEN'],
    lifetime: 'until the time in its parameter se',
    verify: 'GET the URL with &restype=container&comp=list; 200: alive, 403: not',
    revoke: `rotate the account key that signed it, or its stored access policy, at ${portal}`,
    source: 'learn.microsoft.com/rest/api/storageservices/create-service-sas',
  }),
  rule({
    id: 'azure-entra-client-secret',
    provider: 'Azure',
    name: 'Entra ID client secret',
    category: 'cloud',
    severity: 'critical',
    patterns: [anchored(run(passwords, 3), '8Q~', run(passwords, 34))],
    checks: [should('entra-secret')],
    env: entraEnv,
    lifetime: 'up to 2 years',
    verify: entraVerify,
    revoke: entraRevoke,
    source: 'microsoft/security-utilities SEC101/156',
  }),
  rule({
    id: 'azure-entra-client-secret-other',
    provider: 'Azure',
    name: 'Entra ID client secret without a checksum',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      anchored(run(passwords, 3), '7Q~', run(passwords, 31, 34)),
      anchored(run(passwords, 3), '8Q~', run(passwords, 31, 33)),
      ...[...digits]
        .filter((digit) => digit !== '7' && digit !== '8')
        .map((digit) => anchored(run(passwords, 3), `${digit}Q~`, run(passwords, 31, 34))),
    ],
    env: entraEnv,
    lifetime: 'up to 2 years',
    verify: entraVerify,
    revoke: entraRevoke,
    source: 'microsoft/security-utilities SEC101/156; the digit counts versions',
  }),
  rule({
    id: 'azure-entra-client-secret-old',
    provider: 'Azure',
    name: 'Entra ID client secret of an old form',
    category: 'cloud',
    severity: 'critical',
    confidence: 'possible',
    patterns: [
      possible(
        named(
          [
            'azure client secret',
            'arm client secret',
            'aad client secret',
            'azuread client secret',
            'entra client secret',
            'azure ad client secret',
            'azure app secret',
            'azure sp password',
          ],
          run(alnum + '_.~+/=@?[]:*-', 32, 44),
        ),
      ),
    ],
    env: entraEnv,
    verify: entraVerify,
    revoke: entraRevoke,
    source: 'secrets issued before 2021: 32 to 44 characters without a mark',
  }),
  rule({
    id: 'azure-entra-refresh-token',
    provider: 'Azure',
    name: 'Entra ID refresh token',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      anchored(
        either('0.A', '1.A'),
        run(base64url, 50, 200),
        maybe('.', run(digits, 1)),
        '.Ag',
        run(base64url, 250, 2500),
        maybe('.A', run(base64url, 200, 1000)),
      ),
    ],
    env: ['AZURE_REFRESH_TOKEN'],
    lifetime: '24 hours to 90 days',
    verify: 'POST https://login.microsoftonline.com/common/oauth2/v2.0/token with refresh_token',
    revoke: 'Revoke-MgUserSignInSession, or https://entra.microsoft.com > Users > Revoke sessions',
    source: 'learn.microsoft.com/entra/identity-platform/refresh-tokens; the form in public logs',
  }),
  rule({
    id: 'azure-function-key-old',
    provider: 'Azure',
    name: 'Functions access key of an old form',
    category: 'cloud',
    patterns: [
      named(['x functions key', 'function key', 'azure function'], run(base64 + '-_', 54), '=='),
      near(
        ['azurewebsites.net'],
        anchored('code=', secret(run(base64 + '-_', 54), either('==', '%3D%3D', '%3d%3d'))),
      ),
    ],
    env: ['AZURE_FUNCTION_KEY'],
    verify:
      'GET https://APP.azurewebsites.net/admin/host/status with x-functions-key; 200: alive, 401: not',
    revoke: `renew it at ${portal} > function app > App keys`,
    source: 'learn.microsoft.com/azure/azure-functions/function-keys-how-to',
  }),
  rule({
    id: 'azure-app-configuration-secret',
    provider: 'Azure',
    name: 'App Configuration connection string',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      near(['azconfig.io'], anchored('Secret=', secret(run(base64, 43), '='))),
      possible(near(['azconfig.io'], anchored('Secret=', secret(run(base64, 36, 60), '=')))),
    ],
    env: ['AZURE_APP_CONFIG_CONNECTION_STRING', 'APPCONFIGURATION_CONNECTION_STRING'],
    verify: 'GET https://NAME.azconfig.io/kv, signed (HMAC-SHA256); 200: alive, 401: not',
    revoke: `regenerate it at ${portal} > App Configuration > Access settings`,
    source: 'learn.microsoft.com/azure/azure-app-configuration/rest-api-authentication-hmac',
  }),
  rule({
    id: 'azure-iot-shared-access-key',
    provider: 'Azure',
    name: 'IoT Hub shared access key',
    category: 'cloud',
    severity: 'critical',
    patterns: [
      near(
        ['azure-devices.net', 'azure-devices-provisioning.net'],
        anchored('SharedAccessKey=', secret(run(base64, 43), '=')),
      ),
    ],
    env: ['IOTHUB_CONNECTION_STRING', 'IOTHUB_DEVICE_CONNECTION_STRING'],
    verify:
      'GET https://HUB.azure-devices.net/devices, with a signature made of it; 200: alive, 401: not',
    revoke: `regenerate it at ${portal} > IoT Hub > Shared access policies`,
    source: 'learn.microsoft.com/azure/iot-hub/authenticate-authorize-sas',
  }),
  rule({
    id: 'azure-communication-access-key',
    provider: 'Azure',
    name: 'Communication Services, SignalR or Web PubSub access key',
    category: 'cloud',
    patterns: [
      near(
        ['communication.azure.com', 'service.signalr.net', 'webpubsub.azure.com'],
        anchored(
          folded('accesskey='),
          secret(either([run(base64, 86), '=='], [run(base64, 43), '='])),
        ),
      ),
    ],
    env: ['COMMUNICATION_SERVICES_CONNECTION_STRING', 'AZURE_SIGNALR_CONNECTION_STRING'],
    revoke: `regenerate it at ${portal} > resource > Keys`,
    source: 'learn.microsoft.com/azure/azure-signalr/concept-connection-string',
  }),
  rule({
    id: 'azure-log-analytics-key',
    provider: 'Azure',
    name: 'Log Analytics workspace key',
    category: 'cloud',
    patterns: [
      named(
        ['workspace key', 'log analytics', 'loganalytics', 'omsagent', 'oms key'],
        run(base64, 86),
        '==',
      ),
    ],
    env: ['LOG_ANALYTICS_WORKSPACE_KEY', 'AZURE_LOG_ANALYTICS_KEY'],
    revoke: `regenerate it at ${portal} > Log Analytics workspace > Agents`,
    source: 'learn.microsoft.com/azure/azure-monitor/logs/data-collector-api: 64 bytes in base64',
  }),
  rule({
    id: 'azure-publish-password',
    provider: 'Azure',
    name: 'publish profile password',
    category: 'cloud',
    severity: 'critical',
    patterns: [anchored('userPWD="', secret(run(alnum, 60)))],
    env: ['AZURE_WEBAPP_PUBLISH_PROFILE'],
    revoke: `reset it at ${portal} > App Service > Reset publish profile`,
    source: 'learn.microsoft.com/azure/app-service/deploy-configure-credentials',
  }),
  rule({
    id: 'azure-api-management-key',
    provider: 'Azure',
    name: 'API Management subscription key',
    category: 'cloud',
    confidence: 'possible',
    patterns: [
      possible(
        named(
          ['apim subscription', 'apim key', 'api management subscription', 'azure api net'],
          run(hex, 32),
        ),
      ),
    ],
    env: ['APIM_SUBSCRIPTION_KEY'],
    revoke: `regenerate it at ${portal} > API Management > Subscriptions`,
    source: 'learn.microsoft.com/azure/api-management/api-management-subscriptions',
  }),
  rule({
    id: 'azure-container-registry-password',
    provider: 'Azure',
    name: 'Container Registry password of an old form',
    category: 'cloud',
    patterns: [
      named(
        ['azurecr io', 'acr password', 'acr secret', 'azure container registry'],
        run(base64 + '=', 32),
      ),
    ],
    env: ['ACR_PASSWORD', 'AZURE_CONTAINER_REGISTRY_PASSWORD'],
    verify: 'GET https://NAME.azurecr.io/v2/ with Basic; 200: alive, 401: not',
    revoke: `regenerate it at ${portal} > container registry > Access keys`,
    source: 'learn.microsoft.com/azure/container-registry/container-registry-authentication',
  }),
];
