"""The results as a Markdown table and a JSON file."""

import json
from pathlib import Path
from typing import Any

from timing import Duel, Run, Spread

MEGABYTE = 1e6


def write(folder: Path, duels: list[Duel], facts: dict[str, Any], notes: list[str]) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join([*table(duels), "", *notes, "", *host(facts), ""])
    (folder / "results.md").write_text(text)
    document = {"facts": facts, "notes": notes, "duels": [duel.as_json() for duel in duels]}
    (folder / "results.json").write_text(json.dumps(document, indent=2) + "\n")
    return text


def table(duels: list[Duel]) -> list[str]:
    head = [
        "| what | costctl, s | peer, s | peer | times faster | CPU, s | peak memory, MB | file, MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    return head + [row(duel) for duel in duels]


def row(duel: Duel) -> str:
    ratio = duel.ratio
    cells = [
        duel.name,
        seconds(duel.ours),
        seconds(duel.theirs),
        duel.peer or "-",
        f"**{ratio.middle:.2f}** ({ratio.low:.2f}…{ratio.high:.2f})" if ratio else "-",
        pair(processor(duel.ours), processor(duel.theirs)),
        pair(memory(duel.ours), memory(duel.theirs)),
        pair(megabytes(duel.our_bytes), megabytes(duel.their_bytes)),
    ]
    return f"| {' | '.join(cells)} |"


def seconds(runs: list[Run]) -> str:
    if not runs:
        return "-"
    spread = Spread.of([run.seconds for run in runs])
    return f"{spread.middle:.2f} ({spread.low:.2f}…{spread.high:.2f})"


def processor(runs: list[Run]) -> str:
    return f"{Spread.of([run.cpu_seconds for run in runs]).middle:.1f}" if runs else "-"


def memory(runs: list[Run]) -> str:
    return megabytes(max((run.peak_bytes for run in runs), default=None))


def megabytes(count: int | None) -> str:
    return "-" if count is None else f"{count / MEGABYTE:.0f}"


def pair(ours: str, theirs: str) -> str:
    return ours if theirs == "-" else f"{ours} : {theirs}"


def host(facts: dict[str, Any]) -> list[str]:
    return [
        f"Measured on {facts['cpu']}, {facts['cores']} cores, {facts['memory']}, kernel"
        f" {facts['kernel']}; commit {facts['commit']}, {facts['swift']}, sqlite3"
        f" {facts['sqlite3']}, DuckDB {facts['duckdb']}."
    ]
