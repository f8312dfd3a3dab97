#!/usr/bin/env bash
# As in mongo's image: the first start of an empty folder makes the administrator, unreachable from outside.
set -euo pipefail

if [ -n "${MONGO_INITDB_ROOT_USERNAME:-}" ] && [ -z "$(ls -A /data/db)" ]; then
  mongod --bind_ip 127.0.0.1 &
  server=$!
  until (: </dev/tcp/127.0.0.1/27017) 2>/dev/null; do
    kill -0 "$server"
    sleep 0.1
  done
  mongosh --quiet admin --eval '
    const { MONGO_INITDB_ROOT_USERNAME: user, MONGO_INITDB_ROOT_PASSWORD: pwd } = process.env;
    db.createUser({ user, pwd, roles: ["root"] });'
  kill "$server"
  wait "$server" || true
fi
exec "$@"
