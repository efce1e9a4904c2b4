"""Updates the prices from a stand-in of the AWS Price List: right figures, whole or not at all, bounded."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from binary import Costctl, Outcome
from checks import Checks, run_sections
from price_list import Edition, PriceListServer, price_list, self_signed
from price_list.files import PLANS, ROOT
from price_list.tables import EC2_COLUMNS, Table, decoys, instance_row

MEBIBYTE = 1 << 20
EPOCH, WEEK_LATER = "1795824000", "1796428800"
EAST, WEST = "us-east-1", "eu-west-1"
VERSION = Edition().version
EC2_CSV = f"{ROOT}/AmazonEC2/{VERSION}/{EAST}/index.csv"
LAMBDA_JSON = f"{ROOT}/AWSLambda/{VERSION}/{EAST}/index.json"
PLAN_CSV = f"{PLANS}/AWSComputeSavingsPlan/{VERSION}/{EAST}/index.csv"
LAUNCHER = Path(__file__).parents[2] / "Benchmarks" / "launcher.py"
Prices = dict[str, float]

# Figures that no table has: what the Lambda, SageMaker, CloudWatch and Bedrock documents come to.
DOCUMENTED = {
    "lambda/R/request/x86_64": 2e-7, "lambda/R/request/arm64": 2e-7,
    "lambda/R/duration/x86_64": 1.66667e-5, "lambda/R/duration/arm64": 1.33334e-5,
    "lambda/R/provisioned/configured/x86_64": 4.1667e-6, "lambda/R/provisioned/configured/arm64": 3.3334e-6,
    "lambda/R/provisioned/duration/x86_64": 9.7222e-6, "lambda/R/provisioned/duration/arm64": 7.7778e-6,
    "lambda/R/ephemeral-storage/x86_64": 3.09e-8, "lambda/R/ephemeral-storage/arm64": 3.09e-8,
    "lambda/R/managed-instances/request": 2e-7, "lambda/R/managed-instances/fee": 0.15,
    # The step that is free is an allowance, not a price.
    "lambda/R/streaming": 0.008,
    "lambda/R/microvm/vcpu": 0.09969984, "lambda/R/microvm/memory": 3.6667e-6,
    "lambda/R/microvm/snapshot-write": 0.0038, "lambda/R/microvm/snapshot-read": 0.00155,
    "lambda/R/microvm/snapshot-storage": 0.000109589 * 730,
    "lambda/R/tenant-isolation/x86_64": 0.000166667, "lambda/R/tenant-isolation/arm64": 0.000133333,
    "lambda/R/durable/operation": 8e-6, "lambda/R/durable/written": 0.25, "lambda/R/durable/retained": 0.15,
    "lambda/R/snapstart/cache": 1.5046e-6, "lambda/R/snapstart/restore": 0.0001397998,
    "lambda/R/event-poller/kafka": 0.185, "lambda/R/event-poller/sqs": 0.00925,
    "lambda/R/savings-plan/duration/x86_64/no-upfront": 1.47e-5,
    "lambda/R/savings-plan/duration/arm64/no-upfront": 1.17e-5,
    "lambda/R/savings-plan/provisioned/configured/x86_64/no-upfront": 3.67e-6,
    "lambda/R/savings-plan/provisioned/duration/x86_64/no-upfront": 8.56e-6,
    "lambda/R/savings-plan/duration/x86_64/all-upfront": 1.38e-5,
    "lambda/R/savings-plan/duration/x86_64/all-upfront/3yr": 1.37e-5,
    "sagemaker/R/ml.c7g.xlarge/on-demand": 0.174, "sagemaker/R/serverless": 2e-5,
    "sagemaker/R/ml.c7g.xlarge/ml-sp-1yr": 0.1392, "sagemaker/R/ml.c7g.xlarge/ml-sp-3yr": 0.0905,
    "sagemaker/R/data-in": 0.016, "sagemaker/R/data-out": 0.016,
    "cloudwatch/R/get-metric-data": 1e-5, "cloudwatch/R/list-metrics": 1e-5,
    "bedrock/R/nova-micro/input": 3.5e-8, "bedrock/R/nova-micro/output": 1.4e-7,
    "bedrock/R/llama-3.2-1b/input": 1e-7, "bedrock/R/llama-3.2-1b/output": 1e-7,
}


def seen_by_duckdb(folder: Path, files: dict[str, bytes], region: str) -> Prices:
    """EC2's tables as DuckDB reads and filters them."""
    ec2, plans = folder / "ec2.csv", folder / "plans.csv"
    ec2.write_bytes(files[EC2_CSV.replace(EAST, region)])
    plans.write_bytes(files[PLAN_CSV.replace(EAST, region)])
    connection = duckdb.connect()
    machine = f"""
        FROM read_csv('{ec2}', skip = 5, header = true, all_varchar = true, delim = ',', quote = '"')
        WHERE "Operating System" = 'Linux' AND "Tenancy" = 'Shared' AND "Pre Installed S/W" = 'NA'
          AND "CapacityStatus" = 'Used' AND "License Model" = 'No License required'
          AND "Region Code" = '{region}' AND "Instance Type" <> 't9.nano'
    """
    prices = dict(connection.execute(f"""
        SELECT 'ec2/{region}/' || "Instance Type" || '/on-demand', "PricePerUnit"::DOUBLE {machine}
          AND "TermType" = 'OnDemand' AND "MarketOption" = 'OnDemand'
        UNION ALL
        SELECT 'ec2/{region}/' || "Instance Type" || '/ri-' || "LeaseContractLength"
            || CASE "PurchaseOption" WHEN 'No Upfront' THEN ''
               ELSE '-' || replace(lower("PurchaseOption"), ' ', '-') END,
          round(sum("PricePerUnit"::DOUBLE / CASE "Unit" WHEN 'Hrs' THEN 1
            ELSE 8760 * left("LeaseContractLength", 1)::INT END), 10) {machine}
          AND "TermType" = 'Reserved' AND "OfferingClass" = 'standard'
        GROUP BY "Instance Type", "LeaseContractLength", "PurchaseOption"
    """).fetchall())
    prices |= dict(connection.execute(f"""
        SELECT 'ec2/{region}/' || split_part("DiscountedUsageType", ':', 2)
            || CASE "Product Family" WHEN 'ComputeSavingsPlans' THEN '/compute-sp-' ELSE '/ec2-sp-' END
            || "LeaseContractLength" || 'yr' || CASE "PurchaseOption" WHEN 'No Upfront' THEN ''
               ELSE '-' || replace(lower("PurchaseOption"), ' ', '-') END,
          "DiscountedRate"::DOUBLE
        FROM read_csv('{plans}', skip = 5, header = true, all_varchar = true)
        WHERE "DiscountedServiceCode" = 'AmazonEC2' AND "DiscountedOperation" = 'RunInstances'
          AND "DiscountedRegionCode" = '{region}' AND "DiscountedUsageType" LIKE '%BoxUsage:%'
    """).fetchall())
    return prices


@dataclass(frozen=True)
class Usage:
    """CPU in seconds and the most memory at once in bytes."""

    cpu: float
    peak: int


@dataclass(frozen=True)
class Home:
    """A user's data folder, and the prices that are in force there."""

    costctl: Costctl
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"XDG_DATA_HOME": str(self.folder), "SOURCE_DATE_EPOCH": EPOCH}

    def run(self, *arguments: str | Path, **more: str) -> Outcome:
        return self.costctl.run(*arguments, env={**self.environment, **more})

    def update(self, source: str | Path, *arguments: str, **more: str) -> Outcome:
        return self.run("pricing", "update", "--from", source, *arguments, **more)

    def measure(self, *arguments: str | Path) -> "Usage":
        """What a run takes; started by a small process, or this one's memory would count as its own."""
        told = subprocess.run(
            [sys.executable, "-I", LAUNCHER, self.costctl.path, *arguments],
            env={**self.costctl.environment, **self.environment}, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False,
        )
        _, cpu, peak = json.loads(told.stdout)
        return Usage(cpu, peak)

    def in_force(self, *arguments: str) -> dict[str, dict[str, Any]]:
        shown = self.run("pricing", "show", "--format", "json", *arguments)
        return {price["item"]: price for price in shown.json()["prices"]}

    def renewed(self, region: str) -> dict[str, dict[str, Any]]:
        """The prices that an update brought."""
        prices = self.in_force("--region", region)
        return {item: p for item, p in prices.items() if p["source"].startswith("AWS Price List, ")}

    def kept(self) -> dict[str, bytes]:
        place = self.folder / "costctl" / "pricing"
        return {p.name: p.read_bytes() for p in place.iterdir()} if place.exists() else {}


def differences(found: dict[str, dict[str, Any]], expected: Prices) -> list[str]:
    said = []
    for item in sorted(set(found) | set(expected)):
        price = found.get(item, {}).get("price")
        want = expected.get(item)
        if price is None or want is None or abs(price - want) > 1e-9 * want:
            said.append(f"{item}: {price} for {want}")
    return said


def check_figures(checks: Checks, costctl: Costctl, folder: Path) -> Home:
    files = price_list((EAST, WEST))
    home = Home(costctl, folder / "home")
    before = home.in_force()
    with PriceListServer(files, packs=True) as server:
        dry = home.update(server.url, "--region", EAST, "--dry-run")
        checks.expect("a dry run keeps nothing", not home.kept() and b"nothing written" in dry.stdout)
        outcome = home.update(server.url, "--region", EAST, "--region", WEST, "--format", "json")
    checks.expect("a price in an unknown unit makes it part of the work", outcome.code == 3, outcome.said)
    report = {region["region"]: region for region in outcome.json()["regions"]}
    for region in (EAST, WEST):
        expected = {item.replace("/R/", f"/{region}/"): usd for item, usd in DOCUMENTED.items()}
        expected |= seen_by_duckdb(folder, files, region)
        wrong = differences(home.renewed(region), expected)
        checks.expect(f"{len(expected)} prices of {region} are the list's", not wrong, wrong[:5])
        stream = f"cloudwatch/{region}/metric-stream"
        untaken = [item["item"] for item in report[region]["not_taken"]]
        same = home.in_force()[stream] == before[stream]
        checks.expect(f"what is not understood in {region} is named and stands", untaken == [stream] and same)
        checks.expect(
            f"what has no name of ours in {region} is reported",
            report[region]["unknown_usage_types"] == ["Lambda-Edge-Request", "Lambda-Web-Request-ARM"],
            report[region]["unknown_usage_types"],
        )
    tiers = home.in_force()[f"lambda/{EAST}/duration/x86_64"]["tiers"]
    checks.expect(
        "steps are in order, whatever theirs was",
        [(t["from"], t["price"]) for t in tiers] == [(0, 1.66667e-5), (6e9, 1.5e-5), (15e9, 1.33334e-5)], tiers,
    )
    gone = [c["item"] for c in report[EAST]["changes"] if c["change"] == "gone"]
    now = home.in_force()
    checks.expect("what the list has no more is gone", gone and not any(item in now for item in gone))
    others = [item for item in before if f"/{EAST}/" not in item and f"/{WEST}/" not in item]
    checks.expect("other regions are as they were", all(now[item] == before[item] for item in others))
    return home


def check_again(checks: Checks, home: Home) -> None:
    kept = home.kept()
    with PriceListServer(price_list((EAST, WEST))) as server:
        outcome = home.update(server.url, "--region", EAST)
        read = [path for path in server.asked if "/current/" not in path and not path.endswith("aws/index.json")]
    checks.expect(
        "versions in force are not read again",
        outcome.code == 0 and not read and b"already" in outcome.stdout and home.kept() == kept, read,
    )
    with PriceListServer(price_list((EAST, WEST))) as server:
        again = home.update(server.url, "--region", EAST, "--again")
        checks.expect(
            "but with --again, to the same end",
            again.code == 3 and EC2_CSV in server.asked and home.kept() == kept, again.said,
        )
    with PriceListServer(price_list((EAST, WEST))) as server:
        home.update(server.url, "--region", EAST, SOURCE_DATE_EPOCH=WEEK_LATER)
        back = home.update(server.url, "--region", EAST)
    ages = {p["effective"] for p in home.renewed(EAST).values()}
    names = [name for name in home.kept() if name.startswith(EAST)]
    checks.expect(
        "what the list still says a week later is dated anew",
        ages == {"2026-12-05"} and names == [f"{EAST}.2026-12-05.json"], (ages, names),
    )
    checks.expect("a clock that went back is no new day", back.code == 1 and "clock" in back.said, back.said)
    newer = Edition(version="20261205000000", x86="0.0000180000")
    with PriceListServer(price_list((EAST,), newer)) as server:
        changes = home.update(
            server.url, "--region", EAST, "--service", "lambda", "--format", "json", "--dry-run",
            SOURCE_DATE_EPOCH=WEEK_LATER,
        ).json()["regions"][0]["changes"]
        outcome = home.update(
            server.url, "--region", EAST, "--service", "lambda", SOURCE_DATE_EPOCH=WEEK_LATER
        )
    told = [(c["item"], c["change"], c["old_price"], c["new_price"]) for c in changes]
    checks.expect(
        "a new version shows what moved",
        told == [(f"lambda/{EAST}/duration/x86_64", "changed", 1.66667e-5, 1.8e-5)]
        and abs(changes[0]["relative_change"] - (1.8e-5 / 1.66667e-5 - 1)) < 1e-12, told,
    )
    price = home.in_force()[f"lambda/{EAST}/duration/x86_64"]["price"]
    checks.expect("and is in force from then on", outcome.code == 0 and price == 1.8e-5, outcome.said)


def check_precedence(checks: Checks, home: Home, folder: Path) -> None:
    configuration = folder / "own.yaml"
    item = f"ec2/{EAST}/c7g.xlarge/compute-sp-1yr-all-upfront"
    configuration.write_text(f'pricing: {{ overrides: {{ "{item}": 0.09 }} }}\n')
    own = home.run("pricing", "show", "--config", configuration, "--format", "json").json()
    prices = {price["item"]: (price["price"], price["status"]) for price in own["prices"]}
    checks.expect("an override beats an update", prices[item] == (0.09, "override"), prices[item])
    origins = {c["region"]: c["origin"] for c in own["catalogues"]}
    checks.expect(
        "pricing show says what is in force", origins[EAST] == "updated" and origins["us-west-2"] == "bundled"
    )
    sound = home.run("pricing", "verify", "--region", EAST, "--fail-on", "unverified", "--fail-on", "derived")
    checks.expect("nothing of an updated region is doubtful", sound.code == 0, sound.said)
    doubtful = home.run("pricing", "verify", "--region", "us-west-2", "--fail-on", "unverified")
    checks.expect("a region that came with the program is", doubtful.code == 2, doubtful.code)
    file = next(name for name in home.kept() if name.startswith(WEST))
    place = home.folder / "costctl" / "pricing" / file
    sane = place.read_bytes()
    place.write_bytes(sane[: len(sane) // 2])
    broken = home.run("pricing", "show")
    place.write_bytes(sane)
    checks.expect("a damaged catalogue is an error that names it", broken.code == 1 and file in broken.said, broken.said)


def damages(files: dict[str, bytes]) -> Iterator[tuple[str, str, bytes, str]]:
    """A name, the file, its damaged content, and what the message has to name."""
    lines = files[EC2_CSV].splitlines(keepends=True)

    def with_line(number: int, line: bytes) -> bytes:
        return b"".join([*lines[: number - 1], line, *lines[number:]])

    priced = next(n for n, line in enumerate(lines, 1) if b'"0.1450000000"' in line)
    line = lines[priced - 1]
    yield "an open quotation mark", EC2_CSV, with_line(priced, line[: line.index(b"0.145") + 4] + b"\n"), f"line {priced}"
    yield "a mark inside a field", EC2_CSV, with_line(priced, line.replace(b'"Hrs"', b'"H"rs')), f"line {priced}"
    yield "an empty price", EC2_CSV, with_line(priced, line.replace(b"0.1450000000", b"", 2)), f"line {priced}"
    yield "a price in words", EC2_CSV, with_line(priced, line.replace(b'"0.1450000000"', b'"free"')), f"line {priced}"
    yield "another currency", EC2_CSV, with_line(priced, line.replace(b'"USD"', b'"CNY"')), f"line {priced}"
    yield "a row without its end", EC2_CSV, with_line(priced, line.rpartition(b",")[0] + b"\n"), f"line {priced}"
    yield "a file without a column", EC2_CSV, files[EC2_CSV].replace(b'"Tenancy"', b'"Tenure"', 1), "Tenancy"
    yield "a file without a header", EC2_CSV, b"".join(lines[6:]), "SKU"
    yield "a last line cut off", EC2_CSV, files[EC2_CSV][:-40], f"line {len(lines)}"
    yield "a line of two megabytes", EC2_CSV, with_line(priced, b'"' + b"x" * (2 * MEBIBYTE) + b'"\n'), f"line {priced}"
    plan = files[PLAN_CSV].splitlines(keepends=True)
    yield "a plan without its rate", PLAN_CSV, b"".join(
        [*plan[:6], *(row.replace(b",0.106430,", b",,") for row in plan[6:])]
    ), "line 11"
    document = files[LAMBDA_JSON]
    yield "JSON that ends early", LAMBDA_JSON, document[: len(document) * 2 // 3], "at byte"
    yield "JSON without a price", LAMBDA_JSON, document.replace(b'"0.0000166667"', b'""', 1), "SKU"
    yield "JSON in yuan", LAMBDA_JSON, document.replace(b'"USD"', b'"CNY"', 1), "USD"
    yield "an index that is none", f"{ROOT}/index.json", b"<html>Sign in</html>", "index"
    away = files[f"{ROOT}/AWSLambda/current/region_index.json"].replace(
        LAMBDA_JSON.encode(), b"/../../../etc/passwd/x"
    )
    yield "an index that leads elsewhere", f"{ROOT}/AWSLambda/current/region_index.json", away, "path"


def check_damage(checks: Checks, costctl: Costctl, folder: Path) -> None:
    files = price_list()
    home = Home(costctl, folder / "damage")
    with PriceListServer(dict(files)) as server:
        home.update(server.url, "--region", EAST)
        kept = home.kept()
        # Another version, so that every file would be read.
        marked = {path: body.replace(VERSION.encode(), b"20261121000000") for path, body in files.items()}
        later = {path.replace(VERSION, "20261121000000"): body for path, body in marked.items()}
        for name, path, body, named in damages(files):
            server.files = later | {
                path.replace(VERSION, "20261121000000"): body.replace(VERSION.encode(), b"20261121000000")
            }
            outcome = home.update(server.url, "--region", EAST, "--quiet")
            fault = "" if outcome.code == 1 else f"exit {outcome.code}; "
            fault += "" if named in outcome.said and len(outcome.said.splitlines()) == 1 else outcome.said
            fault += "" if home.kept() == kept and not outcome.stdout else "; something was kept or said"
            checks.expect(f"{name} is refused, and what was in force stands", not fault, fault)


def check_network(checks: Checks, costctl: Costctl, folder: Path) -> None:
    files = price_list()
    with PriceListServer(dict(files)) as server:
        home = Home(costctl, folder / "cut")
        server.cut[EC2_CSV] = 1
        outcome = home.update(server.url, "--region", EAST)
        checks.expect(
            "a transfer that was cut off begins anew", outcome.code == 3 and server.asked.count(EC2_CSV) == 2,
            outcome.said,
        )
        server.status[f"{ROOT}/index.json"] = 503
        before = home.kept()
        outcome = home.update(server.url, "--region", EAST)
        checks.expect("a server that is busy is given up", outcome.code == 1 and "503" in outcome.said, outcome.said)
        checks.expect("and the prices stand", home.kept() == before)
        server.status.clear()
        outcome = home.update(server.url, "--region", "mars-north-1")
        checks.expect("a region that is not in the list is named", outcome.code == 1 and "mars-north-1" in outcome.said)
        both = home.update(server.url, "--region", EAST, "--region", "mars-north-1")
        checks.expect("and does not keep another from its prices", both.code == 3, both.code)
        server.files[f"{ROOT}/index.json"] = bytes(64 * MEBIBYTE)
        server.packs = True
        outcome = home.update(server.url, "--region", EAST)
        usage = home.measure("pricing", "update", "--from", server.url, "--region", EAST)
        checks.expect(
            "an index of 64 KiB that unpacks to 64 MiB is refused",
            outcome.code == 1 and usage.peak < 100 * MEBIBYTE and "larger" in outcome.said, outcome.said,
        )
    plain = Home(costctl, folder / "plain").update("http://203.0.113.1", "--region", EAST)
    checks.expect("plain http beyond this machine is refused", plain.code == 1 and "plain http" in plain.said)


def check_tls(checks: Checks, costctl: Costctl, folder: Path) -> None:
    home = Home(costctl, folder / "tls")
    certificate = self_signed(folder)
    with PriceListServer(price_list(), certificate=certificate) as server:
        stranger = home.update(server.url, "--region", EAST)
        checks.expect(
            "a server that nobody vouches for is refused",
            stranger.code == 1 and "TLS" in stranger.said and not home.kept(), stranger.said,
        )
        trusted = home.update(server.url, "--region", EAST, AWS_CA_BUNDLE=str(certificate))
        checks.expect("AWS_CA_BUNDLE vouches for it", trusted.code == 3 and len(home.kept()) == 1, trusted.said)


def check_folder(checks: Checks, costctl: Costctl, folder: Path) -> None:
    files = price_list()
    mirror = folder / "mirror"
    for path, body in files.items():
        (mirror / path[1:]).parent.mkdir(parents=True, exist_ok=True)
        (mirror / path[1:]).write_bytes(body)
    from_folder, from_server = Home(costctl, folder / "one"), Home(costctl, folder / "two")
    outcome = from_folder.update(mirror, "--region", EAST)
    with PriceListServer(files) as server:
        from_server.update(server.url, "--region", EAST)
    checks.expect(
        "a folder gives what a server gives", outcome.code == 3 and from_folder.kept() == from_server.kept(),
        outcome.said,
    )
    absent = from_folder.update(folder / "nowhere", "--region", EAST)
    checks.expect("a folder that is not there is named", absent.code == 1 and "nowhere" in absent.said)


def check_size(checks: Checks, costctl: Costctl, folder: Path, megabytes: int = 400) -> None:
    """EC2's file of a large region, generated as it is sent: the prices wanted stand first and last."""
    table = Table("AmazonEC2", VERSION, "2026-11-20T00:23:59Z", EC2_COLUMNS, quoted=True)
    foreign = [row for size in range(48) for row in decoys(EAST, f"x{size}i.32xlarge")]
    others = b"".join(table.row(row | {"PriceDescription": "x" * 120}) for row in foreign)
    block = others * (MEBIBYTE // len(others) + 1)
    sent = 0

    def pieces() -> Iterator[bytes]:
        nonlocal sent
        yield table.head() + table.row(instance_row(EAST, "c7g.xlarge", "0.1450000000"))
        while sent < megabytes * MEBIBYTE:
            sent += len(block)
            yield block
        yield table.row(instance_row(EAST, "c8g.xlarge", "0.1595200000"))

    home = Home(costctl, folder / "large")
    with PriceListServer(price_list()) as server:
        small = home.measure("pricing", "update", "--from", server.url, "--region", EAST, "--dry-run")
        server.streams[EC2_CSV] = pieces
        large = home.measure(
            "pricing", "update", "--from", server.url, "--region", EAST, "--service", "ec2"
        )
    prices = {item: p["price"] for item, p in home.renewed(EAST).items() if item.endswith("on-demand")}
    expected = {f"ec2/{EAST}/c7g.xlarge/on-demand": 0.145, f"ec2/{EAST}/c8g.xlarge/on-demand": 0.15952}
    print(
        f"        {sent / MEBIBYTE:.0f} MiB in {large.cpu:.1f} s of CPU, {large.peak / MEBIBYTE:.0f} MiB of"
        f" memory at most ({small.peak / MEBIBYTE:.0f} MiB for a list of some KiB)"
    )
    checks.expect("a file of 400 MiB gives its first and its last price", prices == expected, prices)
    checks.expect("in less than 100 MiB of memory", large.peak < 100 * MEBIBYTE, large.peak / MEBIBYTE)


def check_interruption(checks: Checks, costctl: Costctl, folder: Path) -> None:
    home = Home(costctl, folder / "interrupted")
    reached = folder / "reached"

    def endless() -> Iterator[bytes]:
        table = Table("AmazonEC2", VERSION, "", EC2_COLUMNS, quoted=True)
        yield table.head()
        row = table.row(instance_row(EAST, "c7g.xlarge", "0.1"))
        while True:
            yield row * 100
            reached.touch()

    with PriceListServer(price_list()) as server:
        server.streams[EC2_CSV] = endless
        process = costctl.start(
            "pricing", "update", "--from", server.url, "--region", EAST, "--quiet",
            env={**costctl.environment, **home.environment},
        )
        deadline = time.monotonic() + 30
        while not reached.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        code = process.wait(30)
    checks.expect("Ctrl-C in the middle of a file ends with 130 and keeps nothing", code == 130 and not home.kept(), code)


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    home = check_figures(checks, costctl, folder)
    check_again(checks, home)
    check_precedence(checks, home, folder)
    check_damage(checks, costctl, folder)
    check_network(checks, costctl, folder)
    check_tls(checks, costctl, folder)
    check_folder(checks, costctl, folder)
    check_interruption(checks, costctl, folder)
    check_size(checks, costctl, folder)


if __name__ == "__main__":
    run_sections({"pricing": check})
