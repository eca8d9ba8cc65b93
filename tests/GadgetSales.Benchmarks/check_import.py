"""Imports real files into a fresh service and compares its insights with the truth. Called by check-import.sh: API.dll CLI.dll DATA."""
import collections, csv, decimal, gzip, json, os, re, shutil, signal, socket, subprocess, sys, tempfile, time, urllib.error, urllib.parse, urllib.request

IMPORT_SECONDS = 15.0
COMPLETE_SECONDS = 1.0
RANGE = {"from": "2019-01-01", "to": "2019-06-30"}
FIELD_RANGE = {"from": "2019-03-31", "to": "2019-05-31"}
DIMENSIONS = [("month", "month", None), ("day", "day", None), ("store", None, "store"), ("category", None, "category"), ("sku", None, "sku")]
FIELD_OPTIONS = [
    "--currency", "USD", "--time-format", "MM/dd/yy HH:mm", "--store-from", r"Purchase Address:, ([A-Z]{2}) \d{5}$",
    "--zone", "CA=America/Los_Angeles", "--zone", "OR=America/Los_Angeles", "--zone", "WA=America/Los_Angeles",
    "--zone", "TX=America/Chicago", "--zone", "*=America/New_York"]

api, cli, data = sys.argv[1:4]
failures = []


def check(what, expected, actual):
    ok = expected == actual
    print(f"  {'ok  ' if ok else 'FAIL'} {what:<34} {actual if ok else f'{actual}, expected {expected}'}")
    if not ok:
        failures.append(what)


class Service:
    """The service on a free port of loopback with a data directory of its own."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="gadgetsales-check-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{free.getsockname()[1]}"
        self.log = open(os.path.join(self.folder, "log.txt"), "w+")
        self.process = subprocess.Popen(
            ["dotnet", api, "--urls", self.url, f"--Embedded:DataDirectory={os.path.join(self.folder, 'data')}"],
            stdout=self.log, stderr=subprocess.STDOUT, cwd=self.folder)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/health/ready", timeout=5).close()
                return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        self.__exit__()
        sys.exit("The service did not start.")

    def __exit__(self, *error):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        if error and error[0] or self.process.returncode not in (0, 143, -15):
            self.log.seek(0)
            sys.stderr.write(self.log.read()[-4000:])
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def insights(self, **query):
        text = urllib.parse.urlencode({"measures": "revenue,units,transactions", **query})
        with urllib.request.urlopen(f"{self.url}/v1/insights/sales?{text}", timeout=60) as answer:
            return json.load(answer)

    def total(self, **query):
        row = (self.insights(**query)["rows"] or [{}])[0]
        return {name: row.get(name, 0) for name in ("transactions", "units", "revenueMinor")}

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)) / 1024


def run_import(service, name, *options):
    """Runs the command; returns its figures, with wall seconds and peak memory in MB."""
    rejected = os.path.join(service.folder, "rejected.csv")
    started = time.monotonic()
    process = subprocess.Popen(
        ["dotnet", cli, "import", os.path.join(data, name), "--api", service.url, "--rejected", rejected, *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output = process.stdout.read()
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    figures = {key.strip(): int(value.replace(",", "")) for key, value in re.findall(r"^([a-z ]+?)\s{2,}([\d,]+)$", output, re.M)}
    figures.update(exit=os.waitstatus_to_exitcode(status), wall=time.monotonic() - started, peak=usage.ru_maxrss / 1024)
    if figures["exit"] != 0:
        sys.stderr.write(output + errors)
    return figures


def wait_for(service, expected, **query):
    """Seconds until the insights hold what is expected; the difference is reported by the comparison that follows."""
    started = time.monotonic()
    while service.total(**query) != expected and time.monotonic() - started < 60:
        time.sleep(0.01)
    return time.monotonic() - started


def compare(service, truth):
    print(f"\n{'by':<10}{'rows':>6}{'equal':>7}{'transactions':>14}{'units':>10}{'revenue':>16}")
    for name, grain, group in DIMENSIONS:
        query = {key: value for key, value in (("grain", grain), ("groupBy", group)) if value}
        expected = truth[f"by_{name}"]
        found = {}
        for row in service.insights(**RANGE, **query)["rows"]:
            key = row[group] if group else row["period"][: 7 if grain == "month" else 10]
            found[key] = {measure: row[measure] for measure in ("transactions", "units", "revenueMinor")}
        equal = 0
        for key in sorted(set(expected) | set(found)):
            wanted = {measure: expected.get(key, {}).get(measure) for measure in ("transactions", "units", "revenueMinor")}
            if found.get(key) == wanted:
                equal += 1
            else:
                failures.append(f"{name} {key}")
                print(f"  FAIL {name} {key}: {found.get(key)}, expected {wanted}")
        sums = [sum(row[measure] for row in found.values()) for measure in ("transactions", "units", "revenueMinor")]
        print(f"{name:<10}{len(expected):>6}{equal:>7}{sums[0]:>14,}{sums[1]:>10,}{sums[2] / 100:>16,.2f}")


def half_year():
    truth = json.load(open(os.path.join(data, "gadget_sales_2019_h1_truth.json")))
    total = {name: truth["total"][name] for name in ("transactions", "units", "revenueMinor")}
    with Service() as service:
        print("Half a year, first import")
        figures = run_import(service, "gadget_sales_2019_h1.csv.gz", "--currency", "USD")
        complete = wait_for(service, total, **RANGE)
        check("exit code", 0, figures["exit"])
        check("lines read", truth["total"]["lines"], figures.get("lines read"))
        check("recorded", total["transactions"], figures.get("recorded"))
        check("rejected and in conflict", 0, figures.get("rejected", 0) + figures.get("conflicts", 0))
        check("total", total, service.total(**RANGE))
        print(f"  {'ok  ' if figures['wall'] < IMPORT_SECONDS else 'SLOW'} import {figures['wall']:.2f} s (target < {IMPORT_SECONDS:.0f}), "
              f"{total['transactions'] / figures['wall']:,.0f} sales/s; peak memory: command {figures['peak']:.0f} MB, service {service.memory():.0f} MB")
        print(f"  {'ok  ' if complete < COMPLETE_SECONDS else 'SLOW'} insights complete {complete:.2f} s after its end (target < {COMPLETE_SECONDS:.0f})")
        if figures["wall"] >= IMPORT_SECONDS or complete >= COMPLETE_SECONDS:
            failures.append("speed")
        compare(service, truth)
        print("\nHalf a year, second import")
        figures = run_import(service, "gadget_sales_2019_h1.csv.gz", "--currency", "USD")
        check("recorded", 0, figures.get("recorded"))
        check("replayed", total["transactions"], figures.get("replayed"))
        check("total", total, service.total(**RANGE))


def field_file():
    with gzip.open(os.path.join(data, "raw", "Sales_April_2019.csv.gz"), "rt", newline="") as file:
        rows = [row for row in csv.reader(file) if any(row)]
    header, lines = rows[0], [row for row in rows if row != rows[0]]
    expected = {
        "transactions": len({row[0] for row in lines}),
        "units": sum(int(row[2]) for row in lines),
        "revenueMinor": int(sum(int(row[2]) * decimal.Decimal(row[3]) for row in lines) * 100)}
    by_product = collections.Counter()
    for row in lines:
        by_product[row[1]] += int(row[2])
    with Service() as service:
        print("\nApril as it comes from the field")
        figures = run_import(service, os.path.join("raw", "Sales_April_2019.csv.gz"), *FIELD_OPTIONS)
        wait_for(service, expected, **FIELD_RANGE)
        check("exit code", 0, figures["exit"])
        check("lines read", 18_289, figures.get("lines read"))
        check("skipped blank", 59, figures.get("skipped blank"))
        check("skipped headers", 35, figures.get("skipped headers"))
        check("total", expected, service.total(**FIELD_RANGE))
        units = {row["sku"]: row["units"] for row in service.insights(groupBy="sku", **FIELD_RANGE)["rows"]}
        check("units by product", sorted(by_product.values()), sorted(units.values()))
        stores = {row["store"]: row["transactions"] for row in service.insights(groupBy="store", **FIELD_RANGE)["rows"]}
        print(f"       by store: {stores}")


half_year()
field_file()
print(f"\n{len(failures)} differences: {', '.join(failures)}" if failures else "\nNo difference.")
sys.exit(1 if failures else 0)
