#!/usr/bin/env bash
# Makes stand-ins for the foreign images that the Dockerfiles and docker-compose.yml name, for machines
# that cannot pull images. Needs root, debootstrap, a Debian mirror, npm, a built checkout with its Maven
# repository, secantusd-rs for MongoDB (SECANTUSD), Debian's prometheus and prometheus-node-exporter and, for native
# images, GRAALVM_HOME. docs/containers.md says what each cannot show. Images that exist are left as they are.
set -euo pipefail
cd "$(dirname "$0")"
checkout=$(cd ../.. && pwd)

jre=eclipse-temurin:17.0.17_10-jre-noble
maven=maven:3.9.11-eclipse-temurin-17-noble
secantusd=${SECANTUSD:-$(command -v secantusd-rs || true)}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
repository=${MAVEN_REPOSITORY_FOLDER:-$HOME/.m2/repository}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() {
  printf 'stand-ins: %s\n' "$1"
}

has() {
  docker image inspect "$1" >/dev/null 2>&1
}

# Debian with the packages, as the image of a folder. Java lies where Temurin's images have it.
debian() {
  image=$1 packages=$2
  debootstrap --variant=minbase --include="ca-certificates,$packages" bookworm "$work/root" "$mirror" >"$work/log" ||
    { tail -n 20 "$work/log" >&2; return 1; }
  mkdir -p "$work/root/opt/java"
  ln -sfn /usr/lib/jvm/java-17-openjdk-amd64 "$work/root/opt/java/openjdk"
  rm -rf "$work"/root/var/cache/apt/archives/*.deb "$work"/root/var/lib/apt/lists/*
  shift 2
  "$@"
  tar -C "$work/root" -c . | docker import -c 'ENV PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
    -c 'ENV JAVA_HOME=/opt/java/openjdk' -c 'ENV LANG=C.UTF-8' - "$image" >/dev/null
  rm -rf "$work/root"
}

add_maven() {
  home=$(find "$HOME/.m2/wrapper/dists/apache-maven-3.9.11" -name mvn -path '*/bin/*' | head -n 1)
  cp -R "$(dirname "$(dirname "$home")")" "$work/root/opt/maven"
  ln -s /opt/maven/bin/mvn "$work/root/usr/local/bin/mvn"
}

# An image from a folder's Dockerfile and what lies in $work/context.
build() {
  cp -R "$1/." "$work/context/"
  docker build -q -t "$2" "$work/context" >/dev/null
  rm -rf "$work/context"
}

if ! has "$jre"; then
  say "$jre: Debian's OpenJDK 17"
  debian "$jre" openjdk-17-jre-headless true
fi

if ! has "$maven"; then
  say "$maven: Debian's OpenJDK 17 and the Maven of the wrapper"
  debian "$maven" openjdk-17-jdk-headless add_maven
fi

say 'meanstream-maven-repository: the local Maven repository'
tar -C "$repository" --exclude=io/meanstream -c . | docker import - meanstream-maven-repository >/dev/null

if ! has apache/kafka:4.1.2; then
  say "apache/kafka:4.1.2: Kafka's jars from Maven Central with the start of Apache's image"
  mkdir -p "$work/context/libs"
  tr ':' '\n' <"$checkout/local-cluster/target/cluster.classpath" |
    grep -Ev '/(mongo|de\.flapdoodle|netty)' | xargs cp -t "$work/context/libs"
  build kafka apache/kafka:4.1.2
fi

if ! has mongo:8.0.17; then
  [ -n "$secantusd" ] || { echo 'stand-ins: set SECANTUSD to the path of secantusd-rs' >&2 && exit 2; }
  say 'mongo:8.0.17: secantusd-rs, and mongosh from npm'
  mkdir -p "$work/context"
  npm install --silent --no-audit --no-fund --prefix "$work/context/mongosh" mongosh@2.12.0 >/dev/null
  cp "$secantusd" "$(command -v node)" "$work/context/"
  build mongo mongo:8.0.17
fi

if ! has postgres:17.6-alpine3.22; then
  say "postgres:17.6-alpine3.22: Debian's PostgreSQL 15"
  debian meanstream-postgresql postgresql true
  mkdir -p "$work/context"
  build postgres postgres:17.6-alpine3.22
fi

if ! has mongo-express:1.0.2-20-alpine3.19; then
  say 'mongo-express:1.0.2-20-alpine3.19: a server that lists the databases'
  mkdir -p "$work/context"
  npm install --silent --no-audit --no-fund --prefix "$work/context" mongodb@6.20.0 >/dev/null
  cp "$(command -v node)" "$work/context/"
  build mongo-express mongo-express:1.0.2-20-alpine3.19
fi

if ! has ghcr.io/kafbat/kafka-ui:v1.5.0; then
  say 'ghcr.io/kafbat/kafka-ui:v1.5.0: a server that asks Kafka for its topics'
  mkdir -p "$work/context"
  cp wget "$work/context/"
  build kafka-ui ghcr.io/kafbat/kafka-ui:v1.5.0
fi

if ! has prom/prometheus:v3.5.0; then
  say 'prom/prometheus:v3.5.0: the prometheus on the PATH'
  mkdir -p "$work/context"
  cp wget "$(command -v prometheus)" "$work/context/"
  build prometheus prom/prometheus:v3.5.0
fi

if ! has prom/node-exporter:v1.9.1; then
  say 'prom/node-exporter:v1.9.1: the prometheus-node-exporter on the PATH'
  mkdir -p "$work/context"
  cp "$(command -v prometheus-node-exporter)" "$work/context/"
  build node-exporter prom/node-exporter:v1.9.1
fi

if [ -n "${GRAALVM_HOME:-}" ] && ! has quay.io/quarkus/ubi9-quarkus-mandrel-builder-image:jdk-25; then
  say 'quay.io/quarkus/ubi9-quarkus-mandrel-builder-image:jdk-25: the GraalVM in GRAALVM_HOME'
  debian meanstream-gcc gcc,libc6-dev,zlib1g-dev,libstdc++-12-dev true
  mkdir -p "$work/context"
  cp -RL "$GRAALVM_HOME" "$work/context/graalvm"
  build mandrel quay.io/quarkus/ubi9-quarkus-mandrel-builder-image:jdk-25
fi

if ! has quay.io/quarkus/ubi9-quarkus-micro-image:2.0; then
  say 'quay.io/quarkus/ubi9-quarkus-micro-image:2.0: the C libraries of Debian'
  mkdir -p "$work/context"
  build micro quay.io/quarkus/ubi9-quarkus-micro-image:2.0
fi
