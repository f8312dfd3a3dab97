# Builds the services and the benchmarks, and resolves Kafka Connect and Kafka's tools; start it in the root of the repository.
./mvnw -q -B -ntp -pl benchmarks,persister,ingestor,stats-api,launcher -am -Dmaven.test.skip package
./mvnw -q -B -ntp -f benchmarks/connect/pom.xml dependency:build-classpath \
  -Dmdep.outputFile="$PWD/benchmarks/target/connect.classpath"
