/** Brokers and queues: connection URIs, and Azure Service Bus and Event Hubs. */
import {
  anchored,
  base64,
  either,
  near,
  possible,
  rule,
  run,
  secret,
  structure,
  upper,
} from '../format.ts';

/** The first sixteen of base64: two bits are zero. */
const firstSixteen = upper.slice(0, 16);

/** Bytes on either side of the scheme: an authority and the scheme itself. */
const longest = 480;

export const messageBroker = [
  rule({
    id: 'rabbitmq-connection-uri',
    provider: 'RabbitMQ',
    name: 'password in a connection URI',
    category: 'messaging',
    severity: 'critical',
    patterns: [possible(structure('url-password', ['amqp://', 'amqps://'], longest))],
    env: ['RABBITMQ_URL', 'AMQP_URL', 'CLOUDAMQP_URL'],
    verify: 'GET https://{host}:15672/api/whoami with Basic user:password; 200: alive, 401: not',
    revoke: 'rabbitmqctl change_password USER',
    source: 'rabbitmq.com/docs/uri-spec',
    related: ['url-password'],
  }),
  rule({
    id: 'mqtt-connection-uri',
    provider: 'MQTT',
    name: 'password in a connection URI',
    category: 'messaging',
    patterns: [possible(structure('url-password', ['mqtt://', 'mqtts://'], longest))],
    env: ['MQTT_URL'],
    verify: 'connect with the URI (no HTTP): a refused login tells that it is not alive',
    revoke: 'change the password on the broker',
    source: 'mqtt.org, URI scheme of MQTT clients',
    related: ['url-password'],
  }),
  rule({
    id: 'nats-connection-uri',
    provider: 'NATS',
    name: 'password in a connection URI',
    category: 'messaging',
    patterns: [possible(structure('url-password', ['nats://'], longest))],
    env: ['NATS_URL'],
    verify: 'connect with the URI (no HTTP): a refused login tells that it is not alive',
    revoke: "change the password in the server's configuration",
    source: 'docs.nats.io, connecting with a user and password',
    related: ['url-password'],
  }),
  rule({
    id: 'azure-service-bus-key',
    provider: 'Azure',
    name: 'Service Bus, Event Hubs or Relay key',
    category: 'messaging',
    severity: 'critical',
    // Since 2022 the four characters tell the service.
    patterns: [
      anchored(
        run(base64, 33),
        either('+ASb', '+AEh', '+ARm'),
        run(firstSixteen, 1),
        run(base64, 5),
        '=',
      ),
      near(
        ['servicebus.windows.net'],
        anchored('SharedAccessKey=', secret(run(base64, 43), '=')),
        300,
      ),
    ],
    env: ['SERVICEBUS_CONNECTION_STRING', 'EVENTHUB_CONNECTION_STRING'],
    verify:
      'GET https://{namespace}.servicebus.windows.net/$Resources with a signed token; 200: alive, 401: not',
    revoke: 'regenerate the key under Shared access policies in the Azure portal',
    source:
      'learn.microsoft.com, Service Bus access control with SAS; microsoft/security-utilities, SEC101/171 to 173',
  }),
];
