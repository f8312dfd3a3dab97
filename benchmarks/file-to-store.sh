#!/bin/sh
# Compares the way from a file to Kafka and to the store with Kafka's own tools: file-to-store.sh [RIDES [ROUNDS]]
set -eu
cd "$(dirname "$0")/.."
. benchmarks/connect/class-path.sh
exec java -cp "benchmarks/target/benchmarks.jar:$(cat benchmarks/target/benchmarks.classpath)" \
  io.meanstream.benchmark.FileToStore "$(cat benchmarks/target/connect.classpath)" "$@"
