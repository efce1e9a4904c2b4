"""Starts one command, waits, and prints seconds, CPU seconds and peak bytes as JSON.

A process of its own because Linux counts the memory of the parent at the moment of the fork into
the peak of the child: this one is small, so it hides no peak above some 10 MB.
"""

import os
import sys
import time


def main(command: list[str]) -> None:
    quiet = os.open(os.devnull, os.O_WRONLY)
    started = time.perf_counter()
    process = os.posix_spawnp(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, quiet, 1)]
    )
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - started
    cpu = usage.ru_utime + usage.ru_stime
    print(f"[{seconds}, {cpu}, {usage.ru_maxrss * 1024}]")
    sys.exit(os.waitstatus_to_exitcode(status) != 0)


if __name__ == "__main__":
    main(sys.argv[1:])
