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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import boto3
from binary import Costctl
from botocore.config import Config
from checks import Checks, run_sections
from pulling import DAY, HOUR, iso, table

REGION = "us-east-1"
ACCOUNT = "123456789012"
OTHER_ACCOUNT, OTHER_REGION = "222222222222", "eu-west-1"
OTHER_ROLE = f"arn:aws:iam::{OTHER_ACCOUNT}:role/costctl"
DAYS = 2
# Cold starts of every hour where Lambda Insights is on, and what arm64 costs a GB-second.
INIT_MS, GB_SECOND = 9_000.0, 0.0000133334


@dataclass(frozen=True)
class Seed:
    """A function with the same traffic every hour: the truth is one multiplication."""

    name: str
    utilization: float
    tier: str
    slots: int = 1
    memory_mb: int = 1024
    architecture: str = "arm64"
    # The most memory that Lambda Insights saw used; 0 without the extension.
    used_mb: int = 0

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
    Seed("moto-high", 0.80, "repatriate", slots=3, memory_mb=10240, used_mb=3500),
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


Clients = Callable[[str], Any]


def clients(url: str, region: str = REGION, role: str | None = None) -> Clients:
    """Makes boto3's clients of one region, of the account itself or of one whose role is assumed."""
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    if role:
        sts = boto3.client("sts", endpoint_url=url, region_name=region, **keys)
        handed = sts.assume_role(RoleArn=role, RoleSessionName="seed")["Credentials"]
        keys = {
            "aws_access_key_id": handed["AccessKeyId"],
            "aws_secret_access_key": handed["SecretAccessKey"],
            "aws_session_token": handed["SessionToken"],
        }
    options = {"config": Config(disable_request_compression=True), **keys}
    return lambda name: boto3.client(name, endpoint_url=url, region_name=region, **options)


def seed(client: Clients, seeds: tuple[Seed, ...], since: int, until: int) -> None:
    role = client("iam").create_role(RoleName="verify", AssumeRolePolicyDocument="{}")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("index.py", "def handler(event, context): pass")
    functions, metrics = client("lambda"), client("cloudwatch")
    for function in seeds:
        functions.create_function(
            FunctionName=function.name, Runtime="python3.12", Role=role["Role"]["Arn"],
            Handler="index.handler", Code={"ZipFile": archive.getvalue()},
            MemorySize=function.memory_mb, Architectures=[function.architecture],
        )
        if function.invocations:
            put(metrics, function, since, until)
        if function.used_mb:
            put_insights(metrics, function, since, until)


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


def put_insights(metrics: Any, function: Seed, since: int, until: int) -> None:
    for hour in range(since, until, HOUR):
        shared = {
            "Dimensions": [{"Name": "function_name", "Value": function.name}],
            "Timestamp": datetime.fromtimestamp(hour, timezone.utc),
        }
        used, count = float(function.used_mb), function.invocations
        memory = {"SampleCount": count, "Sum": used * count, "Minimum": used, "Maximum": used}
        metrics.put_metric_data(
            Namespace="LambdaInsights",
            MetricData=[
                {"MetricName": "used_memory_max", "Unit": "Megabytes",
                 "StatisticValues": memory, **shared},
                {"MetricName": "init_duration", "Unit": "Milliseconds", "Value": INIT_MS, **shared},
            ],
        )


def environment(url: str, key: str = "testing", secret: str = "testing") -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": url, "AWS_REGION": REGION, "AWS_ACCESS_KEY_ID": key,
        "AWS_SECRET_ACCESS_KEY": secret, "AWS_EC2_METADATA_DISABLED": "true",
    }


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    until = int(time.time()) // HOUR * HOUR
    since = until - DAYS * DAY
    with moto(folder) as url:
        seed(clients(url), SEEDS, since, until)
        check_truth(checks, costctl, folder, url, since, until)
        check_second_pull(checks, costctl, folder, url, since, until)
        check_accounts(checks, costctl, folder, url, since, until)
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
        if truth.used_mb:
            check_insights(checks, truth, entry, advice[truth.name])


def check_insights(
    checks: Checks, truth: Seed, entry: dict[str, Any], advice: dict[str, Any]
) -> None:
    """Measured memory sizes the fleet, measured cold starts are billed."""
    hours = DAYS * 24
    checks.expect(
        f"{truth.name}: Lambda Insights tells memory and cold starts",
        entry["insights"] == {
            "measured_invocations": truth.invocations * hours,
            "used_memory_mb_max": truth.used_mb, "init_seconds": INIT_MS / 1000 * hours,
        },
        entry["insights"],
    )
    seconds = (truth.busy_seconds + INIT_MS / 1000) * hours
    compute = seconds * truth.memory_mb / 1024 * GB_SECOND
    checks.expect(
        f"{truth.name}: cold starts are in the cost",
        close(entry["window_cost"]["compute"], compute), (entry["window_cost"], compute),
    )
    checks.expect(
        f"{truth.name}: recommend sizes by the memory that was used, and says so",
        any("3,500 MB of its 10,240 MB" in reason for reason in advice["reasons"])
        # Of a c8g.xlarge 0.9 * 8,192 MB are usable: one execution fits as used, none as configured.
        and any(
            option["option"].startswith("ec2/c8g.xlarge/") and option["instances"] == truth.slots
            for option in advice["options"]
        ),
        (advice["reasons"], [o["option"] for o in advice["options"]]),
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
        clients(url)("cloudwatch").put_metric_data(
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


def check_accounts(
    checks: Checks, costctl: Costctl, folder: Path, url: str, since: int, until: int
) -> None:
    """Two accounts of costctl.yaml side by side, the second behind a role and in another region."""
    other = Seed("moto-other", 0.30, "reserved", slots=2, memory_mb=2048)
    seed(clients(url, OTHER_REGION, OTHER_ROLE), (other,), since, until)
    files = folder / ".aws"
    files.mkdir()
    (files / "credentials").write_text(
        "[prod]\naws_access_key_id = testing\naws_secret_access_key = testing\n"
    )
    (folder / "costctl.yaml").write_text(
        f"accounts:\n"
        f"  - {{ profile: prod, regions: [{REGION}] }}\n"
        f'  - {{ role_arn: "{OTHER_ROLE}", regions: [{OTHER_REGION}] }}\n'
        f'  - {{ profile: nowhere }}\n'
    )
    database = folder / "accounts.db"
    window = ["--since", iso(since), "--until", iso(until)]
    env = environment(url)
    del env["AWS_REGION"]
    pulled = costctl.run("pull", "--db", database, *window, env=env)
    found = statuses(costctl, env)
    (folder / "costctl.yaml").unlink()
    checks.expect(
        "accounts: doctor looks at each",
        found["identity of profile prod"]["status"] == "ok"
        and OTHER_ACCOUNT in found[f"identity of {OTHER_ROLE}"]["found"]
        and found["settings of profile nowhere"]["status"] == "fail",
        found,
    )
    checks.expect(
        "accounts: the one that does not exist is named, exit 3",
        pulled.code == 3 and "nowhere" in pulled.said, pulled.said,
    )
    shared = ["--db", database, "--format", "json", *window]
    workloads = {w["name"]: w for w in costctl.succeed("analyze", *shared).json()["workloads"]}
    entry = workloads.get("moto-other", {})
    checks.expect(
        "accounts: both are pulled, each function under its own account and region",
        sorted(workloads) == sorted([*(s.name for s in SEEDS), "moto-other"])
        and (entry["account"], entry["region"]) == (OTHER_ACCOUNT, OTHER_REGION)
        and workloads["moto-low"]["account"] == ACCOUNT,
        [(w["name"], w["account"], w["region"]) for w in workloads.values()],
    )
    checks.expect(
        "accounts: the second tells its truth",
        close(entry["utilization"]["value"], other.utilization) and entry["tier"] == other.tier,
        entry,
    )
    everywhere = costctl.run(
        "pull", "--db", folder / "regions.db", *window, "--all-regions", "--format", "json",
        env=environment(url),
    )
    regions = everywhere.json()["regions"]
    functions = {r["region"]: r["functions"] for r in regions}
    checks.expect(
        "--all-regions asks every region the account has",
        everywhere.code == 0 and len(functions) > 10
        and functions.pop(REGION) == len(SEEDS) and not any(functions.values()),
        (everywhere.said, regions),
    )


def check_doctor(checks: Checks, costctl: Costctl, url: str) -> None:
    """moto's IAM mode refuses what no policy allows; it names actions after the signing name."""
    iam = clients(url)("iam")
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
