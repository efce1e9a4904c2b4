"""Everything that holds the release binary against other programs, with one closing line."""

import badinput
import determinism
import duckdb_check
import kill9
import pricing
import reference
import schemas
import tco_finance
import tco_focus
import tco_workbook
from checks import run_sections

if __name__ == "__main__":
    run_sections(
        {
            "badinput": badinput.check,
            "determinism": determinism.check,
            "duckdb": duckdb_check.check,
            "reference": reference.check,
            "kill9": kill9.check,
            "pricing": pricing.check,
            "schemas": schemas.check,
            "tco_finance": tco_finance.check,
            "tco_focus": tco_focus.check,
            "tco_workbook": tco_workbook.check,
        }
    )
