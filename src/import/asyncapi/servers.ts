import type {SpecServer, Use} from './application.ts';
import {originAt, type Spot} from './spot.ts';

/** A server as a document describes it; `address` is a host or an address with scheme, port and path. */
export function serverOf(spot: Spot, key: string, address: string, protocol: string): SpecServer {
  const [, scheme = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]{0,30}):\/\/)?(.*)$/is.exec(address.trim().slice(0, 500))!;
  const host = rest
    .replace(/^[^@/]*@/, '')
    .replace(/[/?#].*$/s, '')
    .replace(/:(?:\d+|\{[^}]*\})$/, '');
  const said = (protocol || scheme).toLowerCase();
  return {key, host: host.toLowerCase(), protocol: said, origin: originAt(spot, `server ${key}: ${said}`)};
}

const families: Readonly<Record<string, string>> = {
  kafka: 'kafka kafka-secure',
  amqp: 'amqp amqps amqp1 amqp1s',
  mqtt: 'mqtt mqtts mqtt5 secure-mqtt',
  nats: 'nats natss jetstream',
  jms: 'jms',
  sns: 'sns',
  sqs: 'sqs',
  stomp: 'stomp stomps',
  redis: 'redis rediss',
  pulsar: 'pulsar pulsar+ssl',
  'ibm mq': 'ibmmq ibmmqs',
  solace: 'solace',
  'google pub/sub': 'googlepubsub',
  'anypoint mq': 'anypointmq',
};

const familyOf = new Map<string, string>();
for (const [family, protocols] of Object.entries(families))
  for (const protocol of protocols.split(' ')) familyOf.set(protocol, family);

/** The kind of broker that speaks a protocol; undefined for http, ws and others that no broker stands behind. */
export function brokerFamily(protocol: string): string | undefined {
  return familyOf.get(protocol);
}

/** The protocols by which a use is direct: its servers are known, and none of them is a broker. */
export function directProtocols({servers, boundTo}: Use): readonly string[] {
  const protocols = servers.length > 0 ? servers.map(({protocol}) => protocol) : boundTo;
  return protocols.some((protocol) => brokerFamily(protocol)) ? [] : [...new Set(protocols)];
}
