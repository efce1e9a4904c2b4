"""The stand-in's HTTP side: routing, signatures, and the faults that happen on the wire."""

import calendar
import json
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from . import lambda_api, sts
from .account import Account
from .cloudwatch import CloudWatch, Refused, parts
from .faults import Faults
from .signature import Signature

SKEW_ALLOWED = 300
Metric = tuple[str, str, str, int]


@dataclass(frozen=True)
class Call:
    """One request as it came, and the status it was answered with; 0 for none."""

    operation: str
    at: float
    metrics: tuple[Metric, ...] = ()
    since: int = 0
    until: int = 0
    is_next_page: bool = False
    status: int = 200


@dataclass
class Reply:
    status: int
    body: bytes
    content_type: str = "application/x-amz-json-1.0"
    headers: dict[str, str] = field(default_factory=dict)


class FakeAWS:
    """A server on loopback; use as a context manager."""

    def __init__(
        self, account: Account, faults: Faults | None = None,
        keys: dict[str, tuple[str, str | None]] | None = None, delay: float = 0,
        pages: int = 1,
    ) -> None:
        self.account = account
        self.faults = faults or Faults()
        # Access key -> (secret, session token); None takes any key without looking.
        self.keys = keys
        # Seconds that every GetMetricData answer takes.
        self.delay = delay
        self.cloudwatch = CloudWatch(account, self.faults, pages)
        self.calls: list[Call] = []
        self.bad_signatures = 0
        self._lock = Lock()
        self._stop = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "FakeAWS":
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._server.shutdown()
        self._server.server_close()

    def asked(self, operation: str) -> list[Call]:
        return [call for call in self.calls if call.operation == operation]

    @property
    def metrics_charged(self) -> int:
        """What AWS charges for: up to five statistics of a metric are one, further pages nothing."""
        return sum(
            len({(function, metric) for function, metric, *_ in call.metrics})
            for call in self.asked("GetMetricData")
            if call.status == 200 and not call.is_next_page
        )

    def now(self) -> float:
        return time.time() + self.faults.skew_seconds

    def note(self, call: Call) -> None:
        with self._lock:
            self.calls.append(call)

    def hang(self) -> None:
        self._stop.wait(120)

    # One request

    def reply(
        self, method: str, target: str, headers: dict[str, str], body: bytes
    ) -> tuple[Call, Reply]:
        url = urlsplit(target)
        form = dict(parse_qsl(body.decode("latin-1"))) if b"Action=" in body[:4096] else {}
        query = dict(parse_qsl(url.query, keep_blank_values=True))
        operation = _operation(method, url.path, headers, form)
        document = json.loads(body) if "x-amz-target" in headers else {}
        refusal = self._refusal(operation, method, target, headers, body)
        reply = refusal or self._answer(operation, query, form, document)
        call = Call(
            operation, time.monotonic(),
            tuple(parts(q) for q in document.get("MetricDataQueries", [])),
            document.get("StartTime", 0), document.get("EndTime", 0), "NextToken" in document,
            reply.status,
        )
        return call, reply

    def _answer(
        self, operation: str, query: dict[str, str], form: dict[str, str],
        document: dict[str, Any],
    ) -> Reply:
        try:
            if operation == "GetMetricData":
                return Reply(200, self.cloudwatch.get_metric_data(document))
            if operation == "ListMetrics":
                return _json(self.cloudwatch.list_metrics(document))
            if operation == "ListFunctions":
                return _json(lambda_api.list_functions(self.account, query))
            if operation == "GetCallerIdentity":
                return Reply(200, sts.caller_identity(self.account.id), "text/xml")
            if operation == "AssumeRole":
                return self._assume_role(form)
        except Refused as refused:
            return _fault(400, refused.code, str(refused))
        except lambda_api.BadRequest as refused:
            return _fault(400, "InvalidParameterValueException", str(refused))
        return _fault(404, "UnknownOperationException", f"{operation} is not played here")

    def _assume_role(self, form: dict[str, str]) -> Reply:
        key, secret, token = "ASIAVERIFYROLE", "role-secret-cAnArY", "role-token-cAnArY"
        if self.keys is not None:
            self.keys[key] = (secret, token)
        until = time.time() + 3600
        arn = form.get("RoleArn", "")
        return Reply(
            200, sts.assumed_role(self.account.id, arn, key, secret, token, until), "text/xml"
        )

    def _refusal(
        self, operation: str, method: str, target: str, headers: dict[str, str], body: bytes
    ) -> Reply | None:
        """Why a request is not let in: its signature, its date, its keys, or a missing permission."""
        signature = Signature(headers.get("authorization", ""))
        if not signature.is_readable:
            return _fault(403, "MissingAuthenticationTokenException", "not signed")
        signed = time.strptime(headers.get("x-amz-date", ""), "%Y%m%dT%H%M%SZ")
        if abs(calendar.timegm(signed) - self.now()) > SKEW_ALLOWED:
            return _fault(403, "RequestTimeTooSkewed", "The difference is too large.")
        if signature.key in self.faults.expired_keys:
            return _fault(403, "ExpiredTokenException", "The security token has expired")
        if self.keys is not None:
            secret, token = self.keys.get(signature.key, ("", None))
            is_right = headers.get("x-amz-security-token") == token and signature.matches(
                method, target, headers, body, secret, token
            )
            if not is_right:
                self.bad_signatures += 1
                return _fault(403, "SignatureDoesNotMatch", "The signature does not match.")
        action = f"{PREFIXES.get(operation, 'other')}:{operation}"
        if self.faults.name == "denied" and action in self.faults.about:
            user = f"arn:aws:iam::{self.account.id}:user/verify"
            return _fault(
                403, "AccessDeniedException",
                f"User: {user} is not authorized to perform: {action} because no "
                "identity-based policy allows the action",
            )
        return None


PREFIXES = {
    "GetMetricData": "cloudwatch", "ListFunctions": "lambda",
    "ListMetrics": "cloudwatch", "GetCallerIdentity": "sts", "AssumeRole": "sts",
}


def _operation(method: str, path: str, headers: dict[str, str], form: dict[str, str]) -> str:
    if target := headers.get("x-amz-target"):
        return target.split(".")[-1]
    if form:
        return form.get("Action", "")
    if method == "GET" and path.rstrip("/") == "/2015-03-31/functions":
        return "ListFunctions"
    return f"{method} {path}"


def _json(document: dict[str, Any]) -> Reply:
    return Reply(200, json.dumps(document).encode(), "application/json")


def _fault(status: int, code: str, message: str) -> Reply:
    body = json.dumps({"__type": f"com.amazonaws.verify#{code}", "message": message}).encode()
    return Reply(status, body, headers={"x-amzn-ErrorType": code})


def _query_fault(status: int, code: str) -> Reply:
    body = (
        f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>Rate exceeded"
        "</Message></Error><RequestId>verify</RequestId></ErrorResponse>"
    )
    return Reply(status, body.encode(), "text/xml")


THROTTLES: dict[str, Callable[[], Reply]] = {
    "throttle-json": lambda: _fault(400, "ThrottlingException", "Rate exceeded"),
    "throttle-query": lambda: _query_fault(400, "Throttling"),
    "throttle-429": lambda: _fault(429, "TooManyRequestsException", "Rate exceeded"),
    "throttle-always": lambda: _fault(400, "ThrottlingException", "Rate exceeded"),
    "error-500": lambda: _fault(500, "InternalServiceFault", "something went wrong"),
    "error-503": lambda: Reply(503, b"<html>Service Unavailable</html>", "text/html"),
    "redirect": lambda: Reply(307, b"", headers={"Location": "http://localhost:9/elsewhere"}),
}
PAID = "GetMetricData"


def _handler(fake: FakeAWS) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        def log_message(self, *_: object) -> None:
            pass

        def date_time_string(self, timestamp: float | None = None) -> str:
            return formatdate(fake.now(), usegmt=True)

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            identity = sha256(f"{self.command} {self.path}".encode() + body).hexdigest()
            call, reply = fake.reply(self.command, self.path, headers, body)
            faults = fake.faults
            for name, make in THROTTLES.items():
                if faults.strikes(name, identity):
                    reply = make()
            if call.is_next_page and faults.strikes("later-pages-fail", identity):
                reply = _fault(500, "InternalServiceFault", "something went wrong")
            if faults.strikes("malformed", identity) or (
                call.operation == PAID and faults.name == "malformed-always"
            ):
                reply.body = reply.body[: len(reply.body) * 2 // 3]
            if faults.strikes("html", identity):
                reply = Reply(200, b"<html><body>Sign in to this network</body></html>", "text/html")
            if call.operation == PAID and faults.strikes("hang", identity):
                fake.note(Call(**{**vars(call), "status": 0}))
                fake.hang()
                self.close_connection = True
                return
            if call.operation == PAID and fake.delay:
                time.sleep(fake.delay)
            fake.note(Call(**{**vars(call), "status": reply.status}))
            self._send(reply, identity)

        def _send(self, reply: Reply, identity: str) -> None:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
            self.send_header("x-amzn-RequestId", identity[:16])
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            half = len(reply.body) // 2
            try:
                if fake.faults.strikes("reset", identity):
                    self.wfile.write(reply.body[:half])
                    linger = struct.pack("ii", 1, 0)
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                    self.close_connection = True
                elif fake.faults.strikes("truncate", identity):
                    self.wfile.write(reply.body[:half])
                    self.close_connection = True
                elif fake.faults.strikes("slow", identity):
                    step = max(1, len(reply.body) // 8)
                    for start in range(0, len(reply.body), step):
                        self.wfile.write(reply.body[start : start + step])
                        time.sleep(0.1)
                else:
                    self.wfile.write(reply.body)
            except ConnectionError:
                self.close_connection = True

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:  # the client was killed
                pass

    return Handler
