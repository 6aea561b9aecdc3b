#!/usr/bin/env bash
# Installs the packages on which docs/precision.md is measured honestly: none of them was used to make the table of
# known examples, and none was looked at to mend a judge. Usage: bench/held-out.sh FOLDER
set -uo pipefail

cache=$1
mkdir -p "$cache"

say() { printf 'held-out: %s\n' "$*" >&2; }

debian() {
  say debootstrap
  debootstrap --variant=minbase --include=mariadb-server,redis-server,ruby,rails,python3-django,exim4-daemon-light,dovecot-imapd,openvpn,stunnel4,golang-go,puppet,ansible,squid,haproxy \
    bookworm "$cache/debian" >/dev/null
  rm -rf "$cache"/debian/var/cache/apt/archives/*.deb "$cache"/debian/dev/* "$cache/debian/debootstrap"
}

node_modules() {
  say 'npm install'
  mkdir -p "$cache/node"
  (cd "$cache/node" && npm init -y >/dev/null && npm install --ignore-scripts --no-audit --no-fund --loglevel=error --legacy-peer-deps \
    svelte @sveltejs/kit @remix-run/node prisma @prisma/client lerna @storybook/react webdriverio puppeteer-core backbone \
    grunt gulp browserify parse-server pouchdb cassandra-driver neo4j-driver @elastic/elasticsearch mailparser mqtt amqplib \
    http-proxy http-proxy-middleware https-proxy-agent spdy restify @hubspot/api-client @sentry/node newrelic winston \
    @datadog/datadog-api-client auth0 @okta/okta-sdk-nodejs next-auth supertokens-node @supabase/supabase-js contentful \
    cloudinary @shopify/shopify-api razorpay web-push firebase-tools serverless >/dev/null)
}

# One at a time and without what they depend on, so that one that will not build stops no other.
python_packages() {
  say 'pip install'
  local package
  for package in opentelemetry-api jupyterlab jupyter-server dbt-core great-expectations zulip mailman trac buildbot supervisor \
    gunicorn uvicorn httpx httpie pyOpenSSL acme certbot josepy pycryptodome ecdsa rsa pyspnego requests-oauthlib \
    requests-toolbelt google-cloud-bigquery google-cloud-aiplatform google-cloud-secret-manager azure-keyvault-secrets \
    azure-mgmt-storage azure-mgmt-web azure-cosmos azure-eventhub oci ibm-watson ibm-cloud-sdk-core aliyun-python-sdk-core \
    tencentcloud-sdk-python huaweicloudsdkcore openstacksdk python-openstackclient keystoneauth1 python-novaclient \
    apache-libcloud boto troposphere sceptre zappa chalice aws-sam-cli samtranslator cfn-lint pulumi pulumi-aws digitalocean \
    linode-cli python-gitlab PyGithub jira atlassian-python-api confluent-kafka pika elasticsearch opensearch-py \
    cassandra-driver neo4j snowflake-connector-python databricks-sdk databricks-cli feast ray vllm crewai autogen-agentchat \
    haystack-ai chromadb pinecone weaviate-client qdrant-client cohere anthropic mistralai groq replicate plaid-python square \
    braintree paypalrestsdk razorpay mailchimp-marketing sendgrid telethon pyrogram matrix-nio ldap3 impacket pwntools scapy \
    mitmproxy; do
    timeout 240 python3 -m pip install --quiet --no-compile --disable-pip-version-check --root-user-action=ignore --no-deps \
      --target "$cache/python" "$package" 2>/dev/null || say "without $package"
  done
}

java_packages() {
  say maven
  local artifact
  for artifact in org.apache.activemq:activemq-broker:6.1.3 org.apache.camel:camel-core:4.8.0 org.apache.solr:solr-core:9.7.0 \
    org.apache.lucene:lucene-core:10.0.0 org.apache.flink:flink-runtime:1.20.0 org.apache.zookeeper:zookeeper:3.9.3 \
    org.wildfly.security:wildfly-elytron:2.6.0.Final io.micronaut:micronaut-http-server-netty:4.7.0 io.grpc:grpc-all:1.68.0 \
    org.apache.shiro:shiro-core:2.0.1 com.nimbusds:oauth2-oidc-sdk:11.20 io.vertx:vertx-web:4.5.10 \
    com.microsoft.sqlserver:mssql-jdbc:12.8.1.jre11 com.oracle.database.jdbc:ojdbc11:23.5.0.24.07 \
    com.slack.api:slack-api-client:1.44.0 com.stripe:stripe-java:27.1.0 com.twilio.sdk:twilio:10.5.2 \
    org.jenkins-ci.main:jenkins-core:2.480; do
    mvn -q -B dependency:get -Dartifact="$artifact" -Dmaven.repo.local="$cache/java" >/dev/null 2>&1 || say "without $artifact"
  done
}

# Modules are whole source trees, their tests included: what a builder's image holds, seldom a finished one.
go_modules() {
  say go
  local module
  cd "$(mktemp -d)" || return
  export GOMODCACHE=$cache/gomod GOFLAGS=-modcacherw
  for module in github.com/hashicorp/nomad github.com/hashicorp/terraform github.com/hashicorp/vault k8s.io/kubernetes \
    github.com/etcd-io/etcd go.etcd.io/etcd/server/v3 github.com/grafana/grafana github.com/ollama/ollama \
    github.com/cockroachdb/cockroach-go/v2 github.com/dgraph-io/badger/v4 github.com/gofiber/fiber/v3 \
    github.com/labstack/echo/v4 gorm.io/gorm github.com/redis/go-redis/v9 github.com/IBM/sarama github.com/lestrrat-go/jwx/v3 \
    github.com/coreos/go-oidc/v3 github.com/dexidp/dex github.com/ory/fosite github.com/smallstep/certificates \
    github.com/go-acme/lego/v4 github.com/sigstore/cosign/v2 github.com/moby/buildkit helm.sh/helm/v3 istio.io/istio \
    github.com/open-policy-agent/opa github.com/pulumi/pulumi/sdk/v3 github.com/xanzy/go-gitlab github.com/stripe/stripe-go/v81; do
    go mod download "$module@latest" 2>/dev/null || say "without $module"
  done
  rm -rf "$GOMODCACHE/cache"
}

[ -d "$cache/debian" ] || debian
[ -d "$cache/node" ] || node_modules
[ -d "$cache/python" ] || python_packages
[ -d "$cache/java" ] || java_packages
[ -d "$cache/gomod" ] || go_modules
