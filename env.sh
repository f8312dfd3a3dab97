#!/bin/sh
# Writes .env, with new random secrets, for docker compose. Does not change an existing file.
set -eu
cd "$(CDPATH='' cd "$(dirname "$0")" && pwd)"

# readable by the services, which run as users of their own
mkdir -p -m 755 inbox

if [ -e .env ]; then
  echo "env.sh: .env already exists and was not changed." >&2
  exit 0
fi

random() {
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

umask 077
# complete or not at all, and never over a file that another process wrote
trap 'rm -f ".env.$$"' EXIT
cat >".env.$$" <<END
# Secrets and settings of docker-compose.yml; docs/containers.md explains each.
# Keep a copy: the data in the volumes cannot be read without these passwords.

# for calls that change something
MEANSTREAM_TOKEN=$(random)

# MongoDB: its administrator, the services, Mongo Express, and the key that its servers share
MONGO_ROOT_PASSWORD=$(random)
MONGO_PASSWORD=$(random)
MONGO_VIEWER_PASSWORD=$(random)
MONGO_KEY=$(random)$(random)

# PostgreSQL (docker compose --profile postgres)
POSTGRES_PASSWORD=$(random)

# what Spark's processes share
SPARK_SECRET=$(random)

# the login of Grafana, Mongo Express and Kafka UI (docker compose --profile watch)
WATCH_USER=meanstream
WATCH_PASSWORD=$(random)

# the datasets whose feeds and tables are fetched on their schedule
#FEEDS=users
# where pushed and fetched records land, here in the profile postgres
#LANDING_URL=jdbc:postgresql://postgres:5432/postgres
# the folder of files to ingest
#INBOX=./inbox
# jvm: services on a Java runtime, whose images build in a fraction of the time
#MODE=jvm
END
ln ".env.$$" .env
echo "env.sh: wrote .env. Start with: docker compose up -d --wait" >&2
