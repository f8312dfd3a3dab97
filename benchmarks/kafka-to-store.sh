#!/bin/sh
# Compares the persister with Kafka Connect and with the driver: kafka-to-store.sh [RIDES [ROUNDS]]
set -eu
cd "$(dirname "$0")/.."
./mvnw -q -B -ntp -pl benchmarks,persister,ingestor,stats-api,launcher -am -Dmaven.test.skip package
./mvnw -q -B -ntp -f benchmarks/connect/pom.xml dependency:build-classpath \
  -Dmdep.outputFile="$PWD/benchmarks/target/connect.classpath"
exec java -cp "benchmarks/target/benchmarks.jar:$(cat benchmarks/target/benchmarks.classpath)" \
  io.meanstream.benchmark.KafkaToStore "$(cat benchmarks/target/connect.classpath)" "$@"
