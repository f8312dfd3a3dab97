#!/bin/sh
# Compares a long file's way to Kafka with that of a tenth of it: long-file.sh [RIDES [ROUNDS]]
set -eu
cd "$(dirname "$0")/.."
./mvnw -q -B -ntp -pl benchmarks,ingestor,stats-api,launcher -am -Dmaven.test.skip package
exec java -cp "benchmarks/target/benchmarks.jar:$(cat benchmarks/target/benchmarks.classpath)" \
  io.meanstream.benchmark.LongFile "$@"
