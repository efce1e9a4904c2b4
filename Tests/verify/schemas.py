"""Validates every JSON document the program writes against its schema in docs/schemas."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

import gguf_models
from gguf import GGMLQuantizationType as Type

from binary import Costctl
from checks import Checks, run_sections
from hostile import HOSTILE, fleet_of
from llama_oracle import LLAMA
from price_list import PriceListServer, price_list
from pulling import FLEET, account, environment, pull_arguments, stand_in

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"
CATALOGUE = SCHEMAS.parents[1] / "pricing" / "aws"
REGION = "us-east-1"
# Two results as llama-bench -o jsonl writes them, shortened to what is read.
LLAMA_BENCH = [
    {
        "build_commit": "9b8d3d1", "cpu_info": "Neoverse-V2", "backends": "CPU",
        "model_type": "llama 1B Q4_K - Medium", "model_filename": "llama-3.2-1b-q4_k_m.gguf",
        "model_size": 799862784, "model_n_params": 1235814400, "n_threads": 4, "n_gpu_layers": 0,
        "n_prompt": prompt, "n_gen": output, "n_depth": 0, "test_time": "2026-01-20T10:00:00Z",
        "avg_ts": rate, "stddev_ts": 1.5, "samples_ts": [rate - 1, rate, rate + 1],
    }
    for prompt, output, rate in ((512, 0, 120.5), (0, 128, 31.0))
]
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
        title = " ".join(words(run))
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
    written = [
        file for file in folder.rglob("*.json") if b'"costctl/catalogue/v1"' in file.read_bytes()
    ]
    for file in [*written, *CATALOGUE.glob("*-*-*.json")]:
        validation.hold(f"catalogue {file.name}", file.read_bytes())
    validation.checks.expect("an update writes a catalogue", bool(written), folder)


def check_measured(validation: Validation, costctl: Costctl, folder: Path) -> None:
    """What is said of token rates: measured on a small model, imported, and the logits behind them."""
    model, report = folder / "model.gguf", folder / "report.jsonl"
    gguf_models.write(model, LLAMA, lambda _: Type.Q8_0, seed=1)
    report.write_text("".join(json.dumps(line) + "\n" for line in LLAMA_BENCH))
    database = ("--db", folder / "bench.db", "--format", "json")
    own = ("bench", "--gguf", model, "--no-save", "-p", "16", "-n", "4", *database)
    validation.hold("bench", costctl.run(*own).stdout)
    validation.hold("bench --import", costctl.run("bench", "--import", report, *database).stdout)
    told = costctl.run("bench", "--logits", "--gguf", model, "--tokens", "1,2,3")
    validation.hold("bench --logits", told.stdout)


def check_forecast(validation: Validation, costctl: Costctl, folder: Path) -> None:
    """What is said where models and tokens are known, and where a term is paid upfront."""
    (folder / "costctl.yaml").write_text(
        'workloads:\n  - { match: "*", model: llama-3.2-1b, quant: q4_k_m, prompt_tokens: 500, '
        "output_tokens: 200 }\n"
    )
    place = ("--db", folder / "demo.db", "--config", folder / "costctl.yaml", "--format", "json")
    for run in commands(place):
        validation.hold(f"{' '.join(words(run))}, tokens known", costctl.run(*run).stdout)


def words(run: Iterable[str | Path]) -> list[str]:
    return [part for part in run if isinstance(part, str)]


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    validation = Validation(checks)
    check_stored(validation, costctl, folder)
    check_fetched(validation, costctl, folder)
    check_measured(validation, costctl, folder)
    check_forecast(validation, costctl, folder)
    idle = set(validation.schemas) - validation.used
    checks.expect("every schema has met a document", not idle, idle)


if __name__ == "__main__":
    run_sections({"schemas": check})
