#!/bin/sh
# Compares the demo, and a run on up's cluster, of this checkout with those of another one, both built:
# batch-beside-checkout.sh OTHER ROUNDS FILE… The demo reads the first file, the run all of them.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
other=$(cd "$1" && pwd)
rounds=$2
shift 2
state=$here/benchmarks/target/batch-beside-checkout
mkdir -p "$state"

# Runs a command and prints its seconds.
seconds() {
  begun=$(date +%s.%N)
  "$@" > "$state/out" 2> "$state/err" || { cat "$state/err" >&2; exit 1; }
  echo "$(date +%s.%N) $begun" | awk '{ printf "%.1f", $1 - $2 }'
}

demo() {
  MEANSTREAM_HOME=$state/$2 seconds "$1/meanstream" demo --once --format json --data "$3"
}

run() {
  checkout=$1
  export MEANSTREAM_HOME="$state/$2"
  shift 2
  "$checkout/meanstream" up > /dev/null 2>&1
  "$checkout/meanstream" ingest "$@" > /dev/null 2>&1
  seconds "$checkout/meanstream" aggregate --dataset rides
  "$checkout/meanstream" down > /dev/null 2>&1
  "$checkout/meanstream" reset --yes > /dev/null 2>&1
}

median() {
  sort -n | awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

# A row of the table: the medians of a file with a pair of seconds a line, and their ratios.
row() {
  ratios=$(awk '{ print $1 / $2 }' "$2" | sort -n)
  printf '| %s, s | %.1f | the other checkout | %.1f | %.2f | %.2f to %.2f |\n' "$1" \
    "$(awk '{ print $1 }' "$2" | median)" "$(awk '{ print $2 }' "$2" | median)" \
    "$(echo "$ratios" | median)" "$(echo "$ratios" | head -1)" "$(echo "$ratios" | tail -1)"
}

# the first run after a build records a class-data archive in the background
run "$other" other "$@" > /dev/null
run "$here" here "$@" > /dev/null
: > "$state/demos"
: > "$state/runs"
round=0
while [ "$round" -lt "$rounds" ]; do
  round=$((round + 1))
  before=$(demo "$other" other "$1")
  after=$(demo "$here" here "$1")
  echo "$after $before" >> "$state/demos"
  before=$(run "$other" other "$@")
  after=$(run "$here" here "$@")
  echo "$after $before" >> "$state/runs"
done
echo '| what | Meanstream | compared with | it | ratio | lowest to highest |'
echo '|---|---|---|---|---|---|'
row 'demo' "$state/demos"
row "run on up's cluster" "$state/runs"
