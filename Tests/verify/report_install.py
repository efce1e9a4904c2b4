"""Has systemd, cron, Kubernetes' schemas and cfn-lint read what `report install` writes."""

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml
from binary import Costctl, Outcome
from checks import Checks, run_sections

SECRET = "https://hooks.invalid/T0/do-not-tell"
CONFIGURATION = """\
region: eu-west-1
accounts:
  - { role_arn: "arn:aws:iam::123456789012:role/costctl", regions: [us-east-1] }
report:
  deliver:
    - { file: "reports/{period}.html" }
    - { s3: "s3://finops/costctl/" }
    - { slack_webhook_env: SLACK_WEBHOOK_URL }
    - { email: { to: [a@example.com], smtp: "smtps://m.example.com", password_file: "pass word" } }
"""
# Each is special somewhere: to systemd, to a shell, to cron, to YAML, to a pattern.
FOLDERS = ("plain", "a b", "50%h", "$HOME", 'q"q', "it's", "back\\slash", "*[x]?", "a;#b & c", "é: {ü}")
# What a user's manager cannot do, whatever is asked of it (systemd.exec(5)).
SYSTEM_ONLY = (
    "ProtectProc", "ProcSubset", "ProtectControlGroups", "RemoveIPC", "DynamicUser", "User",
    "CapabilityBoundingSet", "AmbientCapabilities", "RootImage", "LogNamespace",
)


@dataclass(frozen=True)
class Place:
    """A folder with a configuration, from which the report is installed."""

    costctl: Costctl
    home: Path
    folder: Path

    def install(self, *arguments: str | Path) -> Outcome:
        """As a user without a manager and with a secret in the environment."""
        return self.costctl.within(self.folder).run(
            "report", "install", *arguments,
            env={
                "HOME": str(self.home), "XDG_CONFIG_HOME": str(self.home / ".config"),
                "SLACK_WEBHOOK_URL": SECRET,
            },
        )

    @property
    def command(self) -> list[str]:
        return [
            str(self.costctl.path), "report", "run", "--config", str(self.folder / "costctl.yaml"),
            "--db", str(self.home / ".local/share/costctl/costctl.db"),
        ]


def place(costctl: Costctl, folder: Path, name: str, configuration: str = CONFIGURATION) -> Place:
    home = folder / name
    home.mkdir(parents=True)
    (home / "costctl.yaml").write_text(configuration)
    return Place(costctl, home, home)


def systemd(folder: Path, *arguments: str | Path, debug: bool = False) -> tuple[int, str]:
    """systemd-analyze without a manager; with `debug`, verify prints each unit as it was read."""
    environment = {
        "PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder), "TZ": "UTC",
        "LC_ALL": "C.UTF-8", **({"SYSTEMD_LOG_LEVEL": "debug"} if debug else {}),
    }
    run = subprocess.run(
        ["systemd-analyze", *map(str, arguments)], env=environment, capture_output=True, text=True
    )
    return run.returncode, run.stdout + run.stderr


def as_read(dump: str, setting: str) -> str | None:
    found = re.search(rf"^\s*{setting}: (.*)$", dump, re.MULTILINE)
    return found and found.group(1)


def check_units(checks: Checks, costctl: Costctl, folder: Path) -> None:
    for name in FOLDERS:
        here = place(costctl, folder, name)
        outcome = here.install()
        units = here.home / ".config/systemd/user"
        paths = [folder / path.name for path in sorted(units.glob("*.*"))]
        for path in paths:  # systemd-analyze takes a colon in a path for its own
            path.write_bytes((units / path.name).read_bytes())
        code, said = systemd(folder, "verify", "--user", "--man=no", *paths)
        checks.expect(
            f"{name}: installed, and systemd has nothing to say against it",
            outcome.code == 3 and code == 0 and not said, (outcome.said, said),
        )
        _, dump = systemd(folder, "verify", "--user", "--man=no", *paths, debug=True)
        # The dump is quoted for a shell, and shows `$$` for what is `$` when the command is started.
        command = (as_read(dump, "Command Line") or "").replace("\\$\\$", "$")
        words = shlex.split(command)
        read = [words] + [
            as_read(dump, key) for key in ("WorkingDirectory", "ReadWritePaths", "EnvironmentFile")
        ]
        pattern = re.sub(r"([][*?\\])", r"\\\1", str(here.home / ".config/costctl/report.env"))
        written = [
            here.command, str(here.folder),
            f"{here.home}/.local/share/costctl {here.folder}/reports", f"-{pattern}",
        ]
        checks.expect(f"{name}: systemd reads every path as it is", read == written, (read, written))
        again = here.install()
        gone = here.install("--uninstall")
        checks.expect(
            f"{name}: a repeat writes nothing, and uninstalling leaves nothing",
            b"wrote" not in again.stdout and gone.code == 3 and not list(units.glob("*.*")),
            (again.stdout, gone.said),
        )


def printed_units(outcome: Outcome, folder: Path) -> list[Path]:
    """The units of `--print`, each under the comment that names its file."""
    parts = re.split(r"^# /.*/(costctl-report\.\w+)$\n", outcome.stdout.decode(), flags=re.MULTILINE)
    paths = []
    for name, text in zip(parts[1::2], parts[2::2]):
        paths.append(folder / name)
        paths[-1].write_text(text)
    return paths


def check_sandbox(checks: Checks, costctl: Costctl, folder: Path) -> None:
    here = place(costctl, folder, "here")
    user = printed_units(here.install("--print"), folder)
    settings = re.findall(r"^(\w+)=", user[0].read_text(), re.MULTILINE)
    wrong = sorted(set(settings) & set(SYSTEM_ONLY))
    checks.expect("a user's unit asks for nothing that only the system can do", not wrong, wrong)
    checks.expect(
        "it is read-only but for its folders, in a namespace that makes this possible",
        {"PrivateUsers", "ProtectSystem", "ReadWritePaths", "NoNewPrivileges"} <= set(settings),
    )
    system = here.install("--print", "--system", "--run-as", "daemon")
    paths = printed_units(system, folder)
    code, said = systemd(folder, "verify", "--man=no", *paths)
    checks.expect("systemd accepts the system's units", code == 0 and not said, said or system.said)
    code, said = systemd(folder, "security", "--offline=true", "--threshold=20", paths[0])
    exposure = said.strip().splitlines()[-1]
    checks.expect("its exposure is at most 2.0 of 10", code == 0 and "Overall" in exposure, exposure)
    refused = here.install("--print", "--system")
    checks.expect(
        "an account that exists for the run is not sent into a hidden folder",
        refused.code == 1 and "--run-as" in refused.said, refused.said,
    )


def unescaped(command: str) -> str:
    """What cron(8) hands to the shell, after Vixie cron's do_command.c."""
    out, rest = "", iter(command)
    for character in rest:
        if character == "\\":
            following = next(rest, "")
            out += following if following in "%\\" else character + following
        elif character == "%":
            break
        else:
            out += character
    return out


def check_cron(checks: Checks, costctl: Costctl, folder: Path) -> None:
    stub = folder / "stub"
    stub.write_text(
        f"#!{sys.executable}\nimport json, os, sys\n"
        "print(json.dumps([os.getcwd(), sys.argv[1:], os.environ.get('SLACK_WEBHOOK_URL')]),"
        " file=sys.stderr)\n"
    )
    stub.chmod(0o755)
    for name in FOLDERS:
        here = place(costctl, folder, name)
        table = here.install("--cron", "--print").stdout.decode()
        syntax = subprocess.run(["crontab", "-n", "-"], input=table.encode(), capture_output=True)
        checks.expect(f"{name}: crontab accepts the line", syntax.returncode == 0, syntax.stderr)
        line = next(line for line in table.splitlines() if not line.startswith("#"))
        command = unescaped(line.split(" ", 5)[5])
        program = shlex.quote(str(costctl.path))
        secrets = here.home / ".config/costctl/report.env"
        secrets.parent.mkdir(parents=True)
        secrets.write_text("SLACK_WEBHOOK_URL='it is $a&b'\n")
        run = subprocess.run(
            ["sh", "-c", command.replace(f"exec {program}", f"exec {shlex.quote(str(stub))}")],
            capture_output=True, cwd="/", env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        )
        wanted = [str(here.folder), here.command[1:], "it is $a&b"]
        seen = json.loads(run.stderr) if run.returncode == 0 else run.stderr
        checks.expect(f"{name}: a shell runs it in its folder, with its words", seen == wanted, seen)


def check_kubernetes(checks: Checks, costctl: Costctl, folder: Path) -> None:
    odd = CONFIGURATION + '# "quotes", %, $(A), \\, tab:\t, é\n\n#   trailing  \n'
    for name, text in (("plain", CONFIGURATION), ("odd", odd), ("returns", odd.replace("\n", "\r\n"))):
        here = place(costctl, folder, name)
        (here.folder / "costctl.yaml").write_bytes(text.encode())
        outcome = here.install("--kubernetes", "--calendar", "Mon..Fri 07:00 Europe/Berlin")
        documents = list(yaml.safe_load_all(outcome.stdout))
        for version in ("1.31", "1.34", "1.37"):
            for document in documents:
                kubernetes_validate.validate(document, version, strict=True)
            checks.expect(f"{name}: Kubernetes {version} accepts every object", len(documents) == 4)
        kept = next(d for d in documents if d["kind"] == "ConfigMap")["data"]["config.yaml"]
        checks.expect(f"{name}: the configuration arrives whole", kept.strip() == text.strip(), kept)
        check_job(checks, name, next(d for d in documents if d["kind"] == "CronJob"))
        checks.expect(f"{name}: no secret is told", SECRET.encode() not in outcome.stdout)


def check_job(checks: Checks, name: str, job: dict[str, Any]) -> None:
    spec = job["spec"]
    pod = spec["jobTemplate"]["spec"]["template"]["spec"]
    container = pod["containers"][0]
    checks.expect(
        f"{name}: one at a time, by the calendar, started late rather than never",
        (spec["schedule"], spec["timeZone"], spec["concurrencyPolicy"])
        == ("0 7 * * 1,2,3,4,5", "Europe/Berlin", "Forbid") and spec["startingDeadlineSeconds"] > 0,
        spec,
    )
    checks.expect(
        f"{name}: nobody's account, no rights, a read-only system",
        pod["securityContext"]["runAsNonRoot"] and not pod["automountServiceAccountToken"]
        and container["securityContext"] == {
            "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
        container,
    )
    mounts = {mount["mountPath"] for mount in container["volumeMounts"]}
    checks.expect(
        f"{name}: database, configuration and secrets are where the program looks",
        {"/var/lib/costctl", "/etc/costctl", "/var/lib/costctl/pass word"} <= mounts, mounts,
    )


def check_eventbridge(checks: Checks, costctl: Costctl, folder: Path) -> None:
    linter = Path(sys.executable).with_name("cfn-lint")
    for name, text in (("plain", "region: eu-west-1\n"), ("full", CONFIGURATION)):
        here = place(costctl, folder, name, text)
        outcome = here.install("--eventbridge")
        template = folder / f"{name}.yaml"
        template.write_bytes(outcome.stdout)
        run = subprocess.run(
            [linter, "--regions", "us-east-1", "eu-west-1", "--", template],
            env={"PATH": os.environ["PATH"], "HOME": str(folder)}, capture_output=True, text=True,
        )
        checks.expect(f"{name}: cfn-lint finds nothing", run.returncode == 0, run.stdout + run.stderr)
        checks.expect(f"{name}: no secret is told", SECRET.encode() not in outcome.stdout)
    document = yaml.load(template.read_text(), Loader=Intrinsics)
    policy = document["Resources"]["TaskRole"]["Properties"]["Policies"][0]["PolicyDocument"]
    pull = json.loads(costctl.succeed("doctor", "--iam-policy").stdout)["Statement"][0]
    checks.expect(
        "the task may pull what doctor's policy allows, and no more",
        policy["Statement"][0] == {key: pull[key] for key in ("Effect", "Action", "Resource")},
        policy["Statement"][0],
    )
    rest = [(statement["Action"], statement["Resource"]) for statement in policy["Statement"][2:]]
    checks.expect(
        "and put its reports where they go, and take the roles that are named",
        rest == [
            ("s3:PutObject", ["arn:${AWS::Partition}:s3:::finops/costctl/*"]),
            ("sts:AssumeRole", ["arn:aws:iam::123456789012:role/costctl"]),
        ],
        rest,
    )


class Intrinsics(yaml.SafeLoader):
    """Reads `!Ref` and its kind as their argument."""


Intrinsics.add_multi_constructor("!", lambda loader, suffix, node: loader.construct_scalar(node))

SECTIONS = {
    "install_units": check_units,
    "install_sandbox": check_sandbox,
    "install_cron": check_cron,
    "install_kubernetes": check_kubernetes,
    "install_eventbridge": check_eventbridge,
}

if __name__ == "__main__":
    run_sections(SECTIONS)
