#!/bin/sh
# Builds in a container what the images hold, and lays it out by image:
#   build.sh jars             /out/{ingestor,persister,scheduler,stats-api}, /out/spark and /out/cli
#   build.sh native-sources   /out/native-sources/{ingestor,persister,scheduler,stats-api}
# Libraries come from Maven Central, or from a local repository mounted at /maven-repository.
set -eu

services='ingestor persister scheduler stats-api'

# Packages modules, and those that they are made of.
package() {
  modules=$1
  shift
  if [ -d /maven-repository/org ]; then
    set -- --offline -Dmaven.repo.local.tail=/maven-repository "$@"
  fi
  mvn --batch-mode --no-transfer-progress --quiet -Dmaven.test.skip -pl "$modules" -am package "$@"
}

# Copies the jars of a class path file into a folder.
copy_jars() {
  mkdir -p "$2"
  tr ':' '\n' <"$1" | xargs -I '{}' cp '{}' "$2/"
}

jars() {
  package ingestor,persister,scheduler,stats-api,spark-batch,launcher
  mkdir -p /out/spark /out/cli
  for service in $services; do
    cp -R "$service/target/quarkus-app" "/out/$service"
  done
  copy_jars spark-batch/target/spark.classpath /out/spark/jars
  cp spark-batch/target/spark-batch.jar spark-batch/target/classes/spark.jvm.args /out/spark/
  copy_jars launcher/target/launcher.classpath /out/cli/lib
  cp launcher/target/launcher.jar /out/cli/lib/
}

native_sources() {
  package ingestor,persister,scheduler,stats-api \
    -Pnative -Dquarkus.native.sources-only=true
  mkdir -p /out/native-sources
  for service in $services; do
    cp -R "$service/target/native-sources" "/out/native-sources/$service"
  done
}

case ${1:-} in
  jars) jars ;;
  native-sources) native_sources ;;
  *)
    echo "build.sh: say what to build: jars or native-sources" >&2
    exit 2
    ;;
esac
