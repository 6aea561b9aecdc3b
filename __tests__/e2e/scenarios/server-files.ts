/** Databases, web servers, services and shells. */
import { spawnSync } from 'node:child_process';
import type { Draw, Scenario } from './truth.ts';

const crypt = (d: Draw, kind: string): string => {
  const password = d.password();
  d.planted.pop();
  const done = spawnSync('openssl', ['passwd', kind, password], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`openssl passwd ${kind}: ${done.stderr}`);
  return d.plant(done.stdout.trim());
};

export const serverFiles: Scenario[] = [
  {
    name: 'database clients',
    files: {
      'root/.pgpass': (d) => `# ${d.decoy('hostname:port:database:username:password')}
db.internal.net:5432:main:svc:${d.password()}
*:*:*:backup:${d.phrase()}
`,
      'root/.my.cnf': (d) => `[client]
user = backup
password = "${d.phrase()}"
host = db.internal.net
[mysqldump]
user = dump
password = ${d.password()}
`,
      'etc/odbc.ini': (d) => `[main]
Driver = PostgreSQL
Servername = db.internal.net
UserName = svc
Password = ${d.password()}
`,
      'root/.mongorc.js': (d) =>
        `db = connect('mongodb://admin:${d.password()}@db.internal.net/admin')\n`,
    },
  },
  {
    name: 'database servers',
    files: {
      'etc/redis/redis.conf': (d) => `bind 0.0.0.0
# requirepass ${d.decoy('foobared')}
requirepass ${d.password()}
masterauth ${d.password()}
`,
      'etc/rabbitmq/rabbitmq.conf': (d) => `default_user = app
default_pass = ${d.password()}
`,
      'docker-entrypoint-initdb.d/init.sql': (
        d,
      ) => `CREATE USER app WITH PASSWORD '${d.password()}';
CREATE USER 'web'@'%' IDENTIFIED BY '${d.phrase()}';
ALTER ROLE backup WITH ENCRYPTED PASSWORD '${d.password()}';
INSERT INTO users (name, password_hash) VALUES ('a', '${d.decoy('')}');
`,
      'etc/grafana/grafana.ini': (d) => `[security]
admin_user = admin
admin_password = ${d.phrase()}
;secret_key = ${d.decoy('changeme')}
[smtp]
password = """${d.decoy('')}"""
`,
      'etc/elasticsearch/env': (d) => `ELASTIC_PASSWORD=${d.password()}\n`,
    },
  },
  {
    name: 'web servers',
    files: {
      'etc/nginx/conf.d/app.conf': (d) => `server {
  ssl_certificate_key ${d.decoy('/etc/ssl/private/app.key')};
  location /api {
    proxy_set_header Authorization "Basic ${d.login('svc')}";
    proxy_pass https://api.internal.net;
  }
  location /v2 {
    proxy_set_header Authorization "Bearer ${d.token(48)}";
    proxy_set_header X-Api-Key "${d.token(32)}";
  }
  auth_basic_user_file ${d.decoy('/etc/nginx/.htpasswd')};
}
`,
      'etc/apache2/sites-enabled/app.conf': (d) => `<VirtualHost *:443>
  SetEnv DB_PASSWORD ${d.password()}
  SetEnv DB_HOST db.internal.net
  AuthLDAPBindPassword "${d.phrase()}"
  AuthUserFile ${d.decoy('/etc/apache2/.htpasswd')}
  SSLCertificateKeyFile ${d.decoy('/etc/ssl/private/app.key')}
</VirtualHost>
`,
      'etc/nginx/.htpasswd': (d) => `admin:${crypt(d, '-apr1')}\n`,
      'opt/tomcat/conf/tomcat-users.xml': (d) => `<tomcat-users>
  <user username="admin" password="${d.password()}" roles="manager-gui"/>
  <!-- <user username="tomcat" password="${d.decoy('<must-be-changed>')}" roles="tomcat"/> -->
</tomcat-users>
`,
    },
  },
  {
    name: 'accounts of the system',
    files: {
      'etc/shadow': (d) => `root:${crypt(d, '-6')}:19700:0:99999:7:::
daemon:${d.decoy('*')}:19700:0:99999:7:::
app:${d.decoy('!')}:19700:0:99999:7:::
old:${crypt(d, '-1')}:19700:0:99999:7:::
`,
      'etc/passwd': (d) => `root:x:0:0:root:/root:/bin/bash
app:x:1000:1000:${d.decoy('app,,,')}:/home/app:/bin/sh
`,
    },
  },
  {
    name: 'systemd',
    files: {
      'etc/systemd/system/app.service': (d) => `[Service]
Environment="DB_PASSWORD=${d.password()}" "MODE=production"
Environment=API_TOKEN=${d.token(40)}
EnvironmentFile=${d.decoy('/etc/app/secrets.env')}
LoadCredential=db_password:${d.decoy('/run/keys/db_password')}
ExecStart=/usr/bin/app --password=${d.password()} --token-file ${d.decoy('/run/token')}
`,
      'etc/default/app': (d) => `SECRET_KEY="${d.token(50)}"\nOPTS="--verbose"\n`,
      'etc/init.d/app': (d) => `#!/bin/sh
export APP_PASSWORD='${d.phrase()}'
read -r -p "Password: " ${d.decoy('PASSWORD')}
[ -n "$APP_TOKEN" ] || APP_TOKEN=$(cat ${d.decoy('/run/secrets/token')})
`,
    },
  },
  {
    name: 'shell history',
    files: {
      'root/.bash_history': (d) => `ls -la
mysql -u root -p${d.password()} main
mysql -uroot --password=${d.password()} -h db
PGPASSWORD=${d.password()} psql -h db.internal.net -U svc main
psql postgresql://svc:${d.password()}@db.internal.net/main
curl -u svc:${d.password()} https://api.internal.net/status
curl -H "Authorization: Bearer ${d.token(40)}" https://api.internal.net
curl -H 'X-Api-Key: ${d.token(32)}' https://api.internal.net
docker login -u corp -p ${d.password()} registry.internal.net
sshpass -p '${d.phrase()}' ssh deploy@web1
export DEPLOY_TOKEN=${d.token(36)}
redis-cli -a ${d.password()} ping
openssl enc -aes-256-cbc -pass pass:${d.phrase()} -in a -out b
htpasswd -b .htpasswd admin ${d.password()}
wget --user=svc --password=${d.password()} https://files.internal.net/a
echo ${d.password()} | docker login --username corp --password-stdin
docker login --password-stdin < ${d.decoy('token.txt')}
git commit -m "${d.decoy('reset the password of root')}"
export TOKEN=${d.decoy('$(vault read -field=token secret/app)')}
`,
    },
  },
  {
    name: 'networks',
    files: {
      'etc/wireguard/wg0.conf': (d) => `[Interface]
Address = 10.0.0.1/24
PrivateKey = ${d.base64(32)}
[Peer]
PublicKey = ${d.sum('sha256', 'base64')}
PresharedKey = ${d.base64(32)}
`,
      'etc/wpa_supplicant/wpa_supplicant.conf': (d) => `network={
  ssid="corp"
  psk="${d.phrase()}"
}
`,
      'etc/ipsec.secrets': (d) => `10.0.0.1 10.0.0.2 : PSK "${d.token(32)}"\n`,
      'etc/msmtprc': (d) => `account default
host mail.internal.net
user mailer
password ${d.password()}
`,
      'etc/ldap.conf': (d) => `binddn cn=svc,dc=corp
bindpw ${d.password()}
`,
    },
  },
];
