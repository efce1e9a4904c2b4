"""Reports leave by every way there is, to servers that behave and to servers that do not."""

import hashlib
import hmac
import json
import re
from pathlib import Path
from typing import Any

from aws_moto import clients, environment, moto
from binary import Costctl
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from checks import Checks, run_sections
from delivery_desk import Authority, Ending, Office, closed_port, ended
from delivery_mail import check_mail, check_mail_faults
from faulty_http import FaultyServer, Request, faulty_server

SECRET = "sEcReT-tOkEn-7f3a"
DOCUMENTS = Path(__file__).parents[2] / "docs"
FORMS = ("html", "md", "json")


def check_files(checks: Checks, costctl: Costctl, folder: Path) -> None:
    office = Office.open(costctl, folder)
    desk = office.desk(
        "files", [{"file": "all/{period}/"}, {"file": "one/{period}.md"}, {"file": "taken/x.html"}],
        taken="a file where a folder should be",
    )
    outcome, deliveries = desk.send()
    written = sorted(str(f.relative_to(desk.folder)) for f in desk.folder.rglob("*.*") if f.is_file())
    forms = {f.suffix[1:] for f in (desk.folder / "all").rglob("*") if f.is_file()}
    checks.expect("a folder takes every form", forms == set(FORMS), written)
    page = next((desk.folder / "all").rglob("*.md"))
    one = next((desk.folder / "one").rglob("*.md"))
    checks.expect("a file takes the form of its name", one.read_bytes() == page.read_bytes(), written)
    checks.expect(
        "the period is in the path",
        re.fullmatch(r"\d{4}-W\d\d", one.stem) is not None and page.parent.name == one.stem, one)
    checks.expect("what cannot be written is told", ended(deliveries[2], "failed", 1, "taken"), deliveries)
    checks.expect("the others came all the same", [d["status"] for d in deliveries[:2]] == ["delivered"] * 2)
    checks.expect("no half-written file stays", not list(desk.folder.rglob("*.tmp")), written)
    checks.expect("a failed delivery is not exit 0", outcome.code in (1, 3), outcome.said)


def check_webhooks(checks: Checks, costctl: Costctl, folder: Path) -> None:
    office = Office.open(costctl, folder)
    with faulty_server() as server:
        urls = {"HOOK": f"{server.origin}/ok/hook-{SECRET}", "SLACK": f"{server.origin}/ok/slack-{SECRET}"}
        desk = office.desk(
            "webhooks",
            [
                {"file": "out/"},
                {"webhook_url_env": "HOOK", "hmac_key_file": "secret-key"},
                {"slack_webhook_env": "SLACK"},
            ],
            **{"secret-key": f"key-{SECRET}\n"},
        )
        outcome, deliveries = desk.send(**urls)
        checks.expect("everything is delivered", {d["status"] for d in deliveries} == {"delivered"}, deliveries)
        report = next((desk.folder / "out").glob("*.json")).read_bytes()
        check_webhook(checks, server, report)
        check_slack(checks, server)
        leaks = desk.leaks(outcome, SECRET)
        checks.expect("no secret is said, stored or written", not leaks, leaks)
        again = desk.run(**urls)
        checks.expect("the same report is sent once", len(server.seen) == 2, (len(server.seen), again.said))


def check_webhook(checks: Checks, server: FaultyServer, report: bytes) -> None:
    (request,) = server.requests(f"/ok/hook-{SECRET}")
    checks.expect("the webhook gets the report's JSON byte for byte", request.body == report)
    checks.expect("as JSON", request.headers["Content-Type"] == "application/json")
    run = request.headers["Idempotency-Key"]
    checks.expect("with the run as its key", bool(run) and request.headers["X-Costctl-Run"] == run)
    parts = dict(part.split("=") for part in request.headers["X-Costctl-Signature"].split(","))
    key = f"key-{SECRET}".encode()
    code = hmac.new(key, parts["t"].encode() + b"." + report, hashlib.sha256).hexdigest()
    checks.expect("and Python's HMAC", parts["v1"] == code, parts)
    verify = documented_example()["is_from_costctl"]
    header = request.headers["X-Costctl-Signature"]
    checks.expect("the documented receiver takes it", verify(key, header, request.body))
    checks.expect(
        "and takes no other body, key or time",
        not verify(key, header, request.body + b" ")
        and not verify(b"other", header, request.body)
        and not verify(key, header.replace("t=1", "t=2"), request.body)
        and not verify(key, header, request.body, seconds=-1),
    )


def documented_example() -> dict[str, Any]:
    """The names that the Python of docs/deliveries.md defines."""
    text = (DOCUMENTS / "deliveries.md").read_text()
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    return names


def check_slack(checks: Checks, server: FaultyServer) -> None:
    (request,) = server.requests(f"/ok/slack-{SECRET}")
    message = json.loads(request.body)
    header, section = message["blocks"]
    texts = [header["text"]["text"], section["text"]["text"], message["text"]]
    checks.expect(
        "a chat gets a header and a section within Slack's limits",
        header["type"] == "header" and len(texts[0]) <= 150 and section["type"] == "section"
        and len(texts[1]) <= 3000 and len(texts[2]) <= 40_000, message,
    )
    checks.expect("its texts hold no character with a meaning",
                  not re.search(r"[<>]|&(?!amp;|lt;|gt;)", "".join(texts)), texts)
    checks.expect("the period is in it", re.search(r"\d{4}-W\d\d", message["text"]) is not None, texts)


# What the record of a chat and that of a keyed webhook must say.
FAULTS: dict[str, tuple[Ending, Ending]] = {
    "500": (("failed", 4, "^HTTP 500, 4 times$"), ("failed", 4, "^HTTP 500, 4 times$")),
    "404": (("failed", 1, "^HTTP 404$"), ("failed", 1, "^HTTP 404$")),
    "504": (("unclear", 1, "^HTTP 504$"), ("unclear", 4, "^HTTP 504, 4 times$")),
    "flaky": (("delivered", 2, "HTTP 503"), ("delivered", 2, "HTTP 503")),
    "busy": (("delivered", 2, "HTTP 429"), ("delivered", 2, "HTTP 429")),
    "pause": (("failed", 1, "3,600 s"), ("failed", 1, "3,600 s")),
    "hang": (("unclear", 1, "within 6 s"), ("unclear", 1, "within 6 s")),
    "late": (("delivered", 1, ""), ("delivered", 1, "")),
    "close": (("unclear", 1, "127.0.0.1 broke"), ("unclear", 1, "127.0.0.1 broke")),
    "half": (("delivered", 1, ""), ("delivered", 1, "")),
    "half-head": (("delivered", 1, ""), ("delivered", 1, "")),
    "endless": (("delivered", 1, ""), ("delivered", 1, "")),
    "endless-head": (("delivered", 1, ""), ("delivered", 1, "")),
    "garbage": (("unclear", 1, "HTTP"), ("unclear", 1, "HTTP")),
    "redirect": (("failed", 1, "redirect"), ("failed", 1, "redirect")),
}


def check_faults(checks: Checks, costctl: Costctl, folder: Path) -> None:
    office = Office.open(costctl, folder)
    deliveries, variables = [], {}
    with faulty_server() as server, faulty_server() as elsewhere:
        server.elsewhere = f"{elsewhere.origin}/stolen"
        for behaviour in FAULTS:
            for kind, key in (("chat", "slack_webhook_env"), ("webhook", "webhook_url_env")):
                name = f"{kind}_{behaviour}".upper().replace("-", "_")
                variables[name] = f"{server.origin}/{behaviour}/{kind}-{SECRET}"
                deliveries.append({key: name, "timeout_seconds": 6})
        variables["REFUSED"] = f"http://127.0.0.1:{closed_port()}/{SECRET}"
        deliveries.append({"slack_webhook_env": "REFUSED"})
        desk = office.desk("faults", deliveries)
        outcome, records = desk.send(**variables)
        for number, behaviour in enumerate(FAULTS):
            for record, kind, ending in zip(
                records[2 * number : 2 * number + 2], ("chat", "webhook"), FAULTS[behaviour], strict=True
            ):
                requests = server.requests(f"/{behaviour}/{kind}-{SECRET}")
                checks.expect(
                    f"{behaviour}: a {kind} is {ending[0]}, and the record counts what the server saw",
                    ended(record, *ending) and record["attempts"] == len(requests), (record, len(requests)),
                )
                keys = {request.headers["Idempotency-Key"] for request in requests}
                checks.expect(f"{behaviour}: every attempt has one key", len(keys) == 1, keys)
        pauses = [request.at for request in server.requests(f"/busy/chat-{SECRET}")]
        checks.expect("a pause that is asked for is kept", pauses[1] - pauses[0] >= 3, pauses)
        checks.expect("no redirect is followed", not elsewhere.seen, elsewhere.seen)
        refused = records[-1]
        checks.expect("a port where nobody listens is tried four times",
                      ended(refused, "failed", 4, "cannot be reached"), refused)
        leaks = desk.leaks(outcome, SECRET)
        checks.expect("no address is said, stored or written", not leaks, leaks)


def check_tls(checks: Checks, costctl: Costctl, folder: Path) -> None:
    office = Office.open(costctl, folder)
    known, unknown = Authority.make(folder, "known"), Authority.make(folder, "unknown")
    with faulty_server(known.context) as good, faulty_server(unknown.context) as bad:
        desk = office.desk("tls", [{"slack_webhook_env": "GOOD"}, {"webhook_url_env": "BAD"}])
        _, (trusted, refused) = desk.send(
            GOOD=f"{good.origin}/ok", BAD=f"{bad.origin}/ok", AWS_CA_BUNDLE=str(known.bundle))
        checks.expect("a certificate of AWS_CA_BUNDLE is good", ended(trusted, "delivered", 1), trusted)
        checks.expect("another is refused, once, before anything is sent",
                      ended(refused, "failed", 1, "TLS") and not bad.seen, refused)


def check_s3(checks: Checks, costctl: Costctl, folder: Path) -> None:
    office = Office.open(costctl, folder)
    with moto(folder) as url:
        s3 = clients(url)("s3")
        s3.create_bucket(Bucket="finops-reports")
        desk = office.desk(
            "s3",
            [{"file": "out/"}, {"s3": "s3://finops-reports/a b/{period}/"},
             {"s3": "s3://finops-reports/latest.json"}, {"s3": "s3://no-such-bucket/"}],
        )
        variables = environment(url)
        variables["AWS_ENDPOINT_URL_S3"] = variables.pop("AWS_ENDPOINT_URL")
        _, records = desk.send(**variables)
        checks.expect("every object is put", [r["status"] for r in records[1:3]] == ["delivered"] * 2, records)
        checks.expect("a bucket that is not there is told in words",
                      ended(records[3], "failed", 1, "there is no bucket no-such-bucket"), records[3])
        period = re.search(r"\d{4}-W\d\d", next((desk.folder / "out").glob("*.html")).name)[0]
        for file in (desk.folder / "out").iterdir():
            stored = s3.get_object(Bucket="finops-reports", Key=f"a b/{period}/{file.name}", ChecksumMode="ENABLED")
            checks.expect(f"{file.suffix}: the object is the file, with type and checksum",
                          stored["Body"].read() == file.read_bytes()
                          and stored["ContentType"].startswith(("text/", "application/json"))
                          and bool(stored.get("ChecksumSHA256")), stored)
        latest = s3.get_object(Bucket="finops-reports", Key="latest.json")["Body"].read()
        checks.expect("one object takes the form of its name",
                      latest == next((desk.folder / "out").glob("*.json")).read_bytes())
    check_s3_faults(checks, office)


def check_s3_faults(checks: Checks, office: Office) -> None:
    with faulty_server() as server, faulty_server() as elsewhere:
        server.elsewhere = f"{elsewhere.origin}/stolen"
        for behaviour, ending in (
            ("elsewhere", ("delivered", 1, "the bucket is in eu-west-1")),
            ("500", ("failed", 4, "HTTP 500")),
            ("flaky", ("delivered", 2, "HTTP 503")),
            ("close", ("failed", 4, "broke")),
        ):
            desk = office.desk(f"s3-{behaviour}", [{"s3": "s3://finops-reports/ä +/x.json"}])
            _, (record,) = desk.send(
                **{**environment(f"{server.origin}/{behaviour}"), "AWS_SECRET_ACCESS_KEY": SECRET})
            checks.expect(f"S3 that answers {behaviour}: {ending[0]}", ended(record, *ending), record)
        checks.expect("S3's redirect is not followed", not elsewhere.seen, elsewhere.seen)
        checks.expect("every signature is botocore's", all(map(is_signed, server.seen)),
                      [r.path for r in server.seen if not is_signed(r)])


def is_signed(request: Request) -> bool:
    """Whether botocore signs the same request alike."""
    found = re.search(r"Credential=(\w+)/\d+/([\w-]+)/s3/aws4_request, SignedHeaders=(\S+), Signature=(\w+)",
                      request.headers["Authorization"])
    if not found:
        return False
    key, region, names, signature = found.groups()
    signed = AWSRequest(
        request.method, f"http://{request.headers['Host']}{request.path}", data=request.body,
        headers={name: request.headers[name] for name in names.split(";")})
    signed.context["timestamp"] = request.headers["X-Amz-Date"]
    signer = S3SigV4Auth(Credentials(key, SECRET), "s3", region)
    text = signer.string_to_sign(signed, signer.canonical_request(signed))
    return hmac.compare_digest(signer.signature(text, signed), signature)


SECTIONS = {
    "delivery-files": check_files,
    "delivery-webhooks": check_webhooks,
    "delivery-faults": check_faults,
    "delivery-tls": check_tls,
    "delivery-mail": check_mail,
    "delivery-mail-faults": check_mail_faults,
    "delivery-s3": check_s3,
}

if __name__ == "__main__":
    run_sections(SECTIONS)
