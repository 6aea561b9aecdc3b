/** Files in which package managers, registries and version control keep logins. */
import type { Scenario } from './truth.ts';

export const toolFiles: Scenario[] = [
  {
    name: 'npm and yarn',
    files: {
      'root/.npmrc': (d) => `registry=https://registry.npmjs.org/
//registry.npmjs.org/:_authToken=${d.key('npm-access-token')}
//npm.internal.net/:_password=${d.encoded()}
//npm.internal.net/:username=ci
//old.internal.net/:_auth=${d.login('ci')}
//npm.pkg.github.com/:_authToken=${d.decoy('${GITHUB_TOKEN}')}
`,
      'app/.yarnrc.yml': (d) => `npmScopes:
  corp:
    npmRegistryServer: "https://npm.internal.net"
    npmAuthToken: ${d.token(36)}
  other:
    npmAuthIdent: "${d.login('ci')}"
  open:
    npmAuthToken: "${d.decoy('${NPM_AUTH_TOKEN-}')}"
yarnPath: ${d.decoy('.yarn/releases/yarn-4.5.0.cjs')}
`,
    },
  },
  {
    name: 'pip and twine',
    files: {
      'root/.pypirc': (d) => `[distutils]
index-servers =
    pypi
    corp
[pypi]
username = __token__
password = ${d.key('pypi-api-token')}
[corp]
repository = https://pypi.internal.net
username = ci
password = ${d.password()}
`,
      'etc/pip.conf': (d) => `[global]
index-url = https://ci:${d.password()}@pypi.internal.net/simple
extra-index-url = ${d.decoy('https://pypi.org/simple')}
trusted-host = pypi.internal.net
`,
      'app/requirements.txt': (
        d,
      ) => `--extra-index-url https://build:${d.password()}@pkgs.internal.net/simple
requests==2.32.0 --hash=sha256:${d.sum('sha256')}
`,
    },
  },
  {
    name: '.netrc',
    files: {
      'root/.netrc': (d) => `machine git.internal.net
  login ci
  password ${d.password()}
machine api.internal.net login bot password ${d.token(32)}
default login anonymous password ${d.decoy('user@example.com')}
`,
    },
  },
  {
    name: 'git',
    files: {
      'root/.git-credentials': (d) => `https://ci:${d.password()}@git.internal.net
https://bot:${d.key('github-personal-access-token')}@github.com
`,
      'app/.git/config': (d) => `[core]
	repositoryformatversion = 0
[remote "origin"]
	url = https://x-access-token:${d.key('github-app-token')}@github.com/corp/app.git
	fetch = +refs/heads/*:refs/remotes/origin/*
[http "https://git.internal.net/"]
	extraheader = AUTHORIZATION: basic ${d.login('x-access-token')}
[remote "mirror"]
	url = ${d.decoy('git@github.com:corp/app.git')}
`,
    },
  },
  {
    name: 'Docker logins',
    files: {
      'root/.docker/config.json': (d) => `{
	"auths": {
		"https://index.docker.io/v1/": { "auth": "${d.login('corp')}" },
		"ghcr.io": { "auth": "${d.login('bot')}" },
		"corp.azurecr.io": { "auth": "", "identitytoken": "${d.token(80)}" }
	},
	"credsStore": "${d.decoy('desktop')}"
}
`,
      'root/.dockercfg': (d) => `{"quay.io": {"auth": "${d.login('robot')}", "email": ""}}\n`,
    },
  },
  {
    name: 'Maven and Gradle',
    files: {
      'root/.m2/settings.xml': (d) => `<settings>
  <servers>
    <server><id>corp</id><username>ci</username><password>${d.password()}</password></server>
    <server><id>env</id><password>${d.decoy('${env.MAVEN_PASSWORD}')}</password></server>
  </servers>
  <profiles><profile><properties><gpg.passphrase>${d.phrase()}</gpg.passphrase></properties></profile></profiles>
</settings>
`,
      'root/.gradle/gradle.properties': (d) => `org.gradle.jvmargs=-Xmx2g
signing.keyId=24875D73
signing.password=${d.phrase()}
ossrhUsername=ci
ossrhPassword=${d.password()}
artifactoryApiKey=${d.token(64)}
org.gradle.caching=true
`,
      'app/build.gradle': (d) => `repositories {
  maven {
    credentials {
      username 'ci'
      password '${d.password()}'
    }
  }
  maven { credentials { password = System.getenv("${d.decoy('REPO_PASSWORD')}") } }
}
`,
    },
  },
  {
    name: 'other package managers',
    files: {
      'root/.composer/auth.json': (d) => `{
  "http-basic": { "repo.internal.net": { "username": "ci", "password": "${d.password()}" } },
  "github-oauth": { "github.com": "${d.key('github-personal-access-token')}" }
}
`,
      'app/nuget.config': (d) => `<configuration><packageSourceCredentials><corp>
  <add key="Username" value="ci" />
  <add key="ClearTextPassword" value="${d.password()}" />
</corp><env><add key="ClearTextPassword" value="${d.decoy('%NUGET_PASSWORD%')}" /></env></packageSourceCredentials></configuration>
`,
      'root/.cargo/credentials.toml': (d) => `[registry]
token = "${d.token(35)}"
`,
      'root/.bundle/config': (d) => `---
BUNDLE_GEMS__INTERNAL__NET: "ci:${d.password()}"
BUNDLE_PATH: "${d.decoy('vendor/bundle')}"
`,
      'root/.config/helm/repositories.yaml': (d) => `apiVersion: ""
repositories:
- name: corp
  url: https://charts.internal.net
  username: ci
  password: ${d.password()}
`,
      'root/.gem/credentials': (d) => `---
:rubygems_api_key: ${d.key('rubygems-api-key')}
`,
    },
  },
  {
    name: 'editors and file transfer',
    files: {
      'home/dev/.vscode/sftp.json': (d) =>
        `{ "host": "files.internal.net", "username": "deploy", "password": "${d.password()}" }\n`,
      'home/dev/.config/filezilla/sitemanager.xml': (d) => `<FileZilla3><Servers><Server>
  <Host>files.internal.net</Host><User>deploy</User>
  <Pass encoding="base64">${d.encoded()}</Pass>
</Server></Servers></FileZilla3>
`,
      'root/.config/rclone/rclone.conf': (d) => `[backup]
type = sftp
host = files.internal.net
user = backup
pass = ${d.plant(Buffer.from(d.sum('sha384')).toString('base64url').slice(0, 54))}
[s3]
type = s3
access_key_id = ${d.key('aws-access-key-id')}
secret_access_key = ${d.token(40)}
`,
      'root/.s3cfg': (d) => `[default]
access_key = ${d.key('aws-access-key-id')}
secret_key = ${d.token(40)}
gpg_passphrase = ${d.phrase()}
host_base = s3.amazonaws.com
`,
    },
  },
];
