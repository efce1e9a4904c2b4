"""The ways in which the stand-in misbehaves, one run at a time."""

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock

# Each is met by the first attempt of every distinct request, or by the first `limit` of them.
ONCE = {
    "throttle-json", "throttle-query", "throttle-429", "error-500", "error-503",
    "reset", "truncate", "slow", "hang", "malformed", "html", "expired-page-token",
    "repeated-token", "partial", "nan",
}
# Each holds for the whole run.
ALWAYS = {
    "empty-page", "repeated-token-always", "expired-credentials", "skew", "denied",
    "partial-always", "forbidden-metric", "internal-error-metric", "duplicates", "exponent",
    "striped", "nan-always", "malformed-always", "throttle-always", "later-pages-fail",
    "redirect",
}


@dataclass
class Faults:
    """The one fault of a run, the functions or the action it is about, and who has met it."""

    name: str | None = None
    # Function names for faults of metrics, an action such as `lambda:ListFunctions` for `denied`.
    about: frozenset[str] = frozenset()
    # Access keys that have expired.
    expired_keys: frozenset[str] = frozenset()
    skew_seconds: int = 0
    limit: int | None = None
    _met: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        if self.name is not None and self.name not in ONCE | ALWAYS:
            raise ValueError(f"no such fault: {self.name}")

    def strikes(self, name: str, request: str) -> bool:
        """Whether this attempt at a request meets the fault."""
        if self.name != name:
            return False
        if name in ALWAYS:
            return True
        with self._lock:
            spent = self.limit is not None and len(self._met) >= self.limit
            if request in self._met or spent:
                return False
            self._met[request] += 1
            return True

    def concerns(self, name: str, function: str) -> bool:
        return self.name == name and function in self.about

    @property
    def met(self) -> int:
        return len(self._met)
