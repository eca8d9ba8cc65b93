#!/usr/bin/env bash
# Projects every series of the forecast benchmark with the command line tool and prints the scorer's table.
# Options are passed on to the scorer: --set m4_hourly, --by-group, ...
# The benchmark is the folder forecast-benchmark in GADGETSALES_SHARED, or in a folder "shared" beside the checkout.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
benchmark=${GADGETSALES_SHARED:-$root/../shared}/forecast-benchmark
[ -f "$benchmark/score.py" ] || { echo "no benchmark in $benchmark: set GADGETSALES_SHARED" >&2; exit 2; }
forecasts=$(mktemp -d)
trap 'rm -rf "$forecasts"' EXIT
dotnet build "$root/src/GadgetSales.Cli" -c Release -v q -nologo >&2
"$root/src/GadgetSales.Cli/bin/Release/net10.0/gadgetsales" forecast \
  --input "$benchmark/bench_tasks.ndjson.gz" --output "$forecasts/gadgetsales.csv.gz"
python3 "$benchmark/score.py" "$forecasts/gadgetsales.csv.gz" "$@"
