"""Validates every JSON document the program writes against its schema in docs/schemas."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from binary import Costctl
from checks import Checks, run_sections
from hostile import HOSTILE, fleet_of

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"


def registry() -> Registry:
    return Registry().with_resources(
        (file.name, Resource.from_contents(json.loads(file.read_text())))
        for file in sorted(SCHEMAS.glob("*.json"))
    )


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    known = registry()
    for file in sorted(SCHEMAS.glob("*.json")):
        Draft202012Validator.check_schema(json.loads(file.read_text()))
    (folder / "fleet.csv").write_text(fleet_of(HOSTILE), newline="")
    database = ("--db", folder / "demo.db", "--format", "json")
    hostile = ("--db", folder / "hostile.db", "--format", "json")
    runs = [
        ("demo", "--db", folder / "demo.db", "--format", "json"),
        ("import", "--db", folder / "hostile.db", "--format", "json", folder / "fleet.csv"),
        *(
            (*command, *place)
            for place in (database, hostile)
            for command in (("analyze",), ("recommend",), ("tco",), ("export", "recommendations"))
        ),
        ("tco", *database, "--horizon", "1", "--set", "output_tokens_per_month=5000000"),
        ("config", "show", *database),
        ("pricing", "show", *database),
        ("doctor", *database),
    ]
    for run in runs:
        # A doctor who finds no account says so, and ends with 1.
        answer = json.loads(costctl.run(*run).stdout)
        name = answer["schema"].split("/")[1]
        file = SCHEMAS / f"{name}.json"
        if not file.is_file():
            checks.expect(f"{name} has a schema", False, file)
            continue
        validator = Draft202012Validator(json.loads(file.read_text()), registry=known)
        faults = [
            f"{list(fault.path)}: {fault.message[:120]}" for fault in validator.iter_errors(answer)
        ]
        title = " ".join(str(part) for part in run if not isinstance(part, Path))
        checks.expect(f"{title}: as docs/schemas/{name}.json says", not faults, faults[:3])


if __name__ == "__main__":
    run_sections({"schemas": check})
