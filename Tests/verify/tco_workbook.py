"""Has LibreOffice recalculate the workbook of `tco` and holds every total against the engine's."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from binary import Costctl
from checks import Checks, run_sections
from hostile import HOSTILE, fleet_of

CENT = 0.005
CHANGES: tuple[dict[str, float], ...] = (
    {"node_price_usd": 31_234.5, "electricity_usd_per_kwh": 0.31, "discount_rate": 0.115},
    {"growth_per_month": 0.025, "node_life_months": 7, "staff_fte": 0.4},
    {"horizon_months": 17, "volume_factor": 3.5, "discount_rate": 0},
    {
        "horizon_months": 1,
        "output_tokens_per_month": 123_456_789,
        "software_usd_per_node_year": 4500,
    },
    {"growth_per_month": -0.1, "node_life_months": 5, "spare_nodes": 0, "cloud_price_factor": 0.8},
)
COLUMNS = {"total": 2, "npv": 3, "npv_saving": 4, "per_million_output_tokens": 7}


def recalculated(book: Workbook, folder: Path) -> Workbook:
    """What LibreOffice makes of it: openpyxl saves formulas without values, so all are computed anew."""
    source = folder / "changed.xlsx"
    book.save(source)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/office",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return openpyxl.load_workbook(folder / "out" / source.name, data_only=True)


def change(book: Workbook, inputs: dict[str, float]) -> None:
    for key, value in inputs.items():
        sheet, cell = book.defined_names[f"in_{key}"].attr_text.split("!")
        book[sheet.strip("'")][cell.replace("$", "")].value = value


def errors(book: Workbook) -> list[str]:
    return [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(("#", "Err:"))
    ]


def differences(book: Workbook, answer: dict[str, Any]) -> list[str]:
    """Totals of the summary that are a cent or more from the engine's, and words that differ."""
    rows = {row[0].value: row for row in book["Summary"].iter_rows(min_row=9)}
    wrong = []
    for option in answer["options"]:
        row = rows[option["option"]]
        for key, column in COLUMNS.items():
            got, want = row[column].value, option[key]
            if got != "n/a" if want is None else not abs(got - want) < CENT:
                wrong.append(f"{option['option']} {key}: {got} for {want}")
        month = option["payback_month"] or ("current" if option["option"] == "lambda" else "never")
        if row[5].value != month:
            wrong.append(f"{option['option']} payback: {row[5].value} for {month}")
        rate, got = option["internal_rate_of_return"], row[6].value
        if rate is not None and rate > 0 and not abs(got - rate) <= 1e-6 * rate:
            wrong.append(f"{option['option']} return: {got} for {rate}")
    months = {
        column[3].value: [cell.value for cell in column[4 : 4 + answer["horizon_months"]]]
        for column in book["On-prem"].iter_cols()
    }
    for title, key in (
        ("Cash", "cash"),
        ("Amortized", "amortized"),
        ("Nodes standing", "nodes_standing"),
    ):
        want = [month[key] for month in answer["on_prem"]]
        if any(abs(one - other) >= CENT for one, other in zip(months[title], want, strict=True)):
            wrong.append(f"On-prem {title}")
    sentence = answer["decision"]["sentence"]
    if book["Summary"]["A4"].value != sentence:
        wrong.append(f"verdict: {book['Summary']['A4'].value}")
    if book["Summary"]["A7"].value != "All checks pass":
        wrong.append(str(book["Summary"]["A7"].value))
    return wrong


def engine(costctl: Costctl, database: Path, inputs: dict[str, float]) -> dict[str, Any]:
    settings = [part for key, value in inputs.items() for part in ("--set", f"{key}={value}")]
    return json.loads(
        costctl.succeed("tco", "-q", "--db", database, "--format", "json", *settings).stdout
    )


def check_cached(checks: Checks, exported: Path, folder: Path) -> None:
    """Every formula's stored value is what LibreOffice computes for it."""
    formulas = openpyxl.load_workbook(exported)
    stored = openpyxl.load_workbook(exported, data_only=True)
    fresh = recalculated(formulas, folder)
    count, wrong = 0, []
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                old = stored[sheet.title][cell.coordinate].value
                new = fresh[sheet.title][cell.coordinate].value
                numbers = isinstance(old, (int, float)) and isinstance(new, (int, float))
                if not (abs(old - new) <= 1e-6 * (1 + abs(old)) if numbers else old == new):
                    wrong.append(f"{sheet.title}!{cell.coordinate}: {old} stored, {new} computed")
    checks.expect(
        f"the stored values of {count} formulas are those computed anew",
        not wrong and count > 1000,
        wrong[:5],
    )
    checks.expect("no formula of the export ends in an error", not errors(fresh), errors(fresh)[:5])


def check_hostile(checks: Checks, costctl: Costctl, folder: Path) -> None:
    """Names that would be formulas are text in the workbook, and stay text when it is computed."""
    database = folder / "hostile.db"
    (folder / "hostile.csv").write_text(fleet_of(HOSTILE), newline="")
    costctl.succeed("import", "-q", "--db", database, folder / "hostile.csv")
    exported = folder / "hostile.xlsx"
    costctl.succeed("tco", "-q", "--db", database, "--format", "xlsx", "--output", exported)
    book = openpyxl.load_workbook(exported)
    cells = [row[0] for row in book["Workloads"].iter_rows(min_row=5, max_row=4 + len(HOSTILE))]
    kinds = {cell.data_type for cell in cells}
    formats = {cell.number_format for cell in cells}
    checks.expect(
        "hostile names are text cells, and stay text when edited",
        kinds == {"s"} and formats == {"@"},
        (kinds, formats),
    )
    fresh = recalculated(book, folder)
    same = [cell.value for cell in cells] == [
        fresh["Workloads"][cell.coordinate].value for cell in cells
    ]
    checks.expect(
        "LibreOffice leaves hostile names alone", same and not errors(fresh), errors(fresh)[:3]
    )


def check(checks: Checks, costctl: Costctl, folder: Path) -> None:
    if shutil.which("soffice") is None:
        checks.expect("LibreOffice is installed", False, "make verify installs libreoffice-calc")
        return
    database = folder / "demo.db"
    costctl.succeed("demo", "-q", "--db", database)
    exported = folder / "tco.xlsx"
    costctl.succeed("tco", "-q", "--db", database, "--format", "xlsx", "--output", exported)
    check_cached(checks, exported, folder)
    for inputs in CHANGES:
        book = openpyxl.load_workbook(exported)
        change(book, inputs)
        fresh = recalculated(book, folder)
        wrong = differences(fresh, engine(costctl, database, inputs)) + errors(fresh)
        checks.expect(
            f"changed to {inputs}: every total is the engine's to the cent", not wrong, wrong[:5]
        )
    check_hostile(checks, costctl, folder)


if __name__ == "__main__":
    run_sections({"tco_workbook": check})
