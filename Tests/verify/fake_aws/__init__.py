"""An AWS that answers from memory and misbehaves on request: CloudWatch, Lambda and STS."""

from .account import Account, Function
from .faults import Faults
from .server import FakeAWS

__all__ = ["Account", "FakeAWS", "Faults", "Function"]
