#!/bin/sh
# Compares native executables with jars: native-beside-jvm.sh [FOLDER [RIDES [STARTS]]]
set -eu
cd "$(dirname "$0")/.."
./mvnw -q -Dmaven.test.skip -pl ingestor,persister,scheduler,stats-api -am package \
  -Dquarkus.package.jar.aot.enabled=true -Dquarkus.package.output-directory=aot
./mvnw -q -Dmaven.test.skip -pl benchmarks -am package
exec java -cp "benchmarks/target/benchmarks.jar:$(cat benchmarks/target/benchmarks.classpath)" \
  io.meanstream.benchmark.NativeBesideJvm "$@"
