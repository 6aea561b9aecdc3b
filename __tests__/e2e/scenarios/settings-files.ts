/** Settings of applications: dialects of `.env`, and the configuration files of frameworks. */
import type { Scenario } from './truth.ts';

export const settingsFiles: Scenario[] = [
  {
    name: '.env in all dialects',
    files: {
      'app/.env': (d) => `# ${d.decoy('DB_PASSWORD=changeme')}
NODE_ENV=production
DB_PASSWORD=${d.password()}
export API_TOKEN=${d.token()}
SMTP_PASS='${d.phrase()}'
JWT_SECRET="${d.hex()}"  # rotates in May
ADMIN_PASSWORD = "${d.phrase()}"
SESSION_SECRET: ${d.token(32)}
EMPTY_SECRET=
REDIS_PASSWORD=${d.decoy('${REDIS_PASSWORD}')}
DB_PASS=${d.decoy('$DB_PASSWORD')}
SIGNING_KEY="${d.decoy('${SIGNING_KEY:-none}')}"
GITHUB_TOKEN=${d.decoy('<your token>')}
LOG_LEVEL=debug
`,
      'app/.env.production': (d) => `APP_KEY=base64:${d.base64(32)}
STRIPE_SECRET_KEY=${d.key('stripe-secret-key')}
OPENAI_API_KEY=${d.key('openai-project-key')}
MAIL_PASSWORD=${d.password()}
PUBLIC_KEY=${d.sum('sha256', 'base64')}
PASSWORD_MIN_LENGTH=${d.decoy('12345678')}
TOKEN_URL=${d.decoy('https://login.internal.net/oauth/token')}
`,
      'app/.env.local': (d) => `PRIVATE_KEY="-----BEGIN PRIVATE KEY-----
${d.decoy('replace me')}
-----END PRIVATE KEY-----"
SECRET_KEY_BASE=${d.hex(128)}
`,
    },
  },
  {
    name: '.env with URLs',
    files: {
      'srv/.env': (
        d,
      ) => `DATABASE_URL=postgres://svc:${d.password()}@db.internal.net:5432/main?sslmode=require
REDIS_URL=redis://:${d.password()}@cache.internal.net:6379/0
AMQP_URL=amqps://worker:${d.password()}@mq.internal.net/jobs
MONGO_URL=mongodb+srv://app:${d.password()}@cluster0.mongodb.net/prod
SMTP_URL=smtp://mailer:${d.password()}@mail.internal.net:587
ELASTIC_URL=https://elastic:${d.password()}@search.internal.net:9200
FTP_URL=ftp://deploy:${d.password()}@files.internal.net
LOCAL_URL=${d.decoy('postgres://postgres:postgres@localhost:5432/test')}
TEMPLATE_URL=${d.decoy('mysql://${DB_USER}:${DB_PASS}@db/main')}
DOC_URL=${d.decoy('https://user:password@example.com')}
`,
    },
  },
  {
    name: 'Spring',
    files: {
      'app/application.yml': (d) => `spring:
  datasource:
    url: jdbc:postgresql://db.internal.net:5432/main
    username: svc
    password: ${d.password()}
  security:
    oauth2:
      client:
        registration:
          github:
            client-id: abcdef
            client-secret: ${d.hex(40)}
  mail:
    password: ${d.decoy('${MAIL_PASSWORD:}')}
jasypt:
  encryptor:
    password: ${d.decoy('${JASYPT_PASSWORD}')}
app:
  jwt-secret: ${d.token(48)}
  key-store-password: ${d.decoy('ENC(5l2fVqW8o3hN0c1s)')}
`,
      'app/application-prod.properties': (d) => `spring.datasource.username=svc
spring.datasource.password=${d.phrase()}
server.ssl.key-store-password=${d.password()}
spring.mail.password=${d.decoy('@mail.password@')}
app.token.expiry=${d.decoy('86400000')}
management.token=${d.token()}
`,
      'app/bootstrap.yml': (d) => `spring.cloud.vault.token: ${d.decoy('${VAULT_TOKEN}')}
encrypt:
  key: ${d.token(32)}
`,
    },
  },
  {
    name: 'ASP.NET',
    files: {
      'app/appsettings.json': (d) => `{
  "ConnectionStrings": {
    "Default": "Server=sql.internal.net;Database=main;User Id=svc;Password=${d.password()};Encrypt=true",
    "Local": "${d.decoy('Server=(localdb)\\\\mssqllocaldb;Database=main;Trusted_Connection=True')}"
  },
  "Jwt": { "Issuer": "app", "SecretKey": "${d.token(44)}" },
  "Smtp": { "User": "mailer", "Password": "${d.password()}" },
  "Logging": { "LogLevel": { "Default": "Information" } },
  "ClientSecret": "${d.decoy('<client-secret>')}"
}
`,
      'app/appsettings.Development.json': (d) =>
        `{ "ApiKey": "${d.decoy('YOUR_API_KEY')}", "Password": "" }\n`,
      'app/web.config': (d) => `<configuration>
  <connectionStrings>
    <add name="Main" connectionString="Data Source=sql.internal.net;Initial Catalog=main;User ID=svc;Password=${d.password()}" />
  </connectionStrings>
  <system.web>
    <machineKey validationKey="${d.hex(128).toUpperCase()}" decryptionKey="AutoGenerate" />
  </system.web>
  <appSettings><add key="WebhookSecret" value="${d.token()}" /></appSettings>
</configuration>
`,
    },
  },
  {
    name: 'Rails',
    files: {
      'app/config/database.yml': (d) => `default: &default
  adapter: postgresql
  password: ${d.decoy("<%= ENV['DATABASE_PASSWORD'] %>")}
production:
  <<: *default
  username: app
  password: ${d.phrase()}
test:
  password: ${d.decoy('postgres')}
`,
      'app/config/secrets.yml': (d) => `development:
  secret_key_base: ${d.hex(128)}
production:
  secret_key_base: ${d.decoy('<%= ENV["SECRET_KEY_BASE"] %>')}
`,
      'app/config/master.key': (d) => d.hex(32),
      'app/config/credentials/production.key': (d) => `${d.hex(32)}\n`,
      'app/config/initializers/mail.rb': (d) => `Mailer.configure do |config|
  config.password = '${d.phrase()}'
  config.api_key = ENV.fetch('${d.decoy('MAILER_API_KEY')}')
  config.secret = Rails.application.credentials.${d.decoy('mailer_secret!')}
end
`,
    },
  },
  {
    name: 'WordPress and Laravel',
    files: {
      'var/www/html/wp-config.php': (d) => `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'wp' );
define( 'DB_PASSWORD', '${d.phrase()}' );
define( 'AUTH_KEY',         '${d.salt('!@#$%^&*()-_ []{}<>~+=,.;:/?|', 64)}' );
define( 'SECURE_AUTH_KEY',  '${d.decoy('put your unique phrase here')}' );
`,
      'var/www/html/wp-config-sample.php': (d) => `<?php
define( 'DB_PASSWORD', '${d.decoy('password_here')}' );
define( 'AUTH_KEY', '${d.decoy('put your unique phrase here')}' );
`,
      'var/www/app/config/services.php': (d) => `<?php
return [
  'mailgun' => ['secret' => env('${d.decoy('MAILGUN_SECRET')}')],
  'crm' => ['api_key' => '${d.token(36)}', 'password' => '${d.password()}'],
];
`,
    },
  },
  {
    name: 'Django and Flask',
    files: {
      'srv/settings.py': (d) => `import os
SECRET_KEY = '${d.salt('!@#$%^&*(-_=+)', 50)}'
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.postgresql',
        'USER': 'svc',
        'PASSWORD': '${d.password()}',
        'HOST': 'db.internal.net',
    }
}
EMAIL_HOST_PASSWORD = os.environ['${d.decoy('EMAIL_HOST_PASSWORD')}']
AUTH_PASSWORD_VALIDATORS = [{'NAME': '${d.decoy('django.contrib.auth.password_validation.MinimumLengthValidator')}'}]
PASSWORD_RESET_TIMEOUT = ${d.decoy('259200')}
`,
      'srv/app.py': (d) => `app.config['SECRET_KEY'] = '${d.token(32)}'
app.config['JWT_SECRET_KEY'] = os.getenv('JWT_SECRET_KEY', '${d.decoy('dev')}')
client = Client(api_key="${d.token(40)}", timeout=10)
login(username=user, password=${d.decoy('request.form["password"]')})
`,
    },
  },
  {
    name: 'code in other languages',
    files: {
      'src/config.js': (d) => `module.exports = {
  apiKey: '${d.token(32)}',
  db: { user: 'svc', password: process.env.${d.decoy('DB_PASSWORD')} },
  tokenHeader: '${d.decoy('X-Auth-Token')}',
  passwordLabel: '${d.decoy('Enter your password')}',
  secretName: '${d.decoy('projects/main/secrets/api')}',
};
`,
      'src/main.go': (d) => `package main
const apiToken = "${d.token(40)}"
var password = flag.String("password", "${d.decoy('')}", "password of the database")
req.Header.Set("Authorization", "Bearer ${d.token(44)}")
token := os.Getenv("${d.decoy('API_TOKEN')}")
`,
      'src/App.java': (d) => `class App {
  static final String DB_PASSWORD = "${d.password()}";
  String secretKey = System.getenv("${d.decoy('SECRET_KEY')}");
  void login(String password, String token) {}
}
`,
      'src/Program.cs': (d) => `var credential = new NetworkCredential("svc", "${d.password()}");
var secret = configuration["${d.decoy('Auth:ClientSecret')}"];
`,
      'src/deploy.ps1': (
        d,
      ) => `$password = ConvertTo-SecureString "${d.password()}" -AsPlainText -Force
$other = Read-Host -AsSecureString "${d.decoy('Password')}"
`,
    },
  },
  {
    name: 'docker compose',
    files: {
      'srv/docker-compose.yml': (d) => `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: ${d.password()}
      POSTGRES_USER: app
  web:
    environment:
      - SECRET_KEY=${d.token(50)}
      - DATABASE_URL=postgresql://app:${d.decoy('${POSTGRES_PASSWORD}')}@db/app
      - API_TOKEN=${d.decoy('${API_TOKEN:?missing}')}
    secrets:
      - db_password
  cache:
    command: redis-server --requirepass ${d.password()}
secrets:
  db_password:
    file: ${d.decoy('./secrets/db_password.txt')}
`,
    },
  },
];
