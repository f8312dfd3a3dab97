#!/usr/bin/env bash
# Prints a row for each comparison with a peer or a limit, as each is done. Comparisons with another checkout need one
# that is built, and files of rides: compare.sh [RIDES [ROUNDS [OTHER FILE…]]]
set -euo pipefail
cd "$(dirname "$0")/.."
rides=${1:-1000000}
rounds=${2:-5}
shift $(($# < 2 ? $# : 2))

comparisons() {
  benchmarks/validate-beside-fastcsv.sh "$rides" "$rounds"
  benchmarks/file-to-store.sh "$rides" "$rounds"
  benchmarks/kafka-to-store.sh "$rides" "$rounds"
  benchmarks/averages-beside-hello.sh "$rounds"
  benchmarks/export-beside-cursor.sh 250000 "$rounds"
  benchmarks/run-of-rides.sh "$rides" "$rounds"
  benchmarks/long-file.sh $((rides * 10)) 1
  if [ $# -gt 1 ]; then
    benchmarks/batch-beside-checkout.sh "$1" "$rounds" "${@:2}"
  fi
}

# each program prints the head of the table, too
comparisons "$@" | awk '/^\|/ && !printed[$0]++ { print; fflush() }'
