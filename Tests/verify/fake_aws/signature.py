"""Checks Signature Version 4 with botocore."""

import hmac
import re
from collections.abc import Mapping

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

_AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/]+)/(?P<day>\d{8})/(?P<region>[^/]+)/"
    r"(?P<service>[^/]+)/aws4_request, ?SignedHeaders=(?P<headers>[^,]+), ?"
    r"Signature=(?P<signature>[0-9a-f]{64})"
)


class Signature:
    """What an Authorization header claims."""

    def __init__(self, header: str) -> None:
        match = _AUTHORIZATION.fullmatch(header)
        self.is_readable = match is not None
        parts = match.groupdict() if match else {}
        self.key = parts.get("key", "")
        self.region = parts.get("region", "")
        self.service = parts.get("service", "")
        self.headers = parts.get("headers", "").split(";")
        self.signature = parts.get("signature", "")

    def matches(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes, secret: str,
        token: str | None,
    ) -> bool:
        """Whether botocore signs the same request the same way."""
        named = {name: headers[name] for name in self.headers if name in headers}
        request = AWSRequest(
            method=method, url=f"http://{headers['host']}{target}", data=body, headers=named
        )
        request.context["timestamp"] = headers["x-amz-date"]
        signer = SigV4Auth(Credentials(self.key, secret, token), self.service, self.region)
        text = signer.string_to_sign(request, signer.canonical_request(request))
        return hmac.compare_digest(signer.signature(text, request), self.signature)
