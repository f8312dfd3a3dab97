#!/bin/sh
# Compares stats-api with a service that only says hello: averages-beside-hello.sh [ROUNDS]
set -eu
cd "$(dirname "$0")/.."
./mvnw -q -B -ntp -pl benchmarks,stats-api,launcher -am -Dmaven.test.skip package
./mvnw -q -B -ntp -f benchmarks/hello/pom.xml package
exec java -cp "benchmarks/target/benchmarks.jar:$(cat benchmarks/target/benchmarks.classpath)" \
  io.meanstream.benchmark.AveragesBesideHello "$@"
