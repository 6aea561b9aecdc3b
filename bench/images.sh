#!/usr/bin/env bash
# Builds the images of the bench from registry packages, once, into a cache folder, and saves them as
# archives. Usage: bench/images.sh FOLDER
set -euo pipefail

cache=$1
mkdir -p "$cache"

say() { printf 'bench: %s\n' "$*" >&2; }

# A Debian root, as most base images are.
debian() {
  [ -d "$cache/debian" ] && return
  say 'debootstrap'
  debootstrap --variant=minbase --include=ca-certificates,curl,git,perl,python3-minimal bookworm "$cache/debian.part" >/dev/null
  rm -rf "$cache"/debian.part/var/cache/apt/archives/*.deb "$cache"/debian.part/dev/*
  mv "$cache/debian.part" "$cache/debian"
}

# The dependencies of a large web application.
node_modules() {
  [ -d "$cache/node" ] && return
  say 'npm install'
  mkdir -p "$cache/node.part"
  (cd "$cache/node.part" && npm init -y >/dev/null && npm install --ignore-scripts --no-audit --no-fund --loglevel=error \
    next@15 react@19 react-dom@19 @angular/cli@19 @angular/core@19 webpack@5 googleapis@144 aws-sdk@2 @aws-sdk/client-s3@3 \
    typescript@5 eslint@9 jest@29 @babel/core@7 @babel/preset-env@7 lodash@4 rxjs@7 date-fns@4 antd@5 @mui/material@6 \
    @mui/icons-material@6 firebase@11 stripe@17 twilio@5 express@4 mongoose@8 sequelize@6 core-js@3 three@0.170 \
    @fortawesome/fontawesome-free@6 lucide-react@0.460 react-icons@5 @faker-js/faker@9 openai@4 @anthropic-ai/sdk@0.32 >/dev/null)
  mv "$cache/node.part" "$cache/node"
}

# What data and service images carry in other languages.
python_packages() {
  [ -d "$cache/python" ] && return
  say 'pip install'
  python3 -m pip install --quiet --no-compile --disable-pip-version-check --root-user-action=ignore --target "$cache/python.part" \
    numpy pandas scipy scikit-learn django flask fastapi boto3 sqlalchemy openai anthropic transformers requests cryptography matplotlib
  mv "$cache/python.part" "$cache/python"
}

java_packages() {
  [ -d "$cache/java" ] && return
  say 'maven'
  mkdir -p "$cache/java.part"
  local artifact
  for artifact in org.springframework.boot:spring-boot-autoconfigure:3.3.5 org.apache.kafka:kafka-clients:3.8.0 \
    com.google.guava:guava:33.3.1-jre io.netty:netty-all:4.1.114.Final org.hibernate.orm:hibernate-core:6.6.1.Final \
    org.bouncycastle:bcprov-jdk18on:1.78.1 com.amazonaws:aws-java-sdk-ec2:1.12.777 org.elasticsearch:elasticsearch:8.15.3; do
    mvn -q -B dependency:get -Dartifact="$artifact" -Dmaven.repo.local="$cache/java.part" >/dev/null
  done
  mv "$cache/java.part" "$cache/java"
}

# Few, huge files: text that compresses as text does.
huge_files() {
  [ -d "$cache/huge" ] && return
  say 'huge files'
  mkdir -p "$cache/huge.part"
  # `head` closes the pipe early on purpose.
  (find "$cache/node" -type f \( -name '*.js' -o -name '*.map' \) -print0 | sort -z | xargs -0 cat || true) 2>/dev/null | head -c 400000000 >"$cache/huge.part/bundle.js"
  tr '\n' ' ' <"$cache/huge.part/bundle.js" >"$cache/huge.part/one-line.js"
  mv "$cache/huge.part" "$cache/huge"
}

build() {
  local name=$1 dockerfile=$2
  [ -f "$cache/$name.tar" ] && return
  say "image $name"
  DOCKER_BUILDKIT=0 docker build -q -t "dockgate-bench:$name" -f - "$cache" <<<"$dockerfile" >/dev/null
  docker save -o "$cache/$name.tar.part" "dockgate-bench:$name"
  mv "$cache/$name.tar.part" "$cache/$name.tar"
}

recompress() {
  local name=$1 format=$2
  [ -f "$cache/$name.$format.tar" ] && return
  say "image $name in $format"
  skopeo --insecure-policy copy -q --dest-compress --dest-compress-format "$format" "docker-archive:$cache/$name.tar" "oci-archive:$cache/$name.$format.tar.part"
  mv "$cache/$name.$format.tar.part" "$cache/$name.$format.tar"
}

debian
node_modules
python_packages
java_packages
huge_files
printf 'debian.part\nnode.part\n*.tar\n*.part\n' >"$cache/.dockerignore"
build web 'FROM scratch
COPY debian /
COPY node /app
CMD ["node", "/app/server.js"]'
build python 'FROM scratch
COPY debian /
COPY python /usr/local/lib/python3.11/site-packages
CMD ["python3"]'
build java 'FROM scratch
COPY java /root/.m2/repository
COPY debian/etc /etc
CMD ["java"]'
build huge 'FROM scratch
COPY huge/bundle.js /srv/bundle.js
COPY huge/one-line.js /srv/one-line.js
CMD ["/srv"]'
# Two builds of one application: the large layer is the same, a small one differs.
build first 'FROM scratch
COPY node /app
COPY debian/etc/hostname /app/version'
build second 'FROM scratch
COPY node /app
COPY debian/etc/debian_version /app/version'
recompress web gzip
recompress web zstd
