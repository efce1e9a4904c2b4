"""Damages, withholds and swells the price list: an update is whole or not at all, and bounded."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

from binary import Costctl
from checks import Checks
from price_list import PriceListServer, price_list, self_signed
from price_list.files import ROOT
from price_list.tables import EC2_COLUMNS, Table, decoys, instance_row
from pricing_home import EAST, EC2_CSV, LAMBDA_JSON, MEBIBYTE, PLAN_CSV, VERSION, WEST, Home


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
    check_damage(checks, costctl, folder)
    check_network(checks, costctl, folder)
    check_tls(checks, costctl, folder)
    check_folder(checks, costctl, folder)
    check_interruption(checks, costctl, folder)
    check_size(checks, costctl, folder)
