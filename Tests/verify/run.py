"""Everything that holds the release binary against other programs, with one closing line."""

import badinput
import determinism
import duckdb_check
import kill9
import machine_fit
import pricing
import reference
from checks import run_sections

if __name__ == "__main__":
    run_sections(
        {
            "badinput": badinput.check,
            "determinism": determinism.check,
            "machine_fit": machine_fit.check,
            "duckdb": duckdb_check.check,
            "reference": reference.check,
            "kill9": kill9.check,
            "pricing": pricing.check,
        }
    )
