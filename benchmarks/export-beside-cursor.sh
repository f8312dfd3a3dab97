#!/bin/sh
# Compares the NDJSON export of averages with a cursor of the driver: export-beside-cursor.sh [AVERAGES [ROUNDS]]
set -eu
cd "$(dirname "$0")/.."
./mvnw -q -B -ntp -pl benchmarks,stats-api,launcher -am -Dmaven.test.skip package
exec java -cp "benchmarks/target/benchmarks.jar:$(cat benchmarks/target/benchmarks.classpath)" \
  io.meanstream.benchmark.ExportBesideCursor "$@"
