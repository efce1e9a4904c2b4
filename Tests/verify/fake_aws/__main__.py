"""Starts the stand-in by hand: python -m fake_aws [--fault NAME] [--functions N] [--days N]."""

import argparse
import time

from . import Account, FakeAWS, Faults, Function
from .faults import ALWAYS, ONCE

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m fake_aws")
    parser.add_argument("--fault", choices=sorted(ONCE | ALWAYS))
    parser.add_argument("--about", nargs="*", default=[])
    parser.add_argument("--functions", type=int, default=10)
    parser.add_argument("--days", type=int, default=14)
    arguments = parser.parse_args()
    until = int(time.time()) // 3600 * 3600
    functions = tuple(Function(f"function-{n:03}") for n in range(arguments.functions))
    account = Account(functions, until - arguments.days * 86_400, until)
    with FakeAWS(account, Faults(arguments.fault, frozenset(arguments.about))) as fake:
        print(fake.url, flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            pass
