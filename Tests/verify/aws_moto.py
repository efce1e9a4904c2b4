"""The whole way against moto playing AWS: pull, analyze and recommend give the seeded truth."""

import io
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib import import_module
from pathlib import Path
from typing import Any

from binary import Costctl
from checks import Checks, run_sections
from pulling import DAY, HOUR, iso, table

REGION = "us-east-1"
ACCOUNT = "123456789012"
DAYS = 2


@dataclass(frozen=True)
class Seed:
    """A function with the same traffic every hour: the truth is one multiplication."""

    name: str
    utilization: float
    tier: str
    slots: int = 1
    memory_mb: int = 1024
    architecture: str = "arm64"

    @property
    def busy_seconds(self) -> float:
        """In an hour, over all slots."""
        return self.utilization * self.slots * HOUR

    @property
    def invocations(self) -> int:
        return round(self.busy_seconds / 2)


SEEDS = (
    Seed("moto-low", 0.05, "lambda"),
    Seed("moto-middle", 0.275, "reserved", slots=2, memory_mb=3008, architecture="x86_64"),
    Seed("moto-high", 0.80, "repatriate", slots=3, memory_mb=10240),
    Seed("moto-idle", 0.0, "lambda"),
)


@contextmanager
def moto(folder: Path, *arguments: str) -> Iterator[str]:
    """A moto server in a folder of its own: a file moto.py beside it would shadow the module."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (folder / "moto.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port), *arguments],
        cwd=folder, stdout=log, stderr=log,
        env={**os.environ, "MOTO_DOCKER_DISABLED": "1"},
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("moto did not start")
        try:
            urllib.request.urlopen(f"{url}/moto-api/data.json", timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("moto does not answer")


def client(service: str, url: str, key: str = "testing", secret: str = "testing") -> Any:
    import boto3
    from botocore.config import Config

    return boto3.client(
        service, endpoint_url=url, region_name=REGION, aws_access_key_id=key,
        aws_secret_access_key=secret, config=Config(disable_request_compression=True),
    )


def seed(url: str, since: int, until: int) -> None:
    role = client("iam", url).create_role(RoleName="verify", AssumeRolePolicyDocument="{}")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("index.py", "def handler(event, context): pass")
    functions, metrics = client("lambda", url), client("cloudwatch", url)
    for function in SEEDS:
        functions.create_function(
            FunctionName=function.name, Runtime="python3.12", Role=role["Role"]["Arn"],
            Handler="index.handler", Code={"ZipFile": archive.getvalue()},
            MemorySize=function.memory_mb, Architectures=[function.architecture],
        )
        if function.invocations:
            put(metrics, function, since, until)


def put(metrics: Any, function: Seed, since: int, until: int) -> None:
    """One datum an hour; Duration as the sum of its invocations."""
    longest = 2 * function.busy_seconds * 1000 / function.invocations
    data = []
    for hour in range(since, until, HOUR):
        def datum(name: str, unit: str, hour: int = hour, **value: Any) -> dict[str, Any]:
            return {
                "MetricName": name, "Unit": unit,
                "Dimensions": [{"Name": "FunctionName", "Value": function.name}],
                "Timestamp": datetime.fromtimestamp(hour, timezone.utc), **value,
            }

        total = function.busy_seconds * 1000
        count = function.invocations
        spread = {"SampleCount": count, "Sum": total, "Minimum": 1.0, "Maximum": longest}
        data += [
            datum("Invocations", "Count", Value=count),
            datum("Duration", "Milliseconds", StatisticValues=spread),
            datum("ConcurrentExecutions", "Count", Value=function.slots),
            datum("Errors", "Count", Value=1),
        ]
    for start in range(0, len(data), 100):
        metrics.put_metric_data(Namespace="AWS/Lambda", MetricData=data[start : start + 100])


def environment(url: str, key: str = "testing", secret: str = "testing") -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": url, "AWS_REGION": REGION, "AWS_ACCESS_KEY_ID": key,
        "AWS_SECRET_ACCESS_KEY": secret, "AWS_EC2_METADATA_DISABLED": "true",
    }


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    try:
        import_module("boto3")
        import_module("moto.server")
    except ImportError as error:
        checks.skip("moto plays AWS", str(error))
        return
    until = int(time.time()) // HOUR * HOUR
    since = until - DAYS * DAY
    with moto(folder) as url:
        seed(url, since, until)
        check_truth(checks, costctl, folder, url, since, until)
        check_second_pull(checks, costctl, folder, url, since, until)
        check_doctor(checks, costctl, url)


def check_truth(
    checks: Checks, costctl: Costctl, folder: Path, url: str, since: int, until: int
) -> None:
    window = ["--since", iso(since), "--until", iso(until)]
    database = folder / "moto.db"
    pulled = costctl.run("pull", "--db", database, *window, env=environment(url))
    checks.expect("pull ends with 0", pulled.code == 0, pulled.said)
    shared = ["--db", database, "--format", "json", *window]
    workloads = {w["name"]: w for w in costctl.succeed("analyze", *shared).json()["workloads"]}
    advice = {
        r["workload"]["name"] if isinstance(r["workload"], dict) else r["workload"]: r
        for r in costctl.succeed("recommend", *shared).json()["recommendations"]
    }
    checks.expect("every function is there", sorted(workloads) == sorted(s.name for s in SEEDS))
    for truth in SEEDS:
        entry = workloads[truth.name]
        usage, hours = entry["usage"], DAYS * 24
        checks.expect(
            f"{truth.name}: usage is the seeded truth",
            usage["invocations"] == truth.invocations * hours
            and close(usage["busy_seconds"], truth.busy_seconds * hours)
            and usage["coverage"] == 1
            and (usage["peak_concurrency"] or 0) == (truth.slots if truth.invocations else 0),
            usage,
        )
        checks.expect(
            f"{truth.name}: settings are those of the function",
            (entry["memory_mb"], entry["architecture"], entry["account"], entry["region"])
            == (truth.memory_mb, truth.architecture, ACCOUNT, REGION), entry,
        )
        checks.expect(
            f"{truth.name}: utilization and tier follow",
            close(entry["utilization"]["value"], truth.utilization)
            and entry["tier"] == truth.tier,
            (entry["utilization"], entry["tier"]),
        )
        checks.expect(
            f"{truth.name}: recommend agrees",
            truth.name in advice and advice[truth.name]["tier"] == truth.tier,
            advice.get(truth.name),
        )


def close(value: float | None, truth: float) -> bool:
    return abs((value or 0.0) - truth) <= 1e-9 * max(1.0, abs(truth))


def check_second_pull(
    checks: Checks, costctl: Costctl, folder: Path, url: str, since: int, until: int
) -> None:
    """What changed long ago is not asked for again; what changed just now is."""
    database = folder / "moto.db"
    window = ["--since", iso(since), "--until", iso(until)]
    late = {
        "MetricName": "Invocations", "Value": 1000, "Unit": "Count",
        "Dimensions": [{"Name": "FunctionName", "Value": "moto-low"}],
    }
    for instant in (since, until - HOUR):
        client("cloudwatch", url).put_metric_data(
            Namespace="AWS/Lambda",
            MetricData=[{**late, "Timestamp": datetime.fromtimestamp(instant, timezone.utc)}],
        )
    outcome = costctl.run("pull", "--db", database, *window, env=environment(url))
    checks.expect("a second pull ends with 0", outcome.code == 0, outcome.said)
    rows = table(
        database,
        "SELECT timestamp, invocations FROM sample WHERE function = 'moto-low' "
        "AND period_seconds = 3600 ORDER BY timestamp",
    )
    count = next(s.invocations for s in SEEDS if s.name == "moto-low")
    checks.expect("the oldest hour stays as it was", rows[0][1] == count, rows[0])
    checks.expect("the newest hour has the late points", rows[-1][1] == count + 1000, rows[-1])


def check_doctor(checks: Checks, costctl: Costctl, url: str) -> None:
    """moto's IAM mode refuses what no policy allows; it names actions after the signing name."""
    iam = client("iam", url)
    iam.create_user(UserName="doctor")
    made = iam.create_access_key(UserName="doctor")["AccessKey"]
    env = environment(url, made["AccessKeyId"], made["SecretAccessKey"])
    whole = costctl.run("doctor", "--format", "json", env=environment(url))
    failed = [c for c in whole.json()["checks"] if c["status"] == "fail"]
    checks.expect("doctor finds nothing wrong", whole.code == 0 and not failed, failed)
    request = urllib.request.Request(
        f"{url}/moto-api/reset-auth", data=b"0", headers={"Content-Type": "text/plain"}
    )
    urllib.request.urlopen(request).close()
    found = statuses(costctl, env)
    checks.expect(
        "doctor names cloudwatch:GetMetricData when it is missing",
        found["cloudwatch:GetMetricData"]["status"] == "fail"
        and "GetMetricData" in found["cloudwatch:GetMetricData"]["action"],
        found["cloudwatch:GetMetricData"],
    )
    checks.expect("the identity needs no permission", found["identity"]["status"] == "ok", found)
    checks.expect("and is the user's", "user/doctor" in found["identity"]["found"], found)


def statuses(costctl: Costctl, env: dict[str, str]) -> dict[str, dict[str, str]]:
    outcome = costctl.run("doctor", "--format", "json", env=env)
    return {c["check"]: c for c in json.loads(outcome.stdout)["checks"]}


if __name__ == "__main__":
    run_sections({"moto": check})
