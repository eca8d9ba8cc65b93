#!/usr/bin/env bash
# check-import.sh: imports real files into a fresh service and compares its insights with their known truth, to the cent.
# Needs python3 and the shared data: in $GADGETSALES_SHARED, else in a folder "shared" beside the checkout. Exits non-zero on any difference.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
shared=${GADGETSALES_SHARED:-$root/../shared}
[ -r "$shared/data/gadget_sales_2019_h1.csv.gz" ] || { echo "No data in $shared: set GADGETSALES_SHARED to the folder that holds data/."; exit 2; }
for project in Api Cli; do
  dotnet build "$root/src/GadgetSales.$project" -c Release -v q -nologo
done
exec python3 "$here/check_import.py" "$root/src/GadgetSales.Api/bin/Release/net10.0/GadgetSales.Api.dll" \
  "$root/src/GadgetSales.Cli/bin/Release/net10.0/gadgetsales.dll" "$shared/data"
