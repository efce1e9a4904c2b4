"""Kills imports at seeded moments: the store stays sound, holds all of a file or nothing of it."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from hashlib import sha256
from pathlib import Path

from binary import Costctl
from checks import Checks, run_sections
from fleet import COLUMNS, Fleet, by_time

FIRST = Fleet("first", functions=400, period=3600, slots=336, present=0.6, seed=11)
SECOND = Fleet("second", functions=2500, period=3600, slots=336, present=0.6, seed=12)
KILLS = 20


def contents(database: Path) -> str:
    """A digest of every table and view definition and every row, in the order of the keys."""
    digest = sha256()
    with sqlite3.connect(database) as connection:
        tables = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
        ).fetchall()
        for name, sql in tables:
            digest.update(f"{name}{sql}".encode())
            if sql and sql.startswith("CREATE TABLE"):
                for row in sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"'))):
                    digest.update(row.encode())
    connection.close()
    return digest.hexdigest()


def is_sound(database: Path) -> bool:
    with sqlite3.connect(database) as connection:
        answers = [
            connection.execute(f"PRAGMA {check}").fetchall()
            for check in ("quick_check", "integrity_check")
        ]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    return answers == [[("ok",)], [("ok",)]] and not orphans


def write(path: Path, rows: list[str]) -> Path:
    path.write_text("\n".join([COLUMNS, *rows, ""]))
    return path


def moments(seconds: float) -> list[float]:
    """Half of them anywhere in the import, half in its last third, where it commits."""
    draws = random.Random(2026)
    anywhere = [draws.uniform(0.02, 1.0) for _ in range(KILLS // 2)]
    late = [draws.uniform(0.66, 1.05) for _ in range(KILLS - KILLS // 2)]
    return [seconds * share for share in anywhere + late]


def kill(costctl: Costctl, database: Path, file: Path, after: float, signum: int) -> int:
    """Starts an import, signals it after so many seconds, and returns how it ended."""
    process = costctl.start(
        "import", "--db", database, file, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + after
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    if process.poll() is None:
        os.kill(process.pid, signum)
    return process.wait()


def copy(source: Path, target: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    shutil.copy(source, target)


def timed(costctl: Costctl, base: Path, target: Path, file: Path) -> float:
    """Seconds that an import of the file into a copy of a store takes."""
    copy(base, target)
    started = time.monotonic()
    costctl.succeed("import", "--db", target, file)
    return time.monotonic() - started


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    first = write(folder / "first.csv", FIRST.rows())
    second = write(folder / "second.csv", by_time(SECOND.rows()))
    base, clean, victim = (folder / name for name in ("base.db", "clean.db", "victim.db"))
    costctl.succeed("import", "--db", base, first)
    seconds = min(timed(costctl, base, clean, second) for _ in range(3))
    before, after = contents(base), contents(clean)
    checks.expect("an import changes the store", before != after)
    killed, found = 0, {before: 0, after: 0}
    for moment in moments(seconds):
        copy(base, victim)
        ended = kill(costctl, victim, second, moment, signal.SIGKILL)
        killed += ended == -signal.SIGKILL
        name = f"killed after {moment:.2f} of {seconds:.2f} s"
        checks.expect(f"{name}: the store is sound", is_sound(victim))
        state = contents(victim)
        checks.expect(f"{name}: all of the file or nothing", state in found)
        found[state] = found.get(state, 0) + 1
    print(f"        {found[before]} times nothing, {found[after]} times all")
    checks.expect("most kills hit a running import", killed >= KILLS // 2, killed)
    costctl.succeed("import", "--db", victim, second)
    checks.expect("a re-run completes what was killed", contents(victim) == after)
    check_fresh(checks, costctl, folder, second, seconds)
    check_interrupt(checks, costctl, folder, base, second, seconds)


def check_fresh(
    checks: Checks, costctl: Costctl, folder: Path, file: Path, seconds: float
) -> None:
    """A database that the killed import itself was creating."""
    clean, victim = folder / "fresh-clean.db", folder / "fresh.db"
    costctl.succeed("import", "--db", clean, file)
    for share in (0.01, 0.03, 0.5, 0.97):
        kill(costctl, victim, file, seconds * share, signal.SIGKILL)
        sound = not victim.exists() or is_sound(victim)
        checks.expect(f"a new store killed at {share:.0%} is sound", sound)
        costctl.succeed("import", "--db", victim, file)
        checks.expect(f"and the re-run fills it ({share:.0%})", contents(victim) == contents(clean))
        for suffix in ("", "-wal", "-shm"):
            Path(f"{victim}{suffix}").unlink(missing_ok=True)


def check_interrupt(
    checks: Checks, costctl: Costctl, folder: Path, base: Path, file: Path, seconds: float
) -> None:
    victim = folder / "interrupted.db"
    ended = 0
    for share in (0.5, 0.25, 0.12, 0.06):
        copy(base, victim)
        ended = kill(costctl, victim, file, seconds * share, signal.SIGINT)
        if ended:
            break
    checks.expect("Ctrl-C ends with 130", ended == 130, ended)
    checks.expect("and leaves nothing behind", contents(victim) == contents(base))


if __name__ == "__main__":
    run_sections({"kill9": check})
