"""Validates every JSON document the program writes against its schema in docs/schemas."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from binary import Costctl
from checks import Checks, run_sections
from hostile import HOSTILE, fleet_of
from price_list import PriceListServer, price_list
from pulling import FLEET, account, environment, pull_arguments, stand_in

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"
REGION = "us-east-1"
ESTIMATE = (
    "--model", "llama-3.2-1b", "--requests-per-day", "2000", "--prompt-tokens", "500",
    "--output-tokens", "200", "--daily-shape", "office", "--response-bytes", "9000000",
    "--agent-cpu-seconds", "20", "--approval-hours", "12",
)


class Validation:
    """The schemas by name, and which of them a document has been held against."""

    def __init__(self, checks: Checks) -> None:
        self.checks = checks
        self.schemas = {file.stem: json.loads(file.read_text()) for file in SCHEMAS.glob("*.json")}
        self.registry: Registry[Any] = Registry().with_resources(
            (f"{name}.json", Resource.from_contents(schema)) for name, schema in self.schemas.items()
        )
        self.used: set[str] = set()
        for schema in self.schemas.values():
            Draft202012Validator.check_schema(schema)

    def hold(self, title: str, answer: bytes) -> None:
        document = json.loads(answer)
        name = document["schema"].removeprefix("costctl/").removesuffix("/v1")
        self.used.add(name)
        if name not in self.schemas:
            self.checks.expect(f"{title}: {name} has a schema", False, SCHEMAS)
            return
        validator = Draft202012Validator(self.schemas[name], registry=self.registry)
        faults = [
            f"{list(fault.path)}: {fault.message[:120]}" for fault in validator.iter_errors(document)
        ]
        self.checks.expect(f"{title}: as docs/schemas/{name}.json says", not faults, faults[:3])


def commands(place: tuple[str | Path, ...]) -> list[tuple[str | Path, ...]]:
    return [
        (*command, *place)
        for command in (("analyze",), ("recommend",), ("tco",), ("export", "recommendations"))
    ]


def check_stored(validation: Validation, costctl: Costctl, folder: Path) -> None:
    """What is said of the sample fleet, and of one whose names are made to do harm."""
    demo = ("--db", folder / "demo.db", "--format", "json")
    hostile = ("--db", folder / "hostile.db", "--format", "json")
    (folder / "fleet.csv").write_text(fleet_of(HOSTILE), newline="")
    runs = [
        ("demo", *demo),
        ("import", *hostile, folder / "fleet.csv"),
        *commands(demo),
        *commands(hostile),
        ("tco", *demo, "--horizon", "1", "--set", "output_tokens_per_month=5000000"),
        ("report", "run", "--for", "2026-W46", "--no-pull", "--tco", *demo),
        ("report", "run", "--for", "2026-W03", "--no-pull", *hostile),
        ("explain", "agent-claims-durable", *demo),
        ("estimate", *demo, *ESTIMATE),
        ("config", "show", *demo),
        ("pricing", "show", *demo),
        ("pricing", "verify", *demo),
        # A doctor who finds no account says so, and ends with 1.
        ("doctor", *demo),
        ("report", "run", *demo, "--for", "2026-W46", "--no-pull"),
        ("report", "history", *demo),
    ]
    for run in runs:
        title = " ".join(part for part in run if isinstance(part, str))
        validation.hold(title, costctl.run(*run).stdout)


def check_fetched(validation: Validation, costctl: Costctl, folder: Path) -> None:
    """What is said of a pull, planned and done, and of a newer price list."""
    with stand_in(account(*FLEET)) as fake:
        for more in (("--dry-run",), ()):
            arguments = pull_arguments(fake.account, folder / "pulled.db", "--format", "json", *more)
            answer = costctl.run(*arguments, env=environment(fake)).stdout
            validation.hold(" ".join(("pull", *more)), answer)
    with PriceListServer(price_list((REGION,)), packs=True) as server:
        answer = costctl.run(
            "pricing", "update", "--from", server.url, "--region", REGION, "--format", "json",
            env={"XDG_DATA_HOME": str(folder)},
        ).stdout
        validation.hold("pricing update", answer)


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    validation = Validation(checks)
    check_stored(validation, costctl, folder)
    check_fetched(validation, costctl, folder)
    idle = set(validation.schemas) - validation.used
    checks.expect("every schema has met a document", not idle, idle)


if __name__ == "__main__":
    run_sections({"schemas": check})
