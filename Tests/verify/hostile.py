"""Names of functions that no export may take for anything but names."""

import csv
import io

HOSTILE = (
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\tindented",
    "\rreturned",
    "two\nlines",
    'say "hi", then leave',
    "<script>alert(1)</script>",
    "pipe|and`tick`",
    "\x1b[31mred\x1b[0m",
    "&amp;<b>",
    "\u202eexe.rehtom",
    "\u2066isolated\u2069",
    "\u009b31mred",
    "line\u2028separated",
    "'=1+1",
    "[link](javascript:alert(1))",
    "{{7*7}}",
    "plain",
)

# Nothing of the kind may stand in any export: it steers terminals or reorders what is beside it.
STEERING = (
    {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F))}
    | {chr(code) for code in (0x61C, 0x200E, 0x200F, *range(0x2066, 0x206A))}
) - {"\t", "\r", "\n"}


def fleet_of(names: tuple[str, ...]) -> str:
    """Two weeks of samples by the hour, one workload a name."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(
        [
            "function",
            "timestamp",
            "period_seconds",
            "invocations",
            "duration_ms_sum",
            "concurrency_max",
            "memory_mb",
            "architecture",
            "account",
            "region",
        ]
    )
    for index, name in enumerate(names):
        for day in range(1, 15):
            rows.writerow(
                [
                    name,
                    f"2026-01-{day:02}T00:00:00Z",
                    3600,
                    900,
                    1_800_000 * (1 + index % 3),
                    2,
                    1769,
                    "arm64",
                    "123456789012",
                    "us-east-1",
                ]
            )
    return text.getvalue()
