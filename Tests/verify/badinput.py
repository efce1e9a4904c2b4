"""Feeds what must be refused: exit code 1, one line that names the place, nothing stored."""

import gzip
import os
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from binary import Costctl, Outcome
from checks import Checks, run_sections
from fleet import COLUMNS, Fleet

HEADER = "function,timestamp,period_seconds,invocations,duration_ms_sum,concurrency_max"
ROW = "f,2026-01-05T00:00:00Z,60,1,100,1"
NEXT = "f,2026-01-05T00:01:00Z,60,1,100,1"
MEBIBYTE = 1 << 20
GIBIBYTE = 1 << 30
NOBODY = 65_534


@dataclass(frozen=True)
class Case:
    """A file that must be refused, and what the message has to name besides the file."""

    name: str
    content: bytes
    named: tuple[str, ...]
    suffix: str = ".csv"


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def cell(name: str, row: str, column: str) -> Case:
    """A bad cell in line 3."""
    return Case(name, table(ROW, row), ("line 3", column))


def cases() -> Iterator[Case]:
    yield Case("unknown column", table(ROW + ",1", header=HEADER + ",memoryMb"), ("memoryMb",))
    yield Case("missing column", table(ROW[:-2], header=HEADER[:-16]), ("concurrency_max",))
    yield Case("repeated column", table(ROW + ",1", header=HEADER + ",invocations"), ("invocations",))
    yield cell("a word for a number", NEXT.replace(",100,", ",fast,"), "duration_ms_sum")
    yield cell("a number with a tail", NEXT.replace(",100,", ",100ms,"), "duration_ms_sum")
    yield cell("negative duration", NEXT.replace(",100,", ",-100,"), "duration_ms_sum")
    yield cell("NaN", NEXT.replace(",100,", ",NaN,"), "duration_ms_sum")
    yield cell("infinity", NEXT.replace(",100,", ",inf,"), "duration_ms_sum")
    yield cell("a number beyond a double", NEXT.replace(",100,", ",1e999,"), "duration_ms_sum")
    yield cell("negative invocations", NEXT.replace(",60,1,", ",60,-1,"), "invocations")
    yield cell("negative concurrency", NEXT[:-1] + "-1", "concurrency_max")
    yield cell("half an execution", NEXT[:-1] + "1.5", "concurrency_max")
    yield cell("a day that does not exist", NEXT.replace("01-05", "02-30"), "timestamp")
    yield cell("a time without a date", NEXT.replace("2026-01-05T", ""), "timestamp")
    yield cell("an instant off its period", NEXT.replace("00:01:00", "00:01:07"), "timestamp")
    yield cell("a period of zero", NEXT.replace(",60,", ",0,"), "period_seconds")
    yield cell("no function name", NEXT[1:], "function")
    yield Case("too few fields", table(ROW, "f,2026-01-05T00:01:00Z,60"), ("line 3",))
    yield Case("too many fields", table(ROW, NEXT + ",1,2"), ("line 3",))
    yield Case("duplicate rows", table(ROW, NEXT, ROW), ("line 4",))
    yield Case("an open quote", table(ROW, '"' + NEXT), ("line 3",))
    yield Case("not UTF-8", table(ROW) + b"\xff\xfe" + NEXT.encode() + b"\n", ("line 3",))
    yield Case("an empty file", b"", ())
    yield Case("a header alone", table(), ())
    yield Case("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 64, ())
    yield Case("not gzip", table(ROW).join([b"\x1f\x8b\x08\x00", b""]), (), ".csv.gz")
    packed = gzip.compress("\n".join([COLUMNS, *SMALL.rows(), ""]).encode(), mtime=0)
    yield Case("truncated gzip", packed[: len(packed) // 2], (), ".csv.gz")
    yield Case("gzip without its end", packed[:-4], (), ".csv.gz")
    damaged = packed[:-6] + bytes([packed[-6] ^ 1]) + packed[-5:]
    yield Case("gzip with a wrong checksum", damaged, (), ".csv.gz")


SMALL = Fleet("small", functions=24, period=3600, slots=48, present=0.6, seed=41)


def refused(outcome: Outcome, named: tuple[str, ...]) -> str:
    """What is wrong with a refusal; empty when nothing is."""
    lines = outcome.stderr.decode(errors="replace").splitlines()
    missing = [part for part in named if part not in outcome.said]
    faults = [
        (outcome.code != 1, f"exit code {outcome.code}"),
        (len(lines) != 1, f"{len(lines)} lines on stderr"),
        (bool(outcome.stdout), "something on stdout"),
        (bool(missing), f"does not name {missing}"),
    ]
    found = [fault for holds, fault in faults if holds]
    return f"{'; '.join(found)}: {outcome.said[:300]}" if found else ""


def check_case(checks: Checks, costctl: Costctl, folder: Path, store: Path, case: Case) -> None:
    file = folder / f"bad{case.suffix}"
    file.write_bytes(case.content)
    before = store.read_bytes()
    fault = refused(costctl.run("import", "--db", store, file), (file.name, *case.named))
    if store.read_bytes() != before:
        fault += "; the database changed"
    fresh = folder / "fresh.db"
    fault = fault or refused(costctl.run("import", "--db", fresh, file), (file.name,))
    if fresh.exists():
        fault += "; a database was left"
        fresh.unlink()
    checks.expect(f"{case.name} is refused", not fault, fault)


def check_gigabyte(checks: Checks, costctl: Costctl, folder: Path, store: Path) -> None:
    """A line of a gigabyte as a file of holes, in gzip and through a pipe, in bounded memory."""
    hole = folder / "line.csv"
    hole.write_bytes(table(ROW))
    os.truncate(hole, GIBIBYTE)
    packed = folder / "line.csv.gz"
    with gzip.open(packed, "wb", compresslevel=1) as file:
        file.write(table(ROW))
        for _ in range(GIBIBYTE // MEBIBYTE):
            file.write(b"x" * MEBIBYTE)
    outcomes = {
        "in a file": costctl.run("import", "--db", store, hole),
        "in gzip": costctl.run("import", "--db", store, packed),
        "through a pipe": piped_gigabyte(costctl, store),
    }
    before = store.read_bytes()
    for name, outcome in outcomes.items():
        fault = refused(outcome, ("line 3",))
        checks.expect(f"a line of a gigabyte {name} is refused", not fault, fault)
        used = outcome.max_rss / MEBIBYTE
        checks.expect(f"a line of a gigabyte {name} takes bounded memory", used < 256, f"{used:.0f} MiB")
    checks.expect("and leaves the database as it was", store.read_bytes() == before)


def piped_gigabyte(costctl: Costctl, store: Path) -> Outcome:
    script = "printf '%s\\n%s\\n' \"$0\" \"$1\"; head -c 1073741824 /dev/zero | tr '\\0' x"
    feed = subprocess.Popen(
        ["sh", "-c", script, HEADER, ROW], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert feed.stdout is not None
    outcome = costctl.run("import", "--db", store, "-", stdin=feed.stdout)
    feed.stdout.close()
    feed.wait()
    return outcome


def check_databases(checks: Checks, costctl: Costctl, folder: Path, good: Path, store: Path) -> None:
    """Files that are no database of ours, or of a later costctl."""
    foreign, text, newer = (folder / f"{name}.db" for name in ("foreign", "text", "newer"))
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE invoice (id INTEGER PRIMARY KEY, total REAL)")
        connection.execute("INSERT INTO invoice VALUES (1, 2.5)")
    connection.close()
    text.write_text("Dear diary,\n" * 1000)
    shutil.copy(store, newer)
    with sqlite3.connect(newer) as connection:
        connection.execute("INSERT INTO grdb_migrations VALUES ('999 from the future')")
    connection.close()
    for database in (foreign, text, newer):
        for command in (("import", good), ("analyze",), ("recommend",)):
            before = database.read_bytes()
            outcome = costctl.run(command[0], "--db", database, *command[1:])
            fault = refused(outcome, (database.name,))
            if database.read_bytes() != before:
                fault += "; the file changed"
            checks.expect(f"{command[0]} refuses the {database.stem} database", not fault, fault)
    for command in ("analyze", "recommend"):
        absent = folder / "absent.db"
        fault = refused(costctl.run(command, "--db", absent), (absent.name,))
        checks.expect(f"{command} refuses a database that is not there", not fault, fault)
        checks.expect(f"{command} does not make one", not absent.exists())


def check_missing_file(checks: Checks, costctl: Costctl, folder: Path, store: Path) -> None:
    for name, path in (("a file that is not there", folder / "no.csv"), ("a folder", folder)):
        fault = refused(costctl.run("import", "--db", store, path), (path.name,))
        checks.expect(f"import of {name} is refused", not fault, fault)


def check_read_only(checks: Checks, costctl: Costctl, folder: Path, good: Path, store: Path) -> None:
    """As root permissions do not bind, so the child runs as nobody."""
    user = NOBODY if os.geteuid() == 0 else None
    place = folder / "read-only"
    place.mkdir()
    binary, database = place / "costctl", place / "store.db"
    shutil.copy(costctl.path, binary)
    shutil.copy(store, database)
    shutil.copy(good, place / "good.csv")
    folder.chmod(0o755)
    database.chmod(0o444)
    place.chmod(0o555)
    as_nobody = Costctl(binary, place)
    before = database.read_bytes()
    for name, target in (("database", database), ("folder", place / "new.db")):
        outcome = as_nobody.run("import", "--db", target, place / "good.csv", user=user)
        fault = refused(outcome, (target.name,))
        checks.expect(f"a read-only {name} is named", not fault, fault)
    checks.expect("a read-only database stays as it was", database.read_bytes() == before)
    checks.expect("nothing is left in a read-only folder", not (place / "new.db").exists())
    place.chmod(0o755)


def check_full_disk(checks: Checks, costctl: Costctl, folder: Path, store: Path) -> None:
    """A limit on the size of files, and a disk of 2 MB."""
    large = folder / "large.csv"
    rows = Fleet("large", functions=1200, period=3600, slots=336, present=0.6, seed=42).rows()
    large.write_text("\n".join([COLUMNS, *rows, ""]))
    limited = folder / "limited.db"
    shutil.copy(store, limited)
    before = limited.read_bytes()
    outcome = costctl.run("import", "--db", limited, large, before=limit_files)
    fault = refused(outcome, (limited.name,))
    checks.expect("a limit on file size ends an import in one line", not fault, fault)
    checks.expect("and rolls it back", same_rows(limited, store) and len(before) > 0)
    with small_disk(folder) as disk:
        if disk is None:
            checks.skip("a full disk ends an import in one line", "no tmpfs may be mounted here")
        else:
            check_small_disk(checks, costctl, disk, large, store)


def check_full_device(checks: Checks, costctl: Costctl, folder: Path, store: Path) -> None:
    """A device of our own, because a faulty --output could replace the machine's."""
    device = folder / "full"
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 7))
        os.close(os.open(device, os.O_WRONLY))
    except OSError as error:
        checks.skip("a full device fails a result in one line", f"none can be made here ({error})")
        return
    outcome = costctl.run("analyze", "--db", store, "--quiet", "--format", "json", "--output", device)
    fault = refused(outcome, (str(device),))
    checks.expect("--output to a full device fails in one line", not fault, fault)
    checks.expect("and leaves the device a device", device.is_char_device())
    with device.open("wb") as full:
        process = costctl.start(
            "analyze", "--quiet", "--db", store, stdin=subprocess.DEVNULL, stdout=full,
            stderr=subprocess.PIPE,
        )
        said = process.communicate()[1].decode()
    checks.expect(
        "a full device as standard output fails in one line",
        process.returncode == 1 and len(said.splitlines()) == 1,
        (process.returncode, said),
    )


def check_small_disk(
    checks: Checks, costctl: Costctl, disk: Path, large: Path, store: Path
) -> None:
    database = disk / "small.db"
    shutil.copy(store, database)
    fault = refused(costctl.run("import", "--db", database, large), (database.name,))
    checks.expect("a full disk ends an import in one line", not fault, fault)
    checks.expect("a full disk leaves the old rows", same_rows(database, store))
    fresh = disk / "fresh.db"
    fault = refused(costctl.run("import", "--db", fresh, large), (fresh.name,))
    checks.expect("a full disk refuses a new database", not fault, fault)
    checks.expect("and leaves none behind", not fresh.exists())


def limit_files() -> None:
    """Writes past 4 MB fail instead of killing the process."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4 * MEBIBYTE, 4 * MEBIBYTE))


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    place = folder / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True
    ).returncode
    try:
        yield place if mounted == 0 else None
    finally:
        if mounted == 0:
            subprocess.run(["umount", place], check=True)


def same_rows(one: Path, other: Path) -> bool:
    def dump(database: Path) -> list[str]:
        with sqlite3.connect(database) as connection:
            lines = list(connection.iterdump())
        connection.close()
        return lines

    return dump(one) == dump(other)


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    good, store = folder / "good.csv", folder / "store.db"
    good.write_text("\n".join([COLUMNS, *SMALL.rows(), ""]))
    costctl.succeed("import", "--db", store, good)
    for case in cases():
        check_case(checks, costctl, folder, store, case)
    check_gigabyte(checks, costctl, folder, store)
    check_missing_file(checks, costctl, folder, store)
    check_databases(checks, costctl, folder, good, store)
    check_read_only(checks, costctl, folder, good, store)
    check_full_disk(checks, costctl, folder, store)
    check_full_device(checks, costctl, folder, store)


if __name__ == "__main__":
    run_sections({"badinput": check})
