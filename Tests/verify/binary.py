"""Runs the release binary in a clean environment and measures what it used."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any


# A small process of its own starts what is measured: Linux counts the parent's memory into its peak.
LAUNCHER = Path(__file__).parents[2] / "Benchmarks" / "launcher.py"


@dataclass(frozen=True)
class Usage:
    """CPU in seconds and the most memory at once in bytes."""

    cpu: float
    peak: int


@dataclass(frozen=True)
class Outcome:
    """What one run left behind; max_rss in bytes."""

    code: int
    stdout: bytes
    stderr: bytes
    max_rss: int

    @property
    def said(self) -> str:
        return self.stderr.decode(errors="replace").strip()

    def json(self) -> Any:
        return json.loads(self.stdout)


@dataclass(frozen=True)
class Costctl:
    """The binary, the folder it runs in and the environment it sees: no configuration but ours."""

    path: Path
    folder: Path = Path(".")

    def within(self, folder: Path) -> "Costctl":
        return Costctl(self.path, folder)

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", ""), "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}

    def start(self, *arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [str(self.path), *map(str, arguments)],
            cwd=self.folder,
            env=options.pop("env", self.environment),
            **options,
        )

    def run(
        self,
        *arguments: str | Path,
        stdin: IO[bytes] | int = subprocess.DEVNULL,
        env: Mapping[str, str] | None = None,
        user: int | None = None,
        before: Callable[[], None] | None = None,
    ) -> Outcome:
        """Runs to the end; `before` runs in the child, `user` is the id it runs as."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = self.start(
                *arguments,
                stdin=stdin,
                stdout=out,
                stderr=err,
                env={**self.environment, **(env or {})},
                user=user,
                preexec_fn=before,
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            return Outcome(process.returncode, out.read(), err.read(), usage.ru_maxrss * 1024)

    def succeed(self, *arguments: str | Path, **options: Any) -> Outcome:
        outcome = self.run(*arguments, **options)
        if outcome.code != 0:
            command = " ".join(map(str, arguments))
            raise RuntimeError(f"costctl {command} ended with {outcome.code}: {outcome.said}")
        return outcome

    def measure(self, *arguments: str | Path, env: Mapping[str, str] | None = None) -> Usage:
        """What a run takes, however it ends; its result goes nowhere but to an `--output`."""
        told = subprocess.run(
            [sys.executable, "-I", str(LAUNCHER), str(self.path), *map(str, arguments)],
            cwd=self.folder, env={**self.environment, **(env or {})}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
        )
        _, cpu, peak = json.loads(told.stdout)
        return Usage(cpu, peak)
