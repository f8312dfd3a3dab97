#!/bin/sh
# Writes the secrets of the environment to the files that services and Spark read.
set -eu
umask 077

# Replaces a file in one step, so that nobody reads half of it.
replace() {
  cat >"$1.next"
  mv "$1.next" "$1"
}

printf '%s' "$MEANSTREAM_TOKEN" | replace /run/meanstream/token

replace /run/spark/spark-defaults.conf <<END
spark.authenticate true
spark.authenticate.secret $SPARK_SECRET
spark.deploy.recoveryMode FILESYSTEM
spark.deploy.recoveryDirectory /var/lib/meanstream
spark.driver.host scheduler
spark.driver.bindAddress 0.0.0.0
spark.executor.memory 512m
spark.worker.cleanup.enabled true
spark.worker.cleanup.interval 600
spark.worker.cleanup.appDataTtl 600
spark.eventLog.enabled true
spark.eventLog.dir file:/var/log/spark-events
spark.history.fs.logDirectory file:/var/log/spark-events
spark.history.fs.cleaner.enabled true
spark.history.fs.cleaner.maxAge 30d
END
