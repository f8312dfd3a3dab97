#!/usr/bin/env bash
# The containers from build to end, one line a step: containers.sh [MODE]. Needs Docker with Compose, and
# DuckDB's module for the python3 in PYTHON. MEANSTREAM_DATA may name a folder with real files.
set -euo pipefail
cd "$(dirname "$0")/.."

skip() {
  echo "containers: skipped, because $1"
  exit 0
}

python=${PYTHON:-python3}
command -v docker >/dev/null || skip 'there is no docker command'
docker info >/dev/null 2>&1 || skip 'no Docker engine answers'
docker compose version >/dev/null 2>&1 || skip 'Docker has no compose command'
docker buildx version >/dev/null 2>&1 || skip 'Docker has no buildx command'
"$python" -c 'import duckdb' 2>/dev/null || skip "$python has no module duckdb"

export MODE=${1:-native}
work=$(mktemp -d)
chmod 755 "$work"
project=meanstream-test-$$
start=$SECONDS

step() {
  printf 'containers: %4d s  %s\n' $((SECONDS - start)) "$1"
}

fail() {
  printf 'containers: FAILED: %s\n' "$1" >&2
  exit 1
}

compose() {
  docker compose --project-name "$project" --env-file "$work/.env" "$@"
}

quietly() {
  "$@" >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    fail "$*"
  }
}

end() {
  code=$?
  if [ $code -ne 0 ] && [ -e "$work/.env" ]; then
    compose ps -a || true
    compose logs --no-color --tail 30 || true
  fi
  if [ -e "$work/.env" ]; then
    compose --profile '*' down -v --remove-orphans --timeout 10 >/dev/null 2>&1 || true
  fi
  rm -rf "$work"
  exit $code
}
trap end EXIT

# A query of the balance of all ingestions, a number of stats-api's answer.
balance() {
  "$python" - "$1" <<'END'
import json, sys, urllib.request
with urllib.request.urlopen("http://127.0.0.1:8080/api/v1/balance") as answer:
    print(json.load(answer)[sys.argv[1]])
END
}

averages() {
  for period in day week; do
    "$python" -c 'import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode())' \
      "http://127.0.0.1:8080/api/v1/datasets/rides/averages?period=$period&format=csv"
  done
}

stand_in() {
  [ "$(docker image inspect -f '{{index .Config.Labels "io.meanstream.stand-in"}}' "$1" 2>/dev/null)" = true ]
}

# --- before anything runs -----------------------------------------------------------------------------

docker compose --env-file /dev/null config -q 2>"$work/log" && fail 'compose accepts a missing .env'
grep -q 'run ./env.sh first' "$work/log" || fail "without .env: $(cat "$work/log")"
step "without .env compose says: $(sed 's/.*: //' "$work/log")"

cp env.sh "$work/"
quietly "$work/env.sh"
[ "$(stat -c %a "$work/.env")" = 600 ] || fail '.env is not its owner'"'"'s alone'
cp "$work/.env" "$work/first"
quietly "$work/env.sh"
cmp -s "$work/.env" "$work/first" || fail 'env.sh changed a .env that existed'
step 'env.sh wrote .env with mode 600, and leaves it as it is'

cp -R datasets "$work/datasets"
{
  echo "INBOX=$work/inbox"
  echo "DATASETS=$work/datasets"
} >>"$work/.env"
# shellcheck source=/dev/null
. "$work/.env"
if stand_in mongo:8.0.17; then
  one="mongo-1:27017/?authSource=admin&directConnection=true"
  {
    echo "MONGODB_URI=mongodb://meanstream:$MONGO_PASSWORD@$one"
    echo "MONGODB_VIEWER_URI=mongodb://viewer:$MONGO_VIEWER_PASSWORD@$one"
    echo 'MONGO_MEMORY=6G'
  } >>"$work/.env"
  step 'mongo is a stand-in without replica sets: the services use mongo-1 alone'
fi
if docker image inspect meanstream-maven-repository >/dev/null 2>&1; then
  echo 'MAVEN_REPOSITORY=meanstream-maven-repository' >>"$work/.env"
fi

for mode in jvm native; do
  [ -e "src/main/docker/Dockerfile.$mode" ] || continue
  for profile in '' cli watch postgres '*'; do
    warnings=$(MODE=$mode compose --profile "$profile" config -q 2>&1) || fail "config: $warnings"
    [ -z "$warnings" ] || fail "config of $mode with '$profile': $warnings"
  done
done
step 'docker compose config is clean with every profile'

memory=$(MONGO_MEMORY='' compose config --format json | "$python" -c '
import json, sys
services = json.load(sys.stdin)["services"].values()
print(sum(int(it["deploy"]["resources"]["limits"]["memory"]) for it in services if it["restart"] != "no") >> 20)')
[ "$memory" -le 8192 ] || fail "the core may take $memory MB"
step "the core may take $memory MB"

if command -v hadolint >/dev/null; then
  quietly hadolint src/main/docker/Dockerfile.*
  step 'hadolint has nothing to say'
else
  step 'hadolint is not here, so the Dockerfiles are not linted'
fi

# --- start ---------------------------------------------------------------------------------------------

quietly compose --profile cli build
step "built: $(docker image ls --format '{{.Repository}}:{{.Tag}} {{.Size}}' 'meanstream-*' | grep -E ":($MODE|jvm) " | sort | tr '\n' ',')"

quietly compose up -d --wait
step 'up, and every container is healthy'

# --- a month ---------------------------------------------------------------------------------------------

month=$(find "${MEANSTREAM_DATA:-/nonexistent}" -name '202004-divvy-tripdata.csv' 2>/dev/null | head -n 1)
if [ -n "$month" ]; then
  install -m 644 "$month" "$work/inbox/month.csv"
else
  # without odd rows, which the comparison could not judge
  compose run --rm -T meanstream sample --rides 80000 --from 2020-04-01 --to 2020-05-01 |
    grep -v ',,' >"$work/inbox/month.csv"
  chmod 644 "$work/inbox/month.csv"
fi
quietly compose run --rm -T meanstream try month.csv
step "ingested through the inbox: $(balance stored) rows"
step "$("$python" system-tests/containers/compare.py http://127.0.0.1:8080 "$work/inbox/month.csv")"
quietly compose run --rm -T meanstream try month.csv
step 'the same file again changes nothing'

# --- a watched folder ------------------------------------------------------------------------------------

# A new file of the month's rides with other ids, so that every one of them counts.
part() {
  "$python" - "$work/inbox/month.csv" "$1" >"$work/inbox/part-$1.csv" <<'END'
import csv, sys
with open(sys.argv[1], newline="") as month:
    rows = csv.reader(month)
    header = next(rows)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(header)
    at = header.index("ride_id")
    for number, row in enumerate(rows):
        if number >= 5000:
            break
        row[at] = f"{sys.argv[2]}-{row[at]}"
        out.writerow(row)
END
  chmod 644 "$work/inbox/part-$1.csv"
}

# the ingestor's user moves the files; whoever runs this removes them
mkdir "$work"/inbox/rides "$work"/inbox/rides/done
chmod 777 "$work"/inbox/rides "$work"/inbox/rides/done
part watched
cp "$work/inbox/part-watched.csv" "$work/inbox/rides/"
deadline=$((SECONDS + 120))
until [ -e "$work/inbox/rides/done/part-watched.csv.report.json" ]; do
  [ $SECONDS -lt $deadline ] || fail 'a file in the watched folder is not taken'
  sleep 1
done
step 'a file in the watched folder was ingested and moved to done, along with its report'

# --- a file to unpack ------------------------------------------------------------------------------------

part unpacked
"$python" - "$work/inbox/part-unpacked" <<'END'
import duckdb, os, sys, zipfile
name = sys.argv[1]
duckdb.sql(f"COPY (FROM read_csv('{name}.csv', all_varchar = true)) TO '{name}.parquet'")
with zipfile.ZipFile(f"{name}.zip", "w") as archive:
    archive.write(f"{name}.parquet", "part-unpacked.parquet")
os.remove(f"{name}.parquet")
os.chmod(f"{name}.zip", 0o644)
END
quietly compose run --rm -T meanstream ingest part-unpacked.zip
step "a Parquet file in an archive was unpacked and ingested: $(balance stored) rows stored"

# --- kills -------------------------------------------------------------------------------------------------

# Ends a container as a crash does, so that Docker starts it again; or else as a user does.
crash() {
  id=$(compose ps -q "$1")
  pid=$(docker inspect -f '{{.State.Pid}}' "$id")
  kill -9 "$pid" 2>/dev/null || docker kill "$id" >/dev/null
}

running=$(compose ps --services --status running | sort)
for victim in $running; do
  part "$victim"
  quietly compose run --rm -T meanstream ingest --detach "part-$victim.csv"
  case $victim in
    # while a run of the batch needs it
    spark-* | scheduler) quietly compose run --rm -T -d meanstream aggregate --dataset rides ;;
  esac
  crash "$victim"
  quietly compose up -d --wait
  deadline=$((SECONDS + 300))
  until [ "$(balance inFlight)" = 0 ] && [ "$(balance settled)" = True ]; do
    [ $SECONDS -lt $deadline ] || fail "after the end of $victim, rows are in flight"
    sleep 1
  done
  step "killed $victim: $(balance read) rows read, $(balance stored) stored, none in flight"
done
files=("$work"/inbox/month.csv "$work"/inbox/part-*.csv)
quietly compose run --rm -T meanstream aggregate --dataset rides
step "$("$python" system-tests/containers/compare.py http://127.0.0.1:8080 "${files[@]}")"

# --- down, up and end ----------------------------------------------------------------------------------------

averages >"$work/before"
quietly compose down
quietly compose up -d --wait
averages >"$work/after"
cmp -s "$work/before" "$work/after" || fail 'averages changed by down and up'
step 'down and up keep everything'

watched=(mongo-express kafka-ui prometheus node-exporter)
if stand_in prom/prometheus:v3.5.0; then
  step 'grafana has no stand-in, so it is not started'
else
  watched+=(grafana)
fi
quietly compose --profile watch up -d --wait "${watched[@]}"
"$python" - "$WATCH_USER" "$WATCH_PASSWORD" <<'END' || fail 'a page of the profile watch'
import base64, sys, urllib.error, urllib.request
login = "Basic " + base64.b64encode(":".join(sys.argv[1:]).encode()).decode()
for port in 8081, 9021:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/")
        # a page to log in on
    except urllib.error.HTTPError as e:
        assert e.code == 401, e
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Authorization": login})
    assert urllib.request.urlopen(request).status == 200
END
step 'profile watch: Mongo Express on 8081 and Kafka UI on 9021 ask for the login'

# the brokers answer only if KAFKA_OPTS loads the exporter
"$python" - <<'END' || fail 'Prometheus does not reach every target'
import json, sys, time, urllib.request
deadline = time.monotonic() + 120
while True:
    with urllib.request.urlopen("http://127.0.0.1:9090/api/v1/targets?state=active") as answer:
        targets = [it for it in json.load(answer)["data"]["activeTargets"] if it["scrapePool"] != "kafka"]
    if len(targets) == 5 and all(it["health"] == "up" for it in targets):
        break
    if time.monotonic() > deadline:
        sys.exit(str([(it["scrapeUrl"], it["health"], it["lastError"]) for it in targets]))
    time.sleep(1)
with urllib.request.urlopen("http://127.0.0.1:9090/api/v1/rules") as answer:
    rules = [rule for group in json.load(answer)["data"]["groups"] for rule in group["rules"]]
assert rules and all(rule["health"] != "err" for rule in rules), rules
END
step 'profile watch: Prometheus reaches the four services and the node exporter, and evaluates its rules'

# --- PostgreSQL ----------------------------------------------------------------------------------------------

sql() {
  compose exec -T postgres psql -U meanstream -v ON_ERROR_STOP=1 -qtA postgres
}

# Waits until nothing is in flight and the rows of an outcome, such as stored, are this many more than before.
await_rows() {
  deadline=$((SECONDS + 120))
  until [ "$(balance "$1")" = $(($2 + $3)) ] && [ "$(balance inFlight)" = 0 ]; do
    [ $SECONDS -lt $deadline ] || fail "$(balance "$1") rows are $1, expected $2 + $3"
    sleep 1
  done
}

# Pushes 1,000 rides; prints the status of the response.
push() {
  "$python" - "$MEANSTREAM_TOKEN" "$1" <<'END'
import json, sys, urllib.error, urllib.request
token, name = sys.argv[1:]
rides = [
    {"ride_id": f"{name}-{n}", "started_at": "2021-06-01 10:00:00", "ended_at": "2021-06-01 10:20:00"}
    for n in range(1000)
]
request = urllib.request.Request(
    "http://127.0.0.1:8082/api/v1/datasets/rides/records",
    data="\n".join(map(json.dumps, rides)).encode(),
    headers={
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/x-ndjson",
        "Idempotency-Key": name,
    },
)
try:
    print(urllib.request.urlopen(request).status)
except urllib.error.HTTPError as e:
    print(e.code)
END
}

cat >"$work/datasets/readings.yaml" <<'END'
name: readings
time: at
source:
  zone: UTC
  postgres:
    url: postgresql://postgres:5432/postgres
    sslmode: disable
    user: meanstream
    password: {env: MEANSTREAM_POSTGRES_PASSWORD}
    table: readings
    every: PT1S
key: [[id]]
fields:
  id: {type: string}
  at: {type: timestamp}
  level: {type: double}
measures: {level: {unit: m, expression: level}}
END
{
  echo 'LANDING_URL=jdbc:postgresql://postgres:5432/postgres'
  echo 'FEEDS=readings'
} >>"$work/.env"
quietly compose --profile postgres up -d --wait
stored=$(balance stored)
[ "$(push first)" = 202 ] || fail 'records cannot be pushed'
await_rows stored "$stored" 1000
[ "$(sql <<<'SELECT count(*) FROM landing.record')" = 1000 ] || fail 'the records did not land in PostgreSQL'
step 'profile postgres: 1,000 pushed records landed in PostgreSQL, and are stored'

quietly compose stop postgres
[ "$(push second)" = 503 ] || fail 'a push is accepted although PostgreSQL is down'
quietly compose --profile postgres up -d --wait
[ "$(push second)" = 202 ] || fail 'records cannot be pushed after PostgreSQL came back'
crash postgres
quietly compose --profile postgres up -d --wait
[ "$(push second)" = 202 ] || fail 'the same push is not accepted again'
await_rows stored "$stored" 2000
[ "$(sql <<<'SELECT count(*) FROM landing.record')" = 2000 ] || fail 'a push landed twice, or not at all'
step 'profile postgres: a push is refused while PostgreSQL is down, and lands once although PostgreSQL was killed after it'

sql <<<'CREATE TABLE readings (id bigint PRIMARY KEY, at timestamptz NOT NULL, level float8)'
compose run --rm -T meanstream datasets ddl readings 2>"$work/log" | sql >/dev/null || fail "$(cat "$work/log")"
sql <<<"INSERT INTO readings SELECT n, timestamptz '2021-06-01 00:00Z' + n * interval '10 minutes', n % 7 FROM generate_series(1, 1000) n"
await_rows stored "$stored" 3000
corrected=$(balance corrected)
sql <<<'UPDATE readings SET level = 100 WHERE id <= 100'
await_rows corrected "$corrected" 100
quietly compose run --rm -T meanstream aggregate --dataset readings
sql >"$work/expected" <<<"SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), avg(level) FROM readings GROUP BY 1 ORDER BY 1"
"$python" - "$work/expected" <<'END' || fail 'averages of the table differ from those of PostgreSQL'
import json, sys, urllib.request
with open(sys.argv[1]) as lines:
    expected = {day: float(mean) for day, mean in (line.strip().split("|") for line in lines)}
url = "http://127.0.0.1:8080/api/v1/datasets/readings/averages?period=day"
with urllib.request.urlopen(url) as answer:
    means = {it["label"]: it["measures"]["level"]["mean"] for it in json.load(answer)["items"]}
assert means.keys() == expected.keys(), (means, expected)
assert all(abs(means[day] - expected[day]) < 1e-9 for day in means), (means, expected)
END
step "profile postgres: a table's rows and updates are stored, and their $(wc -l <"$work/expected") averages equal those of PostgreSQL"

quietly compose --profile '*' down -v
left=$(docker ps -aq --filter "label=com.docker.compose.project=$project"
  docker volume ls -q --filter "label=com.docker.compose.project=$project"
  docker network ls -q --filter "label=com.docker.compose.project=$project")
[ -z "$left" ] || fail "down -v leaves $left"
step 'down -v leaves nothing'
