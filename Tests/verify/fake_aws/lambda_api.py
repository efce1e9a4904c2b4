"""Lambda's list calls, with real paging: at most 50 functions a page, markers that must be ours."""

import base64
from typing import Any

from .account import Account, Function

PAGE = 50
INSIGHTS_LAYER = "arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension-Arm64:20"
# Environment variables of functions are secrets of others: they must never be kept or shown.
CANARY = "cAnArY-of-a-function-environment"


class BadRequest(Exception):
    """A parameter that the service refuses."""


def list_functions(account: Account, query: dict[str, str]) -> dict[str, Any]:
    limit = min(int(query.get("MaxItems", PAGE)), PAGE)
    start = _offset(query["Marker"]) if "Marker" in query else 0
    functions = account.functions[start : start + limit]
    end = start + len(functions)
    marker = _marker(end) if end < len(account.functions) else None
    return {
        "Functions": [configuration(account, f) for f in functions],
        **({"NextMarker": marker} if marker else {}),
    }


def configuration(account: Account, function: Function) -> dict[str, Any]:
    durable = {"RetentionPeriodInDays": 14, "ExecutionTimeout": 86_400}
    # An image holds the extension inside, where no list shows it.
    has_layer = function.used_mb and function.package == "Zip"
    return {
        "FunctionName": function.name,
        "FunctionArn": _arn(account, function),
        "Runtime": "python3.13",
        "Role": f"arn:aws:iam::{account.id}:role/verify",
        "Handler": "index.handler",
        "CodeSize": 1024,
        "Timeout": 900,
        "MemorySize": function.memory_mb,
        "LastModified": "2026-01-01T00:00:00.000+0000",
        "Version": "$LATEST",
        "Environment": {"Variables": {"API_KEY": CANARY}},
        "PackageType": function.package,
        "Architectures": [function.architecture],
        "EphemeralStorage": {"Size": 512},
        "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
        **({"DurableConfig": durable} if function.durable else {}),
        **({"Layers": [{"Arn": INSIGHTS_LAYER, "CodeSize": 1024}]} if has_layer else {}),
        **function.settings,
    }


def _arn(account: Account, function: Function) -> str:
    return f"arn:aws:lambda:{account.region}:{account.id}:function:{function.name}"


def _marker(offset: int) -> str:
    return base64.b64encode(f"marker/{offset}+=".encode()).decode()


def _offset(marker: str) -> int:
    try:
        return int(base64.b64decode(marker, validate=True).decode()[len("marker/") : -2])
    except ValueError:
        raise BadRequest("Invalid marker") from None
