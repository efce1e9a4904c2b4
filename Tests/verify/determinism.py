"""Runs everything twice: the same samples give the same bytes."""

import json
import os
from pathlib import Path
from typing import Any

from binary import Costctl
from checks import Checks, run_sections
from fleet import COLUMNS, Fleet, shuffled

FLEET = Fleet("twice", functions=240, period=3600, slots=336, present=0.6, seed=21)
FORMATS = ("table", "json", "csv", "markdown")
EPOCH = {"SOURCE_DATE_EPOCH": "1767225600"}


def undated(answer: bytes) -> Any:
    document = json.loads(answer)
    document.pop("generated_at")
    return document


def tree(folder: Path) -> dict[str, bytes]:
    """The text files that a run left; a database's pages may differ where its rows do not."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith((".db", "-wal", "-shm"))
    }


def check_demo(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """Two demos in two folders of the same name, so that no path can tell them apart."""
    answers, files = [], []
    for parent in ("a", "b"):
        place = folder / parent
        place.mkdir()
        there = costctl.within(place)
        answers.append(there.succeed("demo", "--dir", "demo", env=EPOCH).stdout)
        files.append(tree(place / "demo"))
    checks.expect("two demos say the same", answers[0] == answers[1] and bool(answers[0]))
    checks.expect("two demos leave the same files", files[0] == files[1], os.listdir(folder))


def check_command(checks: Checks, costctl: Costctl, database: Path, command: str) -> None:
    for form in FORMATS:
        first, second = (
            costctl.succeed(command, "--db", database, "--format", form, env=EPOCH).stdout
            for _ in range(2)
        )
        checks.expect(f"{command} --format {form}: the same bytes", first == second and bool(first))
        file = costctl.folder / f"{command}.{form}"
        told = costctl.succeed(
            command, "--db", database, "--format", form, "--output", file, env=EPOCH
        )
        same = file.read_bytes() == first and told.stdout == b""
        checks.expect(f"{command} --format {form} --output: the same bytes in the file", same)
    first, second = (
        costctl.succeed(command, "--db", database, "--format", "json").stdout for _ in range(2)
    )
    checks.expect(f"{command}: only generated_at moves", undated(first) == undated(second))
    dated = json.loads(costctl.succeed(command, "--db", database, "--format", "json", env=EPOCH).stdout)
    checks.expect(
        f"{command}: SOURCE_DATE_EPOCH dates the document",
        dated["generated_at"] == "2026-01-01T00:00:00Z" and dated["schema"] == f"costctl/{command}/v1",
        (dated["generated_at"], dated["schema"]),
    )


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    check_demo(checks, costctl, folder)
    databases = []
    for name, rows in (("one", FLEET.rows()), ("two", shuffled(FLEET.rows(), 3))):
        file = folder / f"{name}.csv"
        file.write_text("\n".join([COLUMNS, *rows, ""]))
        databases.append(folder / f"{name}.db")
        costctl.succeed("import", "--db", databases[-1], file)
    for command in ("analyze", "recommend"):
        check_command(checks, costctl, databases[0], command)
        one, two = (
            costctl.succeed(command, "--db", database, "--format", "csv", env=EPOCH).stdout
            for database in databases
        )
        checks.expect(f"{command}: the order of rows in the file does not matter", one == two)


if __name__ == "__main__":
    run_sections({"determinism": check})
