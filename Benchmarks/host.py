"""What was measured, on what: figures mean nothing without it."""

import os
import platform
import subprocess
from pathlib import Path
from typing import Any

import duckdb


def facts(costctl: Path) -> dict[str, Any]:
    return {
        "cpu": _first("/proc/cpuinfo", "model name"),
        "cores": len(os.sched_getaffinity(0)),
        "memory": _first("/proc/meminfo", "MemTotal"),
        "kernel": platform.release(),
        "commit": _told("git", "rev-parse", "--short", "HEAD"),
        "swift": _told("swift", "--version").split("\n")[0],
        "sqlite3": _told("sqlite3", "--version").split(" ")[0],
        "duckdb": duckdb.__version__,
        "binary_bytes": costctl.stat().st_size,
    }


def _first(file: str, field: str) -> str:
    lines = Path(file).read_text().splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(field)), "?")


def _told(*command: str) -> str:
    told = subprocess.run(command, capture_output=True, text=True)
    return told.stdout.strip() if told.returncode == 0 else "?"
