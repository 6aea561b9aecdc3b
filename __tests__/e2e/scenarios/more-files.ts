/** Places that are easily forgotten: logs, notebooks, dumps, files named after what they hold, AI tools. */
import type { Scenario } from './truth.ts';

export const moreFiles: Scenario[] = [
  {
    name: 'files named after their secret',
    files: {
      'run/secrets/db_password': (d) => d.password(),
      'run/secrets/api_token': (d) => `${d.token(40)}\n`,
      'srv/secrets/password.txt': (d) => `${d.phrase()}\n`,
      'root/.vault-token': (d) => d.key('vault-service-token'),
      'etc/app/jwt.secret': (d) => d.hex(64),
      'usr/share/doc/password.txt': (d) =>
        d.decoy('How to choose a password\n\nTake a long one.\n'),
      'srv/token': (d) => d.decoy('none\n'),
    },
  },
  {
    name: 'continuous integration',
    files: {
      'app/.circleci/config.yml': (d) => `jobs:
  build:
    environment:
      DOCKER_PASSWORD: ${d.password()}
      SONAR_TOKEN: ${d.key('sonarqube-token')}
`,
      'app/Jenkinsfile': (d) => `pipeline { environment { DEPLOY_TOKEN = '${d.token(40)}' } }\n`,
      'app/.travis.yml': (d) => `env:
  global:
    - API_SECRET=${d.token(32)}
    - secure: "${d.decoy('mG1vQ0kzb1BkT2tXb1Z1dGxvYWRlZEJ5VHJhdmlz')}"
`,
    },
  },
  {
    name: 'AI tools',
    files: {
      'root/.config/anthropic/env': (d) => `ANTHROPIC_API_KEY=${d.key('anthropic-api-key')}\n`,
      'app/mcp.json': (
        d,
      ) => `{ "mcpServers": { "github": { "command": "npx", "env": { "GITHUB_TOKEN": "${d.key('github-personal-access-token')}" } },
  "search": { "env": { "TAVILY_API_KEY": "${d.key('tavily-api-key')}" } } } }
`,
      'app/notebook.ipynb': (
        d,
      ) => `{ "cells": [ { "cell_type": "code", "source": [ "import openai\\n", "openai.api_key = \\"${d.key('openai-project-key')}\\"\\n",
  "hf = login(token=\\"${d.key('huggingface-access-token')}\\")\\n", "db_password = '${d.password()}'\\n" ] } ] }
`,
      'root/.cache/huggingface/token': (d) => d.key('huggingface-access-token'),
    },
  },
  {
    name: 'logs and dumps',
    files: {
      'var/log/app.log': (
        d,
      ) => `2026-11-24T10:00:00Z INFO connect url=postgres://svc:${d.password()}@db.internal.net/main
2026-11-24T10:00:01Z DEBUG request headers={"Authorization":"Bearer ${d.token(44)}","Accept":"*/*"}
2026-11-24T10:00:02Z DEBUG login user=svc password=${d.password()} ok
2026-11-24T10:00:03Z INFO request id=${d.uuid()} etag=${d.sum('md5')}
2026-11-24T10:00:04Z INFO password of svc: ${d.decoy('changed')}
`,
      'var/backups/dump.sql': (
        d,
      ) => `INSERT INTO settings VALUES ('smtp_password','${d.password()}');
INSERT INTO settings VALUES ('api_token','${d.token(40)}');
INSERT INTO settings VALUES ('token_type','${d.decoy('bearer')}');
`,
    },
  },
  {
    name: 'scripts',
    files: {
      'usr/local/bin/backup.sh': (d) => `#!/bin/bash
MYSQL_PWD='${d.phrase()}' mysqldump main > dump.sql
export AWS_SECRET_ACCESS_KEY=${d.decoy('${AWS_SECRET}')}
restic_password="${d.password()}"
rsync --password-file=${d.decoy('/etc/rsync.pass')} a b
lftp -u backup,${d.password()} files.internal.net
smbclient //nas/backup -U 'corp\\backup%${d.password()}'
curl --header "PRIVATE-TOKEN: ${d.key('gitlab-access-token')}" https://git.internal.net
`,
      'app/Makefile': (d) => `DB_PASS ?= ${d.password()}
deploy: ; @ssh -i ${d.decoy('~/.ssh/deploy_key')} web1
TOKEN := $(shell ${d.decoy('cat .token')})
`,
      'app/Vagrantfile': (d) => `config.ssh.password = "${d.password()}"\n`,
    },
  },
  {
    name: 'Dockerfile instructions',
    files: { 'app/readme': () => 'nothing\n' },
    lines: (d) => `ENV API_TOKEN=${d.token(40)}
ENV DB_PASSWORD="${d.password()}" MODE=production
LABEL org.example.key="${d.key('anthropic-api-key')}"
ENV DATABASE_URL=postgres://svc:${d.password()}@db.internal.net/main
ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D
ENV PASSWORD_FILE=/run/secrets/password TOKEN_TTL=3600
`,
  },
];
