"""Everything that holds the release binary against other programs, with one closing line."""

import aws_faults
import aws_manners
import aws_moto
import badinput
import bench_memory
import determinism
import duckdb_check
import explained
import kill9
import llama_oracle
import machine_fit
import pricing
import reference
import report_calendar
import report_delivery
import report_install
import report_job
import report_page
import report_what_if
import state
import schemas
import tco_finance
import tco_focus
import tco_workbook
import user_manager
from checks import run_sections

if __name__ == "__main__":
    run_sections(
        {
            "badinput": badinput.check,
            "determinism": determinism.check,
            "machine_fit": machine_fit.check,
            "duckdb": duckdb_check.check,
            "reference": reference.check,
            "llama": llama_oracle.check,
            "memory": bench_memory.check,
            "state": state.check,
            "kill9": kill9.check,
            "pricing": pricing.check,
            "aws-moto": aws_moto.check,
            "aws-faults": aws_faults.check,
            "aws-million": aws_faults.check_million,
            **{f"aws-{name}": section for name, section in aws_manners.SECTIONS.items()},
            **report_job.SECTIONS,
            "schemas": schemas.check,
            **explained.SECTIONS,
            **report_page.SECTIONS,
            "report-what-if": report_what_if.check,
            "calendar": report_calendar.check,
            **report_install.SECTIONS,
            **report_delivery.SECTIONS,
            "install_live": user_manager.check,
            "tco_finance": tco_finance.check,
            "tco_focus": tco_focus.check,
            "tco_workbook": tco_workbook.check,
        }
    )
