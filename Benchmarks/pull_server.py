"""Answers GetMetricData, ListFunctions, ListMetrics and GetCallerIdentity from memory.

Every page is joined from rendered pieces, so that the server takes a small part of the time of
either client. Started as a process of its own: `pull_server.py FUNCTIONS`; prints its port, and
answers `GET /count` with the requests it has seen.
"""

import json
import re
import sys
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any

ACCOUNT, REGION = "123456789012", "us-east-1"
PAGE_POINTS, PAGE_FUNCTIONS = 100_800, 50
VARIANTS = 16


class Store:
    """Rendered series: one of a few variants for each function."""

    def __init__(self, functions: int) -> None:
        self.functions = functions
        self.pieces: dict[tuple[int, int, int, int, str], bytes] = {}
        self.seen: Counter[str] = Counter()

    def page(self, body: bytes) -> bytes:
        document: dict[str, Any] = json.loads(body)
        queries = document["MetricDataQueries"]
        since, until = int(document["StartTime"]), int(document["EndTime"])
        period = queries[0]["MetricStat"]["Period"]
        slots = (until - since) // period
        whole = max(1, PAGE_POINTS // slots)
        start = int(document.get("NextToken", "0").split("/")[-1])
        results = b",".join(
            self.result(query, since, until, period) for query in queries[start : start + whole]
        )
        end = start + whole
        # A token tells nothing of the request, so it is made long, as AWS's are.
        token = f'"NextToken":"{"t" * 400}/{end}",' if end < len(queries) else ""
        return b'{"Messages":[],%s"MetricDataResults":[%s]}' % (token.encode(), results)

    def result(self, query: dict[str, Any], since: int, until: int, period: int) -> bytes:
        stat = query["MetricStat"]
        name = stat["Metric"]["Dimensions"][0]["Value"]
        key = stat["Metric"]["MetricName"] + stat["Stat"]
        variant = int(name[-4:]) % VARIANTS
        piece = self.pieces.get((variant, since, until, period, key))
        if piece is None:
            piece = render(variant, since, until, period, key)
            self.pieces[variant, since, until, period, key] = piece
        return b'{"Id":"%s",%s' % (query["Id"].encode(), piece)

    def list_functions(self, marker: int) -> bytes:
        end = min(marker + PAGE_FUNCTIONS, self.functions)
        page = {"Functions": [function(number) for number in range(marker, end)]}
        if end < self.functions:
            page["NextMarker"] = str(end)
        return json.dumps(page).encode()


def render(variant: int, since: int, until: int, period: int, key: str) -> bytes:
    draw = Random(f"{variant}/{key}")
    counts = key.startswith(("Invocations", "Errors", "Throttles", "Concurrent"))
    values = [
        float(draw.randint(0, 40)) if counts else round(draw.uniform(10, 60_000), 3)
        for _ in range(since, until, period)
    ]
    instants = list(range(since, until, period))
    text = json.dumps(
        {"Label": key, "StatusCode": "Complete", "Timestamps": instants, "Values": values},
        separators=(",", ":"),
    )
    return text[1:].encode()


def function(number: int) -> dict[str, Any]:
    name = f"function-{number:04}"
    return {
        "FunctionName": name, "Runtime": "python3.13", "MemorySize": 1024, "PackageType": "Zip",
        "FunctionArn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}",
        "Architectures": ["arm64"], "EphemeralStorage": {"Size": 512},
        "LastModified": "2026-01-01T00:00:00.000+0000",
        "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
    }


IDENTITY = (
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">'
    f"<GetCallerIdentityResult><Arn>arn:aws:iam::{ACCOUNT}:user/bench</Arn><UserId>A</UserId>"
    f"<Account>{ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
).encode()


def handler(store: Store) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_GET(self) -> None:
            if self.path == "/count":
                self.reply(json.dumps(store.seen).encode())
                store.seen.clear()
                return
            store.seen["ListFunctions"] += 1
            marker = re.search(r"[?&]Marker=(\d+)", self.path)
            self.reply(store.list_functions(int(marker.group(1)) if marker else 0))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            operation = (self.headers.get("X-Amz-Target") or ".GetCallerIdentity").split(".")[1]
            store.seen[operation] += 1
            if operation == "GetMetricData":
                self.reply(store.page(body))
            elif operation == "ListMetrics":
                self.reply(b'{"Metrics":[]}')
            else:
                self.reply(IDENTITY, "text/xml")

        def reply(self, body: bytes, kind: str = "application/x-amz-json-1.0") -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(Store(int(sys.argv[1]))))
    server.daemon_threads = True
    print(server.server_address[1], flush=True)
    server.serve_forever()
