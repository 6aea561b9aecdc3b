/** Passwords in connection strings that are no plain URI: pairs of key and value, JDBC thin, Go's DSN. */
import { anchored, maybe, possible, rule, run, secret, structure, word } from '../format.ts';

/** What a password in Oracle's and Go's short forms is made of; both part it with `/`, `@` and `:`. */
const passwordCharacters = `${word}!#%&*+,.;=?^~-`;
const hostCharacters = `${word}.-`;

export const connectionString = [
  rule({
    id: 'database-connection-string',
    provider: 'ADO.NET, ODBC and JDBC',
    name: 'password in a connection string',
    category: 'database',
    severity: 'critical',
    patterns: [
      possible(
        structure(
          'connection-string',
          ['password=', 'password =', 'pwd=', 'pwd =', 'passwd=', 'passwd ='],
          600,
        ),
      ),
    ],
    env: ['ConnectionStrings__Default', 'CONNECTION_STRING', 'SQLCONNSTR_DEFAULT'],
    verify: 'connect with the string (no HTTP)',
    revoke: "change the login's password (ALTER LOGIN name WITH PASSWORD = 'new')",
    source:
      'learn.microsoft.com, connection string syntax; PostgreSQL manual 34.1.1.1; StackExchange.Redis configuration',
  }),
  rule({
    id: 'oracle-jdbc-password',
    provider: 'Oracle Database',
    name: 'password in a JDBC thin URL',
    category: 'database',
    severity: 'critical',
    patterns: [
      anchored(
        'jdbc:oracle:thin:',
        run(word, 1, 40),
        '/',
        secret(run(passwordCharacters, 6, 60)),
        '@',
      ),
    ],
    env: ['ORACLE_JDBC_URL'],
    verify: 'connect with the URL (no HTTP)',
    revoke: 'ALTER USER name IDENTIFIED BY new',
    source: 'docs.oracle.com, JDBC developer guide, database URLs',
  }),
  rule({
    id: 'mysql-go-dsn',
    provider: 'MySQL',
    name: "password in a Go driver's DSN",
    category: 'database',
    severity: 'critical',
    patterns: [
      anchored(
        run(`${word}.-`, 1, 40),
        ':',
        secret(run(`${passwordCharacters}$@/`, 6, 60)),
        '@tcp(',
        run(hostCharacters, 1, 120),
        maybe(':', run('0123456789', 2, 5)),
        ')',
      ),
    ],
    env: ['MYSQL_DSN'],
    verify: 'connect with the DSN (no HTTP)',
    revoke: "ALTER USER name IDENTIFIED BY 'new'",
    source: 'github.com/go-sql-driver/mysql, README',
  }),
];
