"""STS as its query protocol answers."""

from datetime import datetime, timezone
from xml.sax.saxutils import escape

NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/"


def caller_identity(account: str) -> bytes:
    return _answer(
        "GetCallerIdentity",
        f"<Arn>arn:aws:iam::{account}:user/verify</Arn><UserId>AIDAVERIFY</UserId>"
        f"<Account>{account}</Account>",
    )


def assumed_role(account: str, arn: str, key: str, secret: str, token: str, until: float) -> bytes:
    expiration = datetime.fromtimestamp(until, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    role = escape(arn.rsplit("/", 1)[-1])
    return _answer(
        "AssumeRole",
        f"<AssumedRoleUser><Arn>arn:aws:sts::{account}:assumed-role/{role}/verify</Arn>"
        f"<AssumedRoleId>AROAVERIFY:verify</AssumedRoleId></AssumedRoleUser>"
        f"<Credentials><AccessKeyId>{key}</AccessKeyId>"
        f"<SecretAccessKey>{escape(secret)}</SecretAccessKey>"
        f"<SessionToken>{escape(token)}</SessionToken><Expiration>{expiration}</Expiration>"
        f"</Credentials>",
    )


def _answer(operation: str, result: str) -> bytes:
    return (
        f'<{operation}Response xmlns="{NAMESPACE}"><{operation}Result>{result}'
        f"</{operation}Result><ResponseMetadata><RequestId>verify</RequestId>"
        f"</ResponseMetadata></{operation}Response>"
    ).encode()
