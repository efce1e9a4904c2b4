"""Updates the prices from a stand-in of the AWS Price List: the right figures, in force as they should be."""

from pathlib import Path

import pricing_source
from binary import Costctl
from checks import Checks, run_sections
from price_list import Edition, PriceListServer, price_list
from pricing_expected import DOCUMENTED, differences, seen_by_duckdb
from pricing_home import EAST, EC2_CSV, WEEK_LATER, WEST, Home


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


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    home = check_figures(checks, costctl, folder)
    check_again(checks, home)
    check_precedence(checks, home, folder)
    pricing_source.check(checks, costctl, folder)


if __name__ == "__main__":
    run_sections({"pricing": check})
