/** What a part of a system is to its callers. */
export type Kind = 'service' | 'datastore' | 'broker' | 'telemetry';

const words = (list: string): readonly string[] => list.split(' ');

/** Products by the words of their images and usual names. Where an image holds several words, the first table that knows one decides. */
export const technologies: readonly (readonly [Exclude<Kind, 'service'>, ReadonlySet<string>])[] = [
  [
    'telemetry',
    new Set(
      words(
        'jaeger jaegertracing zipkin openzipkin prometheus grafana loki tempo mimir promtail alloy otel otelcol opentelemetry opamp cadvisor alertmanager pushgateway statsd graphite telegraf fluentd fluentbit fluent filebeat metricbeat heartbeat logstash kibana datadog ddagent newrelic signoz skywalking pinpoint thanos victoriametrics vmagent splunk dynatrace instana seq sentry glitchtip netdata kiali pyroscope parca xray uptrace logspout opensearchdashboards nodeexporter blackboxexporter redisexporter postgresexporter kafkaexporter mysqldexporter mysqlexporter mongodbexporter elasticsearchexporter statsdexporter rabbitmqexporter jmxexporter memcachedexporter nginxexporter processexporter',
      ),
    ),
  ],
  [
    'broker',
    new Set(
      words(
        'kafka redpanda rabbitmq rabbit activemq artemis nats pulsar rocketmq mosquitto emqx hivemq vernemq mqtt elasticmq nsq nsqd ibmmq solace eventhub eventhubs servicebus eventbus sqs sns pubsub kinesis amqp stan automq zeromq qpid',
      ),
    ),
  ],
  [
    'datastore',
    new Set(
      words(
        'postgres postgresql postgis pg timescaledb timescale pgvector mysql mysqldb mariadb percona mongo mongodb redis valkey keydb dragonfly memcached memcache cassandra scylla scylladb elasticsearch elastic opensearch solr meilisearch typesense mssql sqlserver sqledge oracle oracledb oraclexe clickhouse dynamodb minio s3 seaweedfs ceph azurite etcd zookeeper consul couchdb couchbase neo4j arangodb influxdb questdb cockroachdb cockroach yugabyte yugabytedb tidb tikv foundationdb firestore ravendb rethinkdb hazelcast ignite infinispan aerospike qdrant milvus weaviate chroma chromadb db2 hbase hdfs namenode druid vitess janusgraph memgraph surrealdb dgraph tarantool ehcache cosmosdb surreal ferretdb garnet riak hsqldb',
      ),
    ),
  ],
];

/** Words that say what a thing is where they stand last in its name. */
export const lastWords: ReadonlyMap<string, Exclude<Kind, 'service'>> = new Map([
  ...words('db database dbs cache sql sqldata').map((word) => [word, 'datastore'] as const),
  ...words('broker queue mq messagebus').map((word) => [word, 'broker'] as const),
]);

/** Product names that are also plain words: they count at the beginning of an image's name, not in the names that people give their own services. */
export const plainWords: ReadonlySet<string> = new Set(
  words(
    'heartbeat stan oracle garnet surreal chroma druid ignite elastic seq sentry fluent pg graphite pinpoint parca alloy tempo loki rabbit percona dragonfly artemis instana thanos ehcache weaviate stash s3 nsq xray splunk consul vault',
  ),
);

/** Hosts of clouds, by their ending or a part of it. */
export const clouds: readonly (readonly [RegExp, Exclude<Kind, 'service'>, string])[] = [
  [/(?:^|\.)sqs[.-].*amazonaws\.com$/, 'broker', 'sqs'],
  [/(?:^|\.)sns[.-].*amazonaws\.com$/, 'broker', 'sns'],
  [/(?:^|\.)kinesis[.-].*amazonaws\.com$/, 'broker', 'kinesis'],
  [/\.kafka[.-].*amazonaws\.com$|\.confluent\.cloud$/, 'broker', 'kafka'],
  [/\.mq[.-].*amazonaws\.com$|\.cloudamqp\.com$/, 'broker', 'rabbitmq'],
  [/\.servicebus\.windows\.net$/, 'broker', 'servicebus'],
  [/^pubsub\.googleapis\.com$/, 'broker', 'pubsub'],
  [/(?:rds|cache|es|docdb|redshift|s3|dynamodb)[.-].*amazonaws\.com$/, 'datastore', 'amazonaws'],
  [
    /\.(?:database|cache|blob\.core|table\.core|postgres\.database|mysql\.database)\.windows\.net$/,
    'datastore',
    'azure',
  ],
  [/\.(?:mongodb\.net|documents\.azure\.com)$/, 'datastore', 'mongodb'],
  [
    /\.(?:datadoghq|newrelic|nr-data|honeycomb|sentry|grafana|logz|dynatrace|lightstep|signoz)\.(?:com|net|io|cloud)$|\.datadoghq\.eu$/,
    'telemetry',
    'saas',
  ],
];

/**
 * Words that make a thing a service of its own, whatever product its name or image also mentions: a consumer of Kafka, a page
 * over a database, a tool that fills one.
 */
export const clientWords: ReadonlySet<string> = new Set(
  words(
    'api app worker workers consumer consumers producer producers publisher subscriber listener client ui web console frontend backend gateway proxy manager admin commander express insight redisinsight adminer phpmyadmin pgadmin kafdrop akhq kowl connect connector rest registry ksql ksqldb streams init initializer setup migrate migration migrations migrator seed seeder seeding backup job cron cli mc create topics bridge adapter sync loader importer processor handler docs bot test tests loadtest generator demo example sample mirrormaker cruise debezium operator meta pooler pgpool gui dump restore sidecar page view viewer dashboard monitor monitoring browser compass studio pgbouncer twemproxy sidekiq celery',
  ),
);

/** With the name of a broker or store: a thing that shows or administers it and takes no part in the work. */
export const toolWords: ReadonlySet<string> = new Set(
  words('ui web console commander express manager admin browser compass rest registry cruise kafdrop akhq kowl'),
);

/** Tools whose names say so alone. */
export const tools: ReadonlySet<string> = new Set(
  words(
    'redisinsight phpredisadmin adminer phpmyadmin pgadmin pgadmin4 dbgate cloudbeaver elasticvue kafdrop akhq kowl cmak celeryflower mherflower schemaregistry portainer watchtower dozzle',
  ),
);

/** Images that bring a store up to date and end. */
export const migrators: ReadonlySet<string> = new Set(
  words('flyway liquibase mc migrate migration migrations migrator'),
);

/** With the image of a broker or store: something that sets it up once and ends. */
export const jobWords: ReadonlySet<string> = new Set(
  words(
    'init initializer setup topics create creator seed seeder migrate migration migrations migrator flyway liquibase mc provisioner provision bootstrap',
  ),
);

/** Ports that belong to one product and that nothing else is usually given. */
export const ports: ReadonlyMap<number, readonly [Exclude<Kind, 'service'>, string]> = new Map([
  [5432, ['datastore', 'postgres']],
  [3306, ['datastore', 'mysql']],
  [33060, ['datastore', 'mysql']],
  [6379, ['datastore', 'redis']],
  [27017, ['datastore', 'mongodb']],
  [9042, ['datastore', 'cassandra']],
  [1433, ['datastore', 'mssql']],
  [1521, ['datastore', 'oracle']],
  [11211, ['datastore', 'memcached']],
  [26257, ['datastore', 'cockroachdb']],
  [9200, ['datastore', 'elasticsearch']],
  [2181, ['datastore', 'zookeeper']],
  [2379, ['datastore', 'etcd']],
  [7687, ['datastore', 'neo4j']],
  [5984, ['datastore', 'couchdb']],
  [8086, ['datastore', 'influxdb']],
  [9092, ['broker', 'kafka']],
  [9093, ['broker', 'kafka']],
  [29092, ['broker', 'kafka']],
  [5671, ['broker', 'rabbitmq']],
  [5672, ['broker', 'rabbitmq']],
  [61616, ['broker', 'activemq']],
  [61613, ['broker', 'activemq']],
  [4222, ['broker', 'nats']],
  [1883, ['broker', 'mqtt']],
  [8883, ['broker', 'mqtt']],
  [6650, ['broker', 'pulsar']],
  [9876, ['broker', 'rocketmq']],
  [4317, ['telemetry', 'otel']],
  [4318, ['telemetry', 'otel']],
  [55680, ['telemetry', 'otel']],
  [9411, ['telemetry', 'zipkin']],
  [14250, ['telemetry', 'jaeger']],
  [14268, ['telemetry', 'jaeger']],
  [5775, ['telemetry', 'jaeger']],
  [6831, ['telemetry', 'jaeger']],
  [6832, ['telemetry', 'jaeger']],
  [16686, ['telemetry', 'jaeger']],
  [8125, ['telemetry', 'statsd']],
  [8126, ['telemetry', 'datadog']],
  [24224, ['telemetry', 'fluentd']],
  [3100, ['telemetry', 'loki']],
  [12201, ['telemetry', 'graylog']],
]);

/** Schemes of addresses that say what answers there. */
export const schemes: ReadonlyMap<string, readonly [Exclude<Kind, 'service'>, string]> = new Map(
  (
    [
      [
        'datastore',
        'postgres',
        'postgres postgresql postgresql+psycopg2 postgresql+asyncpg postgresql+psycopg postgis',
      ],
      ['datastore', 'mysql', 'mysql mysqlx mysql+pymysql mysql+mysqldb mysql2 mariadb'],
      ['datastore', 'redis', 'redis rediss valkey valkeys redis-sentinel'],
      ['datastore', 'mongodb', 'mongodb mongodb+srv'],
      ['datastore', 'mssql', 'sqlserver mssql mssql+pyodbc'],
      ['datastore', 'oracle', 'oracle'],
      ['datastore', 'cassandra', 'cassandra'],
      ['datastore', 'clickhouse', 'clickhouse'],
      ['datastore', 'neo4j', 'bolt neo4j neo4j+s'],
      ['datastore', 'memcached', 'memcached memcache'],
      ['datastore', 'couchbase', 'couchbase'],
      ['broker', 'kafka', 'kafka kafka+ssl plaintext sasl_plaintext sasl_ssl'],
      ['broker', 'rabbitmq', 'amqp amqps'],
      ['broker', 'nats', 'nats'],
      ['broker', 'mqtt', 'mqtt mqtts'],
      ['broker', 'pulsar', 'pulsar pulsar+ssl'],
      ['broker', 'activemq', 'stomp failover'],
      ['broker', 'servicebus', 'sb'],
    ] as const
  ).flatMap(([kind, technology, names]) => words(names).map((name) => [name, [kind, technology]] as const)),
);
