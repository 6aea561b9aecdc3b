/**
 * Passwords under the names that database servers, their images and their clients read. The reader
 * (detect/structures/assigned-password.ts) leaves out references, fillers and words; a rule that knows
 * the value's own format goes first.
 */
import { possible, rule, structure } from '../format.ts';
import type { Rule } from '../../model/rule.ts';

/** Bytes from the name to the end of the value. */
const longest = 440;

const password = (
  id: string,
  provider: string,
  env: string[],
  revoke: string,
  source: string,
): Rule =>
  rule({
    id,
    provider,
    name: 'password',
    category: 'database',
    patterns: [possible(structure('assigned-password', env, longest))],
    env,
    verify: 'connect with it (no HTTP)',
    revoke,
    source,
  });

export const databasePassword = [
  password(
    'postgresql-password',
    'PostgreSQL',
    [
      'PGPASSWORD',
      'POSTGRES_PASSWORD',
      'POSTGRESQL_PASSWORD',
      'POSTGRESQL_POSTGRES_PASSWORD',
      'REPMGR_PASSWORD',
    ],
    "ALTER ROLE name PASSWORD 'new'",
    'PostgreSQL manual 34.15; hub.docker.com/_/postgres',
  ),
  password(
    'mysql-password',
    'MySQL',
    ['MYSQL_PWD', 'MYSQL_PASSWORD', 'MYSQL_ROOT_PASSWORD'],
    "ALTER USER name IDENTIFIED BY 'new'",
    'MySQL manual 6.9; hub.docker.com/_/mysql',
  ),
  password(
    'mariadb-password',
    'MariaDB',
    ['MARIADB_PASSWORD', 'MARIADB_ROOT_PASSWORD'],
    "ALTER USER name IDENTIFIED BY 'new'",
    'hub.docker.com/_/mariadb',
  ),
  password(
    'mongodb-password',
    'MongoDB',
    ['MONGO_INITDB_ROOT_PASSWORD', 'MONGODB_ROOT_PASSWORD', 'MONGODB_PASSWORD', 'MONGO_PASSWORD'],
    'db.changeUserPassword()',
    'hub.docker.com/_/mongo',
  ),
  password(
    'redis-password',
    'Redis',
    ['REDIS_PASSWORD', 'REDISCLI_AUTH', 'requirepass', 'masterauth', 'VALKEY_PASSWORD'],
    'ACL SETUSER name >new <old, or CONFIG SET requirepass',
    'redis.io, ACL and redis-cli',
  ),
  password(
    'sqlserver-password',
    'SQL Server',
    ['MSSQL_SA_PASSWORD', 'SQLCMDPASSWORD', 'MSSQL_PASSWORD'],
    "ALTER LOGIN name WITH PASSWORD = 'new'",
    'learn.microsoft.com/sql/linux, environment variables; sqlcmd',
  ),
  password(
    'oracle-password',
    'Oracle Database',
    ['ORACLE_PWD', 'ORACLE_PASSWORD', 'APP_USER_PASSWORD'],
    'ALTER USER name IDENTIFIED BY new',
    'container-registry.oracle.com, database images',
  ),
  password(
    'elasticsearch-password',
    'Elastic',
    [
      'ELASTIC_PASSWORD',
      'ELASTICSEARCH_PASSWORD',
      'KIBANA_PASSWORD',
      'OPENSEARCH_INITIAL_ADMIN_PASSWORD',
    ],
    'POST /_security/user/NAME/_password with the new one',
    'elastic.co/guide, install with Docker; opensearch.org/docs',
  ),
  password(
    'clickhouse-password',
    'ClickHouse',
    ['CLICKHOUSE_PASSWORD'],
    "ALTER USER name IDENTIFIED BY 'new'",
    'hub.docker.com/_/clickhouse',
  ),
  password(
    'influxdb-admin-password',
    'InfluxDB',
    [
      'DOCKER_INFLUXDB_INIT_PASSWORD',
      'INFLUXDB_ADMIN_PASSWORD',
      'DOCKER_INFLUXDB_INIT_ADMIN_TOKEN',
    ],
    'influx user password --name NAME',
    'hub.docker.com/_/influxdb',
  ),
  password(
    'couchdb-password',
    'CouchDB',
    ['COUCHDB_PASSWORD'],
    'change the admin in the [admins] section of local.ini',
    'hub.docker.com/_/couchdb',
  ),
  password(
    'neo4j-password',
    'Neo4j',
    ['NEO4J_PASSWORD'],
    "ALTER USER name SET PASSWORD 'new'",
    'neo4j.com/docs, Docker',
  ),
  password(
    'snowflake-password',
    'Snowflake',
    ['SNOWFLAKE_PASSWORD', 'SNOWSQL_PWD'],
    "ALTER USER name SET PASSWORD = 'new'",
    'docs.snowflake.com, SnowSQL',
  ),
];
