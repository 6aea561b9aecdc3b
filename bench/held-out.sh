#!/usr/bin/env bash
# Installs the packages on which docs/precision.md is measured honestly: none of them was used to make the table of
# known examples, and none was looked at to mend a judge. Usage: bench/held-out.sh FOLDER [hard]
#
# `bench/held-out.sh FOLDER ordinary [OTHER...]` installs another set, which is not picked to be hard: what the images
# of a web shop, a service, a data job or a CMS hold. What lies in the folders OTHER too (the bench's cache, the hard
# sets) is taken out again: a package that was looked at tells nothing about those that nobody has seen.
set -uo pipefail
export LC_ALL=C

cache=$1
kind=${2:-hard}
shift $(($# < 2 ? $# : 2))
others=("$@")
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

# Unpacked with dpkg's database, so that the digests are there; without the base system, which the others have.
ordinary_debian() {
  say apt
  local debs package root=$cache/debian
  debs=$(mktemp -d)
  mkdir -p "$root/var/lib/dpkg/info"
  for other in "${others[@]}"; do sed -n 's/^Package: //p' "$other/debian/var/lib/dpkg/status"; done 2>/dev/null | sort -u >"$debs/others"
  apt-get -o Dir::State::status=/dev/null -y --no-install-recommends --print-uris install wordpress phpmyadmin redmine \
    php-laravel-framework roundcube-core mediawiki dokuwiki nginx apache2 php-symfony-http-kernel php-twig php-curl php-gd \
    php-intl php-mbstring php-redis php-pgsql postgresql-client-15 memcached imagemagick ffmpeg jekyll ruby-sinatra \
    libtomcat10-java logrotate rsyslog cron vim-runtime monit fail2ban | sed -n "s/^'[^']*' \([^_]*\)_.*/\1/p" | sort -u |
    comm -23 - "$debs/others" >"$debs/names"
  (cd "$debs" && xargs apt-get -q download <names >/dev/null)
  for package in "$debs"/*.deb; do
    dpkg-deb -x "$package" "$root"
    local name
    name=$(dpkg-deb -f "$package" Package)
    { dpkg-deb -f "$package" | sed '1a Status: install ok installed'; echo; } >>"$root/var/lib/dpkg/status"
    dpkg-deb -I "$package" md5sums >"$root/var/lib/dpkg/info/$name.md5sums" 2>/dev/null
  done
  rm -rf "$debs"
}

# PHP and Ruby as composer and gem would have laid them: no database beside them proves whose they are.
ordinary_php_ruby() {
  local folder
  for folder in usr/share/{php,rubygems-integration,mediawiki,roundcube,dokuwiki,redmine,javascript,nodejs} var/lib/mediawiki; do
    mkdir -p "$cache/php-ruby/${folder%/*}"
    cp -al "$cache/debian/$folder" "$cache/php-ruby/$folder"
  done
}

# Folders of the packages below a node_modules folder, at any depth, each behind its name.
npm_folders() {
  find "$1" -path '*/node_modules/*' -name package.json | sed -nE 's,^(.*/node_modules/((@[^/]+/)?[^/]+))/package\.json$,\2 \1,p'
}

# By kind, so that one whose dependencies the registry has not stops no other.
ordinary_node() {
  say 'npm install'
  local packages
  mkdir -p "$cache/node"
  (cd "$cache/node" && npm init -y >/dev/null)
  while read -r packages; do
    # shellcheck disable=SC2086
    (cd "$cache/node" && npm install --ignore-scripts --no-audit --no-fund --loglevel=error --legacy-peer-deps $packages >/dev/null 2>&1) ||
      say "without $packages"
  done <<'END'
jquery bootstrap preact tailwindcss styled-components @reduxjs/toolkit react-redux react-router-dom zustand swiper
@tanstack/react-query react-hook-form formik yup joi chart.js d3 echarts highcharts moment-timezone dayjs luxon
sharp multer helmet cors morgan compression express-session cookie-parser express-rate-limit express-validator
ejs pug handlebars nunjucks i18next react-i18next leaflet maplibre-gl video.js quill tinymce codemirror @tiptap/core
pdfjs-dist pdfkit pdfmake exceljs xlsx bullmq agenda node-cron pino log4js bcryptjs dotenv convict inquirer
prettier stylelint karma jasmine vitest cypress msw nock supertest chai sinon nodemon ts-node concurrently
sass less webpack-dev-server html-webpack-plugin mini-css-extract-plugin eslint-plugin-react swagger-ui-dist swagger-jsdoc
primereact element-plus vuetify @headlessui/react @mantine/core framer-motion gsap lottie-web pixi.js grapesjs fabric konva
drizzle-orm @mikro-orm/core objection @apollo/client @trpc/server @stripe/stripe-js @mollie/api-client @adyen/api-library
astro
@ionic/core expo react-native
gatsby
@docusaurus/core
@strapi/strapi
payload
@medusajs/medusa
@vendure/core
@paypal/react-paypal-js
END
  local other folder
  for other in "${others[@]}"; do [ -d "$other/node" ] && npm_folders "$other/node"; done | cut -d' ' -f1 | sort -u >"$cache/others"
  npm_folders "$cache/node" | sort | join -o 2.2 "$cache/others" - | while read -r folder; do
    # What it keeps below itself is another package and stays.
    find "$folder" -mindepth 1 -maxdepth 1 ! -name node_modules -exec rm -rf {} +
  done
  rm -rf "$cache/others" "$cache/node/package-lock.json" "$cache/node/node_modules/.package-lock.json"
}

ordinary_python() {
  say 'pip install'
  local package other
  for other in "${others[@]}"; do ls "$other/python" 2>/dev/null; done | sed -nE 's/-[^-]*\.dist-info$//p' | tr 'A-Z_.' 'a-z--' | sort -u >"$cache/others"
  for package in polars pyarrow seaborn plotly statsmodels lightgbm imageio scikit-image networkx numba cython h5py xarray zarr \
    fsspec s3fs gcsfs luigi sqlmodel alembic psycopg2-binary psycopg pymysql asyncpg peewee tortoise-orm marshmallow \
    djangorestframework django-cors-headers django-filter django-debug-toolbar drf-spectacular djangorestframework-simplejwt \
    django-storages django-redis django-celery-beat django-oscar django-cms django-mptt django-import-export django-crispy-forms \
    flask-login flask-sqlalchemy flask-migrate flask-wtf flask-cors flask-restful flask-security-too flask-jwt-extended sanic \
    bottle pyramid falcon cherrypy hypercorn daphne channels whitenoise gevent eventlet dramatiq rq huey apscheduler kombu amqp \
    structlog loguru rich typer pytest pytest-django hypothesis coverage tox black mypy pylint poetry pipenv virtualenv \
    beautifulsoup4 lxml selenium mechanize feedparser html5lib bleach markdown sphinx mkdocs mkdocs-material pygments docutils \
    openpyxl xlsxwriter xlrd python-docx reportlab weasyprint pypdf pdfminer.six faker factory-boy freezegun responses vcrpy \
    geopandas shapely pyproj folium altair spacy gensim textblob sentence-transformers datasets evaluate accelerate peft \
    diffusers keras tensorboard optuna pendulum arrow babel phonenumbers pycountry zeep grpcio grpcio-tools protobuf thrift \
    fastavro msgpack orjson ujson simplejson python-dotenv dynaconf environs invoke fabric pexpect psutil watchdog \
    prometheus-client statsd ddtrace elastic-apm nameko kazoo minio pyftpdlib smbprotocol; do
    grep -qx "$(tr '_.' '--' <<<"$package")" "$cache/others" && { say "shared: $package" && continue; }
    timeout 240 python3 -m pip install --quiet --no-compile --disable-pip-version-check --root-user-action=ignore --no-deps \
      --only-binary :all: --target "$cache/python" "$package" 2>/dev/null || say "without $package"
  done
  rm "$cache/others"
}

ordinary_java() {
  say maven
  local artifact
  for artifact in org.springframework.boot:spring-boot-starter-web:3.2.5 org.springframework.boot:spring-boot-starter-data-jpa:3.2.5 \
    org.mybatis.spring.boot:mybatis-spring-boot-starter:3.0.3 com.h2database:h2:2.2.224 org.liquibase:liquibase-core:4.29.2 \
    org.flywaydb:flyway-core:10.20.0 org.projectlombok:lombok:1.18.34 org.apache.poi:poi-ooxml:5.3.0 com.itextpdf:itextpdf:5.5.13.4 \
    net.sf.jasperreports:jasperreports:6.21.3 org.thymeleaf:thymeleaf:3.1.2.RELEASE io.jsonwebtoken:jjwt-impl:0.12.6 \
    org.quartz-scheduler:quartz:2.3.2 org.jsoup:jsoup:1.18.1 org.springdoc:springdoc-openapi-starter-webmvc-ui:2.6.0 \
    org.redisson:redisson:3.37.0 com.rabbitmq:amqp-client:5.22.0 org.apache.pdfbox:pdfbox:3.0.3 io.dropwizard:dropwizard-core:4.0.10 \
    org.jooq:jooq:3.19.14 io.ktor:ktor-server-netty-jvm:3.0.0 org.apache.groovy:groovy:4.0.23 org.testcontainers:testcontainers:1.20.3 \
    org.apache.velocity:velocity-engine-core:2.4 org.scala-lang:scala-library:2.13.15; do
    mvn -q -B dependency:get -Dartifact="$artifact" -Dmaven.repo.local="$cache/java" >/dev/null 2>&1 || say "without $artifact"
  done
  local other folder
  for other in "${others[@]}"; do
    (cd "$other/java" 2>/dev/null && find . -name '*.jar' -printf '%h\n' | xargs -r -n1 dirname | sort -u)
  done | while read -r folder; do rm -rf "${cache:?}/java/$folder"; done
}

case $kind in
hard)
  [ -d "$cache/debian" ] || debian
  [ -d "$cache/node" ] || node_modules
  [ -d "$cache/python" ] || python_packages
  [ -d "$cache/java" ] || java_packages
  [ -d "$cache/gomod" ] || go_modules
  ;;
ordinary)
  [ -d "$cache/debian" ] || ordinary_debian
  [ -d "$cache/php-ruby" ] || ordinary_php_ruby
  [ -d "$cache/node" ] || ordinary_node
  [ -d "$cache/python" ] || ordinary_python
  [ -d "$cache/java" ] || ordinary_java
  ;;
*) say "no such set: $kind" && exit 2 ;;
esac
