#!/bin/sh
# Compares a full run of the batch with a cursor of the driver and with DuckDB: run-of-rides.sh [RIDES [ROUNDS]]
set -eu
cd "$(dirname "$0")/.."
rides=$PWD/benchmarks/target/rides.csv
mkdir -p benchmarks/target
./meanstream sample --rides "${1:-1000000}" --from 2020-01-01 --to 2021-01-01 --seed 1 > "$rides"
./mvnw -q -B -ntp -Pthorough -pl spark-batch -am -Dtest=YearOfRidesTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dyear.csv="$rides" -Dyear.rounds="${2:-5}" -Dtest.heap=4g -Dtest.jvm.tuning=-XX:+UseSerialGC test
