#!/bin/sh
# Compares the persister with Kafka Connect and with the driver: kafka-to-store.sh [RIDES [ROUNDS]]
set -eu
cd "$(dirname "$0")/.."
. benchmarks/connect/class-path.sh
exec java -cp "benchmarks/target/benchmarks.jar:$(cat benchmarks/target/benchmarks.classpath)" \
  io.meanstream.benchmark.KafkaToStore "$(cat benchmarks/target/connect.classpath)" "$@"
