import {describe, expect, it} from 'vitest';
import {isSetUpJob, kindOf, kindOfAddress, toolOf} from '../../../src/import/manifest/kinds.ts';

describe('a workload is', () => {
  it.each<[string, string, string | undefined]>([
    ['datastore', 'x', 'postgres:18'],
    ['datastore', 'redis-cart', 'redis:alpine'],
    ['datastore', 'x', 'ghcr.io/valkey-io/valkey:9.0'],
    ['datastore', 'x', 'mcr.microsoft.com/mssql/server:2022-latest'],
    ['datastore', 'x', 'docker.elastic.co/elasticsearch/elasticsearch:9.1.0'],
    ['datastore', 'x', 'bitnami/mongodb@sha256:00'],
    ['datastore', 'x', 'confluentinc/cp-zookeeper'],
    ['datastore', 'carts-db', 'acme/carts-db'],
    ['datastore', 'database', undefined],
    ['broker', 'x', 'confluentinc/cp-kafka:8.0.0'],
    ['broker', 'x', 'docker.redpanda.com/redpandadata/redpanda'],
    ['broker', 'x', 'rabbitmq:4-management'],
    ['broker', 'x', 'eclipse-mosquitto'],
    ['broker', 'x', 'apache/activemq-artemis'],
    ['broker', 'kafka', 'ghcr.io/open-telemetry/demo:latest-kafka'],
    ['telemetry', 'x', 'jaegertracing/all-in-one'],
    ['telemetry', 'x', 'otel/opentelemetry-collector-contrib:0.159.0'],
    ['telemetry', 'x', 'prom/node-exporter'],
    ['telemetry', 'x', 'opensearchproject/opensearch-dashboards'],
    ['telemetry', 'grafana-server', undefined],
    ['telemetry', 'x', 'oliver006/redis_exporter'],
    ['telemetry', 'oracledb-exporter', 'acme/x'],
    ['service', 'meta', 'supabase/postgres-meta:v0.80.0'],
    ['service', 'x', 'acme/postgres-operator'],
    ['service', 'x', 'acme/redis-proxy'],
    ['service', 'x', 'acme/mysql-backup'],
    ['service', 'x', 'acme/mongo-api'],
    ['service', 'x', 'acme/postgres-pooler'],
    ['service', 'cart', 'acme/cart'],
    ['service', 'kafka-page', 'provectuslabs/kafka-ui'],
    ['service', 'orders', 'acme/orders-kafka-consumer'],
    ['service', 'x', 'confluentinc/cp-schema-registry'],
    ['service', 'x', 'mongo-express'],
    ['service', 'queue-master', 'acme/queue-master'],
    ['service', 'price-oracle', 'acme/price-oracle'],
    ['service', 'redis-service', 'acme/sessions'],
    ['service', 'telemetry-docs', 'acme/docs'],
    ['service', 'user', 'acme/user'],
  ])('a %s: %s, image %s', (kind, name, image) => {
    expect(kindOf({name, image}).kind).toBe(kind);
  });

  it('a store by the one port it opens, if nothing else is known of it', () => {
    expect(kindOf({name: 'x', ports: [5432]}).kind).toBe('datastore');
    expect(kindOf({name: 'x', ports: [5432, 8080]}).kind).toBe('service');
    expect(kindOf({name: 'x', image: 'acme/x', ports: [5432]}).kind).toBe('service');
  });

  it('surer by its image than by its name', () => {
    expect(kindOf({name: 'x', image: 'kafka'}).confidence).toBe('sure');
    expect(kindOf({name: 'kafka', built: true}).confidence).toBe('likely');
  });
});

it.each([
  [{host: 'x', port: 5432, variable: 'X'}, 'datastore'],
  [{host: 'x', scheme: 'amqps', variable: 'X'}, 'broker'],
  [{host: 'x', port: 4317, variable: 'X'}, 'telemetry'],
  [{host: 'x', variable: 'KAFKA_BOOTSTRAP_SERVERS'}, 'broker'],
  [{host: 'x', variable: 'OTEL_EXPORTER_OTLP_ENDPOINT'}, 'telemetry'],
  [{host: 'sqs.eu-west-1.amazonaws.com', scheme: 'https', variable: 'X'}, 'broker'],
  [{host: 'shop.c1.eu-west-1.rds.amazonaws.com', variable: 'X'}, 'datastore'],
  [{host: 'x', port: 8080, scheme: 'http', variable: 'X_URL'}, 'service'],
])('what answers at %j is a %s', (address, kind) => {
  expect(kindOfAddress(address).kind).toBe(kind);
});

it('knows pages over brokers and jobs that set them up', () => {
  const of = (name: string, image: string) => [toolOf({name, image}), isSetUpJob({name, image})];
  expect(of('page', 'provectuslabs/kafka-ui')).toEqual(['page', false]);
  expect(of('admin', 'dpage/pgadmin4')).toEqual(['page', false]);
  expect(of('cache-page', 'rediscommander/redis-commander:latest')).toEqual(['page', false]);
  expect(of('tasks', 'ghcr.io/mher/flower:2.0')).toEqual(['page', false]);
  expect(of('flower', 'acme/flower')).toEqual([undefined, false]);
  expect(of('schemas', 'confluentinc/cp-schema-registry')).toEqual(['registry', false]);
  expect(of('http', 'confluentinc/cp-kafka-rest')).toEqual(['proxy', false]);
  expect(of('kafka-init', 'confluentinc/cp-kafka')).toEqual([undefined, true]);
  expect(of('migrate', 'flyway/flyway')).toEqual([undefined, true]);
  expect(of('inventory-manager', 'acme/inventory-manager')).toEqual([undefined, false]);
  expect(of('topics', 'acme/topics-api')).toEqual([undefined, false]);
});
