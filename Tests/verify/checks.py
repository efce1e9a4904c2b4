"""Counts what held and what did not, one line each, and closes with the plain totals."""

import argparse
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from binary import Costctl


class Checks:
    """The running tally of one verification run."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0
        self.skipped = 0

    def expect(self, law: str, holds: bool, detail: object = "") -> None:
        """Records whether a law held; the detail is shown where it did not."""
        if holds:
            self.passed += 1
            print(f"  ok    {law}", flush=True)
        else:
            self.failed += 1
            print(f"  FAIL  {law}: {detail}", flush=True)

    def skip(self, law: str, why: str) -> None:
        self.skipped += 1
        print(f"  skip  {law}: {why}", flush=True)

    def run(self, title: str, section: "Section", costctl: Costctl) -> None:
        """Runs one section in a folder of its own; an exception is a failure of its own."""
        print(f"{title}", flush=True)
        with tempfile.TemporaryDirectory(prefix="costctl-verify-") as folder:
            try:
                section(self, costctl.within(Path(folder)), Path(folder))
            except Exception as error:  # a crash in one section must not hide the others
                traceback.print_exc(file=sys.stdout)
                self.expect(f"{title} runs to its end", False, error)

    def close(self) -> int:
        """Prints the totals and returns the exit code."""
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        print(f"{self.passed} passed, {self.failed} failed{skipped}", flush=True)
        return 0 if self.failed == 0 and self.passed > 0 else 1


Section = Callable[[Checks, Costctl, Path], None]


def run_sections(sections: dict[str, Section]) -> None:
    """The command line shared by every file here: --costctl PATH and, where several, names to run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--costctl", type=Path, default=Path(".build/release/costctl"))
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(sections))
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(sections)
    if unknown or not arguments.costctl.is_file():
        parser.error(f"no such check: {unknown}" if unknown else f"no {arguments.costctl}")
    checks = Checks()
    for name, section in sections.items():
        if not arguments.names or name in arguments.names:
            checks.run(name, section, Costctl(arguments.costctl.resolve()))
    sys.exit(checks.close())
