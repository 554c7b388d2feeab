import type { Container } from './mount';

/** A database: by what its image is known, and where in the container it keeps its data. */
interface Database {
  /** The last part of the image's name, without its tag. */
  readonly image: RegExp;
  /** Folders that no other program keeps its data in. */
  readonly own: RegExp | null;
  /** Folders that are its data only where the image says that it is this database. */
  readonly withImage: RegExp | null;
}

function database(image: RegExp, own: RegExp | null, withImage: RegExp | null = null): Database {
  return { image, own, withImage };
}

/** Known from the documentation of the official images, and of Bitnami's. */
const databases: readonly Database[] = [
  database(
    /^(?:mysql|mysql-server|mariadb|percona|percona-server|mariadb-galera)$/,
    /^\/var\/lib\/(?:mysql|mariadb)(?:\/|$)/,
  ),
  database(
    /^(?:postgres|postgresql|postgresql-repmgr|postgis|timescaledb|timescaledb-ha|pgvector|pgvecto-rs)$/,
    /^\/var\/lib\/(?:postgresql|pgsql)(?:\/|$)/,
    /^\/home\/postgres\/pgdata(?:\/|$)/,
  ),
  database(
    /^(?:mongo|mongodb|mongodb-community-server|mongodb-sharded)$/,
    /^\/(?:data\/db|data\/configdb|var\/lib\/mongodb)(?:\/|$)/,
  ),
  database(
    /^(?:redis|redis-stack|redis-stack-server|valkey|keydb|dragonfly)$/,
    /^\/var\/lib\/redis(?:\/|$)/,
    /^\/data\/?$/,
  ),
  database(/^(?:elasticsearch|opensearch)$/, /^\/usr\/share\/(?:elasticsearch|opensearch)\/data(?:\/|$)/),
  database(
    /^(?:server|azure-sql-edge|mssql-server-linux)$/,
    /^\/var\/opt\/mssql(?:\/(?:data|log|secrets)(?:\/|$)|\/?$)/,
  ),
  database(
    /^(?:free|express|enterprise|oracle-xe|oracle-free)$/,
    /^\/opt\/oracle\/oradata(?:\/|$)/,
    /^\/u01\/app\/oracle\/oradata(?:\/|$)/,
  ),
  database(/^cassandra$/, /^\/var\/lib\/cassandra(?:\/|$)/),
  database(/^(?:scylla)$/, /^\/var\/lib\/scylla(?:\/|$)/),
  database(
    /^(?:clickhouse|clickhouse-server)$/,
    /^\/var\/lib\/clickhouse(?:\/(?!user_(?:scripts|files)|format_schemas)|$)/,
  ),
  database(/^influxdb$/, /^\/var\/lib\/influxdb[23]?(?:\/|$)/),
  database(/^neo4j$/, /^\/var\/lib\/neo4j\/data(?:\/|$)/, /^\/data\/?$/),
  database(/^(?:couchdb)$/, /^\/(?:opt\/couchdb\/data|var\/lib\/couchdb)(?:\/|$)/),
  database(/^couchbase$/, /^\/opt\/couchbase\/var(?:\/|$)/),
  database(/^rabbitmq$/, /^\/var\/lib\/rabbitmq(?:\/|$)/),
  database(/^(?:etcd)$/, /^\/(?:etcd-data|var\/lib\/etcd)(?:\/|$)/),
  database(/^(?:cockroach)$/, /^\/cockroach\/cockroach-data(?:\/|$)/),
  database(/^firebird$/, /^\/(?:firebird\/data|var\/lib\/firebird)(?:\/|$)/),
  database(/^(?:arangodb)$/, /^\/var\/lib\/arangodb3(?:\/|$)/),
  database(/^(?:rethinkdb|surrealdb|qdrant)$/, /^\/qdrant\/storage(?:\/|$)/, /^\/data\/?$/),
];

/** Bitnami's images keep all that lasts below one folder; here those whose programs own their files and lock them. */
const bitnami =
  /^\/bitnami\/(?:mysql|mariadb(?:-galera)?|postgresql(?:-repmgr)?|mongodb(?:-sharded)?|redis(?:-cluster)?|valkey|keydb|elasticsearch|opensearch|cassandra|scylladb|clickhouse|influxdb|neo4j|rabbitmq|kafka|zookeeper|solr|etcd|consul|couchdb)(?:\/|$)/;

const allOfBitnami = /^\/bitnami\/?$/;

/** All of those together, since most folders are none of them. */
const ownFolder = anyOf([bitnami, ...databases.flatMap(({ own }) => own ?? [])]);
const sharedFolder = anyOf([allOfBitnami, ...databases.flatMap(({ withImage }) => withImage ?? [])]);

function anyOf(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'));
}

/**
 * Whether a folder of a container holds the files of a database. Where their images are known, the folder may be one that
 * others use as well.
 */
export function isDatabaseFolder(target: string, containers: readonly Pick<Container, 'image'>[]): boolean {
  if (ownFolder.test(target)) return true;
  if (!sharedFolder.test(target)) return false;
  const isBitnamis = allOfBitnami.test(target);
  const fitting = databases.filter(({ withImage }) => isBitnamis || withImage?.test(target));
  const names = containers.flatMap(({ image }) => (image === null ? [] : [imageName(image)]));
  return fitting.some(({ image }) => names.some((name) => image.test(name)));
}

/** The last part of an image's name: `registry:5000/library/mysql:8@sha256:…` is `mysql`. */
export function imageName(image: string): string {
  return (image.split('@', 1)[0] ?? '').split('/').at(-1)?.split(':', 1)[0]?.toLowerCase() ?? '';
}
