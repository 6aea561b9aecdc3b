/**
 * Passwords in the connection URIs of databases. The reader (detect/structures/url-password.ts)
 * leaves out references, words of documentation and demo hosts. The patterns are marked `possible`
 * so that a rule which knows the password's own format (`npg_…`, `pscale_pw_…`) goes first.
 */
import { possible, rule, structure } from '../format.ts';
import type { Rule } from '../../model/rule.ts';

/** Bytes on either side of the scheme: 400 of authority and the scheme itself. */
const longest = 480;

const uri = (
  id: string,
  provider: string,
  schemes: string[],
  revoke: string,
  env: string[],
  source: string,
): Rule =>
  rule({
    id,
    provider,
    name: 'password in a connection URI',
    category: 'database',
    severity: 'critical',
    patterns: [possible(structure('url-password', schemes, longest))],
    env,
    verify: 'connect with the URI (no HTTP): a refused login tells that it is not alive',
    revoke,
    source,
  });

const alterRole = "ALTER ROLE name PASSWORD 'new'";

export const connectionUri = [
  uri(
    'postgresql-connection-uri',
    'PostgreSQL',
    ['postgres://', 'postgresql://', 'postgis://', 'postgres+', 'postgresql+', 'redshift://'],
    alterRole,
    ['DATABASE_URL', 'POSTGRES_URL', 'PG_URL'],
    'PostgreSQL manual 34.1.1.2 (connection URIs); SQLAlchemy, engine configuration',
  ),
  uri(
    'cockroachdb-connection-uri',
    'CockroachDB',
    ['cockroachdb://', 'cockroach://', 'cockroachdb+'],
    alterRole,
    ['COCKROACH_URL'],
    'sqlalchemy-cockroachdb documentation',
  ),
  uri(
    'mysql-connection-uri',
    'MySQL',
    ['mysql://', 'mysqlx://', 'mysql2://', 'mysql+', 'mysqlsh://'],
    "ALTER USER name IDENTIFIED BY 'new'",
    ['MYSQL_URL', 'DATABASE_URL'],
    'MySQL manual 6.2.5 (URI-like strings); SQLAlchemy, engine configuration',
  ),
  uri(
    'mariadb-connection-uri',
    'MariaDB',
    ['mariadb://', 'mariadb+'],
    "ALTER USER name IDENTIFIED BY 'new'",
    ['MARIADB_URL'],
    'mariadb.com/docs, connector documentation',
  ),
  uri(
    'mongodb-connection-uri',
    'MongoDB',
    ['mongodb://', 'mongodb+srv://'],
    'change the user under https://cloud.mongodb.com > Database Access, or db.changeUserPassword()',
    ['MONGODB_URI', 'MONGO_URL'],
    'mongodb.com/docs/manual/reference/connection-string',
  ),
  uri(
    'redis-connection-uri',
    'Redis',
    ['redis://', 'rediss://', 'redis+', 'valkey://', 'valkeys://', 'redis-sentinel://'],
    'ACL SETUSER name >new <old, or CONFIG SET requirepass',
    ['REDIS_URL', 'CELERY_BROKER_URL'],
    'iana.org/assignments/uri-schemes (redis); redis.io, ACL',
  ),
  uri(
    'sqlserver-connection-uri',
    'SQL Server',
    ['sqlserver://', 'mssql://', 'mssql+'],
    "ALTER LOGIN name WITH PASSWORD = 'new'",
    ['MSSQL_URL', 'DATABASE_URL'],
    'github.com/microsoft/go-mssqldb, README; SQLAlchemy, engine configuration',
  ),
  uri(
    'oracle-connection-uri',
    'Oracle Database',
    ['oracle://', 'oracle+'],
    'ALTER USER name IDENTIFIED BY new',
    ['ORACLE_URL'],
    'SQLAlchemy, engine configuration',
  ),
  uri(
    'clickhouse-connection-uri',
    'ClickHouse',
    ['clickhouse://', 'clickhouses://', 'clickhouse+'],
    "ALTER USER name IDENTIFIED BY 'new'",
    ['CLICKHOUSE_URL'],
    'clickhouse.com/docs, connection string of clickhouse-client',
  ),
  uri(
    'couchbase-connection-uri',
    'Couchbase',
    ['couchbase://', 'couchbases://'],
    'change the user under Security > Users',
    ['COUCHBASE_URL'],
    'docs.couchbase.com, connection strings',
  ),
  uri(
    'neo4j-connection-uri',
    'Neo4j',
    ['neo4j://', 'neo4j+s://', 'bolt://', 'bolt+s://'],
    "ALTER USER name SET PASSWORD 'new'",
    ['NEO4J_URI'],
    'neo4j.com/docs, driver URI schemes',
  ),
  uri(
    'snowflake-connection-uri',
    'Snowflake',
    ['snowflake://'],
    "ALTER USER name SET PASSWORD = 'new'",
    ['SNOWFLAKE_URL'],
    'docs.snowflake.com, SQLAlchemy toolkit',
  ),
];
