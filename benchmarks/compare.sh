#!/usr/bin/env bash
# Prints a row for each comparison with a peer or a limit, as each is done: compare.sh [RIDES [ROUNDS]]
set -euo pipefail
cd "$(dirname "$0")/.."
rides=${1:-1000000}
rounds=${2:-5}

comparisons() {
  benchmarks/validate-beside-fastcsv.sh "$rides" "$rounds"
  benchmarks/file-to-store.sh "$rides" "$rounds"
  benchmarks/kafka-to-store.sh "$rides" "$rounds"
  benchmarks/averages-beside-hello.sh "$rounds"
}

# each program prints the head of the table, too
comparisons | awk '/^\|/ && !printed[$0]++ { print; fflush() }'
