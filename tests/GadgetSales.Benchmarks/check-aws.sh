#!/usr/bin/env bash
# check-aws.sh: half a year of real sales on the whole way of the AWS store (dynalite, kinesis-local, the function's process, a stand-in for Athena over Parquet)
# and through the embedded one; compares every line of both lakes and the rows of insights and projections. Takes some minutes, nearly all of them in the stand-ins.
# Needs node and the shared data: in $GADGETSALES_SHARED, else in a folder "shared" beside the checkout. Exits non-zero on any difference.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export GADGETSALES_SHARED=${GADGETSALES_SHARED:-$root/../shared} GADGETSALES_AWS_ALL=1
[ -r "$GADGETSALES_SHARED/data/gadget_sales_2019_h1.csv.gz" ] || { echo "No data in $GADGETSALES_SHARED: set GADGETSALES_SHARED to the folder that holds data/."; exit 2; }
dotnet build "$root/tests/GadgetSales.Tests" -c Release -v q -nologo
exec dotnet "$root/tests/GadgetSales.Tests/bin/Release/net10.0/GadgetSales.Tests.dll" \
  -method '*.AwsEndToEndTests.Half_a_year_of_sales_with_voids_and_returns_is_the_same_in_both_stores' -failSkips -showLiveOutput -noColor -noLogo
