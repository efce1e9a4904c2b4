"""A desk that reports are sent from: a folder, a configuration, and what the history says afterwards."""

import json
import re
import shutil
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trustme
from binary import Costctl, Outcome

EPOCH = "1795824000"
# Status, attempts if they are certain, and what the detail must match.
Ending = tuple[str, int | None, str]


@dataclass(frozen=True)
class Office:
    """Runs one report after the other, each in a folder of its own with the demo's workloads."""

    costctl: Costctl
    folder: Path

    @staticmethod
    def open(costctl: Costctl, folder: Path) -> "Office":
        costctl.succeed("demo", "--dir", folder / "demo", "--quiet")
        return Office(costctl, folder)

    def desk(self, name: str, deliveries: list[dict[str, Any]], **files: str) -> "Desk":
        folder = self.folder / name
        folder.mkdir()
        shutil.copy(next((self.folder / "demo").glob("*.db")), folder / "costctl.db")
        # JSON is YAML.
        (folder / "costctl.yaml").write_text(json.dumps({"report": {"deliver": deliveries}}))
        for file, text in files.items():
            (folder / file).write_text(text)
        return Desk(self.costctl.within(folder), folder)


@dataclass(frozen=True)
class Desk:
    costctl: Costctl
    folder: Path

    def run(self, **variables: str) -> Outcome:
        return self.costctl.run(
            "report", "run", "--db", "costctl.db", "--config", "costctl.yaml", "--no-pull", "-v",
            env={"SOURCE_DATE_EPOCH": EPOCH, "AWS_EC2_METADATA_DISABLED": "true", **variables},
        )

    def history(self) -> bytes:
        return self.costctl.succeed(
            "report", "history", "--db", "costctl.db", "--format", "json"
        ).stdout

    def deliveries(self) -> list[dict[str, Any]]:
        """Of the last run, in the order of the configuration."""
        runs = json.loads(self.history())["runs"]
        return max(runs, key=lambda run: run["started_at"])["deliveries"]

    def send(self, **variables: str) -> tuple[Outcome, list[dict[str, Any]]]:
        outcome = self.run(**variables)
        return outcome, self.deliveries()

    def leaks(self, outcome: Outcome, *secrets: str) -> list[str]:
        """Where a secret can be read: in what was said, or in any file that is not its own."""
        places = {"stdout": outcome.stdout, "stderr": outcome.stderr, "history": self.history()}
        places |= {
            str(file): file.read_bytes()
            for file in self.folder.rglob("*")
            if file.is_file() and not file.name.startswith("secret")
        }
        return [
            place for place, text in places.items() for secret in secrets if secret.encode() in text
        ]


def ended(delivery: Mapping[str, Any], status: str, attempts: int | None = None, detail: str = "") -> bool:
    return (
        delivery["status"] == status
        and (attempts is None or delivery["attempts"] == attempts)
        and re.search(detail, delivery["detail"] or "") is not None
    )


@dataclass(frozen=True)
class Authority:
    """A certificate for this machine and the file of the one who vouches for it."""

    context: ssl.SSLContext
    bundle: Path

    @staticmethod
    def make(folder: Path, name: str) -> "Authority":
        authority = trustme.CA()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost", "127.0.0.1", outer_address() or "::1").configure_cert(context)
        bundle = folder / f"{name}.pem"
        authority.cert_pem.write_to_path(str(bundle))
        return Authority(context, bundle)


def outer_address() -> str | None:
    """An address of this machine that is not its loopback; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address = probe.getsockname()[0]
    return None if address.startswith("127.") else address


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
