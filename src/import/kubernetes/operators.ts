import {at, list, wholeNumber, word, words} from '../manifest/fields.ts';
import type {Resource} from './resources.ts';

/** A store or broker that an operator runs for the cluster: the object names it, and no workload is in the manifests. */
export interface Managed {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly kind: 'datastore' | 'broker';
  readonly technology: string;
  readonly nodes: number | undefined;
  /** The names of the Services that the operator makes for it. */
  readonly names: readonly string[];
  readonly resource: Resource;
}

interface Product {
  readonly kind: Managed['kind'];
  readonly technology: string;
  /** What the operator puts around the name for its Services: `-rw` after it, or `rfs-` before it. */
  readonly around: readonly string[];
  /** Where the number of its nodes stands. */
  readonly nodes: readonly string[];
}

const replicas = ['spec', 'replicas'];

const strimziNames = ['-kafka-bootstrap', '-kafka-brokers', '-kafka'];

/** By API group and kind. */
const products: ReadonlyMap<string, Product> = new Map(
  (
    [
      ['kafka.strimzi.io Kafka', 'broker', 'kafka', strimziNames, ['spec', 'kafka', 'replicas']],
      ['platform.confluent.io Kafka', 'broker', 'kafka', [''], replicas],
      ['cluster.redpanda.com Redpanda', 'broker', 'redpanda', [''], ['spec', 'clusterSpec', 'statefulset', 'replicas']],
      ['rabbitmq.com RabbitmqCluster', 'broker', 'rabbitmq', ['', '-nodes'], replicas],
      ['broker.amq.io ActiveMQArtemis', 'broker', 'artemis', ['-hdls-svc', '-ss'], ['spec', 'deploymentPlan', 'size']],
      ['nats.io NatsCluster', 'broker', 'nats', ['', '-mgmt'], ['spec', 'size']],
      ['postgresql.cnpg.io Cluster', 'datastore', 'postgres', ['-rw', '-ro', '-r'], ['spec', 'instances']],
      ['acid.zalan.do postgresql', 'datastore', 'postgres', ['', '-repl'], ['spec', 'numberOfInstances']],
      [
        'postgres-operator.crunchydata.com PostgresCluster',
        'datastore',
        'postgres',
        ['-primary', '-ha', '-pgbouncer', '-replicas'],
        replicas,
      ],
      ['mysql.oracle.com InnoDBCluster', 'datastore', 'mysql', ['', '-instances'], ['spec', 'instances']],
      ['k8s.mariadb.com MariaDB', 'datastore', 'mariadb', ['', '-primary', '-secondary', '-internal'], replicas],
      ['mongodbcommunity.mongodb.com MongoDBCommunity', 'datastore', 'mongodb', ['-svc'], ['spec', 'members']],
      ['psmdb.percona.com PerconaServerMongoDB', 'datastore', 'mongodb', ['-rs0', '-mongos'], replicas],
      [
        'databases.spotahome.com RedisFailover',
        'datastore',
        'redis',
        ['rfs-', 'rfr-', 'rfrm-'],
        ['spec', 'redis', 'replicas'],
      ],
      ['redis.redis.opstreelabs.in Redis', 'datastore', 'redis', ['', '-headless'], replicas],
      [
        'redis.redis.opstreelabs.in RedisCluster',
        'datastore',
        'redis',
        ['-leader', '-follower', '-master'],
        ['spec', 'clusterSize'],
      ],
      [
        'elasticsearch.k8s.elastic.co Elasticsearch',
        'datastore',
        'elasticsearch',
        ['-es-http', '-es-default'],
        replicas,
      ],
      ['opensearch.opster.io OpenSearchCluster', 'datastore', 'opensearch', [''], replicas],
      ['clickhouse.altinity.com ClickHouseInstallation', 'datastore', 'clickhouse', ['clickhouse-'], replicas],
      ['cassandra.datastax.com CassandraDatacenter', 'datastore', 'cassandra', ['-service'], ['spec', 'size']],
      ['scylla.scylladb.com ScyllaCluster', 'datastore', 'scylla', ['-client'], replicas],
    ] as const
  ).map(([key, kind, technology, around, nodes]) => [key, {kind, technology, around, nodes}]),
);

/** The stores and brokers among the resources that operators run. */
export function managedOf(resources: readonly Resource[]): Managed[] {
  const pools = brokersOfPools(resources);
  const described = resources.flatMap((resource): Managed[] => {
    const {kind, group, name, namespace, data} = resource;
    const product = products.get(`${group} ${kind}`);
    if (!product || name === '') return [];
    const nodes = wholeNumber(at(data, ...product.nodes)) ?? pools.get(JSON.stringify([namespace, name]));
    const names = product.around.map((part) => (part.endsWith('-') ? part + name : name + part));
    return [{name, namespace, kind: product.kind, technology: product.technology, nodes, names, resource}];
  });
  return [...described, ...namedClusters(resources, described)];
}

/** Kafka clusters of Strimzi that topics, users and pools name and no object describes. */
function namedClusters(resources: readonly Resource[], described: readonly Managed[]): Managed[] {
  const found = new Map(described.map((one) => [JSON.stringify([one.namespace, one.name]), one]));
  const before = found.size;
  for (const resource of resources) {
    const {group, namespace, data} = resource;
    const name = words(at(data, 'metadata', 'labels')).get('strimzi.io/cluster');
    const key = JSON.stringify([namespace, name]);
    if (group !== 'kafka.strimzi.io' || name === undefined || name === '' || found.has(key)) continue;
    const names = strimziNames.map((part) => name + part);
    found.set(key, {name, namespace, kind: 'broker', technology: 'kafka', nodes: undefined, names, resource});
  }
  return [...found.values()].slice(before);
}

/** Strimzi keeps the number of brokers in pools beside the cluster. */
function brokersOfPools(resources: readonly Resource[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const {kind, namespace, data} of resources) {
    if (kind !== 'KafkaNodePool' || !list(at(data, 'spec', 'roles')).includes('broker')) continue;
    const cluster = words(at(data, 'metadata', 'labels')).get('strimzi.io/cluster');
    const key = JSON.stringify([namespace, cluster]);
    const count = wholeNumber(at(data, 'spec', 'replicas'));
    if (count !== undefined && word(cluster) !== undefined) found.set(key, (found.get(key) ?? 0) + count);
  }
  return found;
}
