"""GetMetricData: 500 queries and 100,800 points a page, tokens that belong to their request."""

import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from .account import DAY, MAXIMA, SUMS, Account, place
from .faults import Faults

QUERIES, POINTS = 500, 100_800
RETENTION = {60: 15 * DAY, 300: 63 * DAY, 3600: 455 * DAY}


class Refused(Exception):
    """An error of the JSON protocol."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass
class Answer:
    """One page before it is written."""

    results: list[dict[str, Any]] = field(default_factory=list)
    next_token: str | None = None

    def json(self, exponent: bool) -> bytes:
        text = json.dumps(
            {
                "MetricDataResults": self.results,
                "Messages": [],
                **({"NextToken": self.next_token} if self.next_token else {}),
            },
            separators=(",", ":"),
        )
        return text.replace('"@', "").replace('@"', "").encode() if exponent else text.encode()


@dataclass
class Page:
    """Where a token leads: the request it continues and the first point not yet served."""

    request: str
    offset: int
    issued: float


class CloudWatch:
    """The operation and its tokens; safe to be asked by several threads."""

    def __init__(
        self, account: Account, faults: Faults, pages: int = 1, token_seconds: float = 300
    ) -> None:
        self.account = account
        self.faults = faults
        # At least so many for each request: a page may hold less than its limit, in AWS too.
        self.pages = pages
        self.token_seconds = token_seconds
        self._pages: dict[str, Page] = {}
        self._lock = Lock()
        self._asked: dict[str, int] = {}
        # Requests under way -> the ids of those of their metrics that come in part.
        self._halved: dict[str, set[str]] = {}

    def get_metric_data(self, body: dict[str, Any]) -> bytes:
        queries = body["MetricDataQueries"]
        limit = body.get("MaxDatapoints", POINTS)
        if not 1 <= len(queries) <= QUERIES or limit > POINTS:
            raise Refused("ValidationException", "too many queries or points for one call")
        if body["StartTime"] >= body["EndTime"]:
            raise Refused("ValidationException", "The parameter StartTime must be less than EndTime")
        request = hashlib.sha256(
            json.dumps({k: v for k, v in body.items() if k != "NextToken"}).encode()
        ).hexdigest()
        offset = self._offset(body.get("NextToken"), request)
        if "NextToken" not in body:
            self._halved[request] = {q["Id"] for q in queries if self._is_partial(q)}
        halved = self._halved.get(request, set())
        if self.pages > 1:
            whole = sum(len(self._points(query, body, halved)) for query in queries)
            limit = max(1, min(limit, whole // self.pages))
        answer = self._page(body, request, offset, limit, halved)
        if self.faults.name == "empty-page":
            answer = self._after_an_empty_page(answer, request, offset, body.get("NextToken"))
        if self.faults.name == "repeated-token-always" and body.get("NextToken"):
            answer.next_token = body["NextToken"]
        elif self.faults.name == "repeated-token" and body.get("NextToken"):
            if self.faults.strikes("repeated-token", request):
                answer.next_token = body["NextToken"]
        return answer.json(exponent=self.faults.name == "exponent")

    def list_metrics(self, body: dict[str, Any]) -> dict[str, Any]:
        """The names of metrics that have data, 500 a page; a token is the number of the first."""
        names = [
            (function.name, metric)
            for function in self.account.functions
            for metric in sorted({metric for metric, _ in SUMS | MAXIMA})
            if body.get("MetricName", metric) == metric
            and body.get("Namespace", place(metric)[0]) == place(metric)[0]
            and any(self.account.series(function.name, metric, s, 60) for s in ("Sum", "Maximum"))
        ]
        start = int(body.get("NextToken", "0"))
        end = start + 500
        return {
            "Metrics": [
                {
                    "Namespace": place(metric)[0], "MetricName": metric,
                    "Dimensions": [{"Name": place(metric)[1], "Value": function}],
                }
                for function, metric in names[start:end]
            ],
            **({"NextToken": str(end)} if end < len(names) else {}),
        }

    def _page(
        self, body: dict[str, Any], request: str, offset: int, limit: int, halved: set[str]
    ) -> Answer:
        if self.faults.name == "striped":
            return self._stripe(body, request, offset, limit)
        answer, passed, room = Answer(), 0, limit
        for query in body["MetricDataQueries"]:
            points = self._points(query, body, halved)
            start = max(0, offset - passed)
            passed += len(points)
            if start > 0 and start >= len(points):
                continue
            served = points[start : start + room]
            room -= len(served)
            is_whole = start + len(served) == len(points)
            is_shown_whole = is_whole and query["Id"] not in halved
            answer.results.append(
                self._result(query, served, is_shown_whole, overlap=points[:start])
            )
            if not is_whole or (room == 0 and query is not body["MetricDataQueries"][-1]):
                answer.next_token = self._token(request, offset + limit - room)
                break
        return answer

    def _stripe(self, body: dict[str, Any], request: str, offset: int, limit: int) -> Answer:
        """Every metric on every page, each for a slice of time."""
        share = max(1, limit // len(body["MetricDataQueries"]))
        series = [(query, self._points(query, body, set())) for query in body["MetricDataQueries"]]
        longest = max(len(points) for _, points in series)
        answer = Answer()
        for query, points in series:
            is_whole = offset + share >= len(points)
            answer.results.append(
                self._result(query, points[offset : offset + share], is_whole, overlap=[])
            )
        if offset + share < longest:
            answer.next_token = self._token(request, offset + share)
        return answer

    def _points(
        self, query: dict[str, Any], body: dict[str, Any], halved: set[str]
    ) -> list[tuple[int, float]]:
        function, metric, stat, period = parts(query)
        if (metric, stat) not in SUMS | MAXIMA:
            return []
        oldest = time.time() - RETENTION[max(p for p in RETENTION if p <= period)]
        series = self.account.series(function, metric, stat, period)
        points = [
            (at, value)
            for at, value in series.items()
            if body["StartTime"] <= at < body["EndTime"] and at >= oldest
        ]
        if query["Id"] in halved:
            points = points[: len(points) // 2]
        return points if body.get("ScanBy") == "TimestampAscending" else points[::-1]

    def _result(
        self, query: dict[str, Any], points: list[tuple[int, float]], is_whole: bool,
        overlap: list[tuple[int, float]],
    ) -> dict[str, Any]:
        function = parts(query)[0]
        status, messages = "Complete" if is_whole else "PartialData", []
        if self.faults.concerns("forbidden-metric", function):
            points, status = [], "Forbidden"
            messages = [{"Code": "Forbidden", "Value": "not authorized for this metric"}]
        elif self.faults.concerns("internal-error-metric", function):
            points, status = points[: len(points) // 2], "InternalError"
        elif self.faults.name == "duplicates":
            points = overlap[-3:] + points + points[-5:]
        instants = [at for at, _ in points]
        return {
            "Id": query["Id"],
            "Label": query.get("Label", parts(query)[1]),
            "Timestamps": [f"@{at / 1e9!r}E9@" for at in instants]
            if self.faults.name == "exponent" else instants,
            "Values": self._values(query, points),
            "StatusCode": status,
            **({"Messages": messages} if messages else {}),
        }

    def _is_partial(self, query: dict[str, Any]) -> bool:
        key = json.dumps(query["MetricStat"], sort_keys=True)
        return self.faults.strikes("partial", key) or self.faults.concerns(
            "partial-always", parts(query)[0]
        )

    def _values(self, query: dict[str, Any], points: list[tuple[int, float]]) -> list[Any]:
        values: list[Any] = [value for _, value in points]
        key = json.dumps(query["MetricStat"], sort_keys=True)
        if values and (
            self.faults.strikes("nan", key) or self.faults.concerns("nan-always", parts(query)[0])
        ):
            values[len(values) // 2] = "NaN"
        return values

    def _after_an_empty_page(
        self, answer: Answer, request: str, offset: int, token: str | None
    ) -> Answer:
        """Each page is preceded by an empty one whose token leads to it."""
        with self._lock:
            seen = self._asked.get(f"{request}/{offset}", 0)
            self._asked[f"{request}/{offset}"] = seen + 1
        if token is not None and seen > 0:
            return answer
        return Answer(next_token=self._token(request, offset))

    def _token(self, request: str, offset: int) -> str:
        token = secrets.token_urlsafe(48) + "+/="
        with self._lock:
            self._pages[token] = Page(request, offset, time.monotonic())
        return token

    def _offset(self, token: str | None, request: str) -> int:
        if token is None:
            return 0
        with self._lock:
            page = self._pages.get(token)
        age = time.monotonic() - page.issued if page else 0
        expired = self.faults.strikes("expired-page-token", request)
        if page is None or page.request != request or age > self.token_seconds or expired:
            raise Refused("InvalidNextToken", "The next token specified is invalid.")
        return page.offset


def parts(query: dict[str, Any]) -> tuple[str, str, str, int]:
    """(function, metric, statistic, period); no function where namespace or dimension are others."""
    stat = query["MetricStat"]
    metric = stat["Metric"]["MetricName"]
    namespace, dimension = place(metric)
    dimensions = {d["Name"]: d["Value"] for d in stat["Metric"].get("Dimensions", [])}
    function = dimensions.get(dimension, "") if stat["Metric"]["Namespace"] == namespace else ""
    return function, metric, stat["Stat"], stat["Period"]
