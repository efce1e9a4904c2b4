"""A user's data folder in which `pricing update` keeps catalogues, and where the list's files stand."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from binary import Costctl, Outcome, Usage
from price_list import Edition
from price_list.files import PLANS, ROOT

MEBIBYTE = 1 << 20
EPOCH, WEEK_LATER = "1795824000", "1796428800"
EAST, WEST = "us-east-1", "eu-west-1"
VERSION = Edition().version
EC2_CSV = f"{ROOT}/AmazonEC2/{VERSION}/{EAST}/index.csv"
LAMBDA_JSON = f"{ROOT}/AWSLambda/{VERSION}/{EAST}/index.json"
PLAN_CSV = f"{PLANS}/AWSComputeSavingsPlan/{VERSION}/{EAST}/index.csv"


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

    def measure(self, *arguments: str | Path) -> Usage:
        return self.costctl.measure(*arguments, env=self.environment)

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
