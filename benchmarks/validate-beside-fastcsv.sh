#!/bin/sh
# Compares reading and checking a CSV file with splitting it: validate-beside-fastcsv.sh [RIDES [ROUNDS]]
set -eu
cd "$(dirname "$0")/.."
./mvnw -q -B -ntp -pl benchmarks,launcher -am -Dmaven.test.skip package
exec java -cp "benchmarks/target/benchmarks.jar:$(cat benchmarks/target/benchmarks.classpath)" \
  io.meanstream.benchmark.ValidateBesideFastCsv "$@"
