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
Inputs = dict[str, float]
YAML = (
    'workloads:\n  - { match: "*", model: llama-3.2-3b, quant: q4_k_m, prompt_tokens: 700, '
    "output_tokens: 150 }\nredundancy: n+1\n"
)
# What the workbook is exported with, and the inputs that are then typed over in it.
BOOKS: dict[str, tuple[tuple[str, ...], tuple[Inputs, ...]]] = {
    "l4-server": (
        (),
        (
            {"node_price_usd": 31_234.5, "electricity_usd_per_kwh": 0.31, "discount_rate": 0.115},
            {"growth_per_month": 0.025, "node_life_months": 7, "staff_fte": 0.4},
            {"horizon_months": 17, "volume_factor": 3.5, "discount_rate": 0},
            {
                "horizon_months": 1,
                "output_tokens_per_month": 123_456_789,
                "software_usd_per_node_year": 4500,
            },
            {
                "growth_per_month": -0.1,
                "node_life_months": 5,
                "spare_nodes": 0,
                "cloud_price_factor": 0.8,
            },
        ),
    ),
    "arm-server over 120 months": (
        ("--horizon", "120", "--set", "node=arm-server"),
        (
            {"growth_per_month": 0.015, "node_life_months": 31, "residual_share": 0.05},
            {"horizon_months": 61, "discount_rate": 0, "capacity_tokens_per_second": 41.5},
            {"growth_per_month": -0.01, "peak_coincidence": 0.7, "volume_factor": 2.25},
        ),
    ),
    "one month of cpu-server": (
        ("--horizon", "1", "--set", "node=cpu-server"),
        ({"node_price_usd": 9000, "residual_share": 0.4, "discount_rate": 0},),
    ),
    "nutanix-gpt-in-a-box": (
        ("--set", "node=nutanix-gpt-in-a-box", "--set", "software_usd_per_node_year=11000"),
        ({"software_usd_per_node_year": 7350.25, "least_nodes": 5, "growth_per_month": 0.06},),
    ),
    "kubernetes with replaced nodes": (
        ("--horizon", "30", "--set", "node=kubernetes", "--set", "node_life_months=11"),
        ({"staff_fte": 0.85, "staff_usd_per_year": 131_000, "node_life_months": 9},),
    ),
    "8xh100-server": (
        ("--set", "node=8xh100-server"),
        ({"pue": 1.21, "colocation_usd_per_u_month": 18.5, "node_full_kw": 9.4},),
    ),
    "l40s-server, tokens known": (
        ("--set", "node=l40s-server", "--config", "tokens.yaml"),
        (
            {"capacity_tokens_per_second": 90, "growth_per_month": 0.03, "migration_usd": 1},
            {"request_peak_tokens_per_second": 4321.5, "peak_vcpus": 77, "spare_nodes": 0},
            {"volume_factor": 0.4, "discount_rate": 0, "horizon_months": 29},
        ),
    ),
}
COLUMNS = {"monthly": 1, "total": 2, "npv": 3, "npv_saving": 4, "per_million_output_tokens": 7}


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


def change(book: Workbook, inputs: Inputs) -> None:
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


def wanted(option: dict[str, Any], key: str, horizon: int) -> float | None:
    return sum(option["amortized"]) / horizon if key == "monthly" else option[key]


def differences(book: Workbook, answer: dict[str, Any]) -> list[str]:
    """Totals of the summary that are a cent or more from the engine's, and words that differ."""
    rows = {row[0].value: row for row in book["Summary"].iter_rows(min_row=9)}
    wrong = []
    for option in answer["options"]:
        row = rows[option["option"]]
        for key, column in COLUMNS.items():
            got, want = row[column].value, wanted(option, key, answer["horizon_months"])
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


def engine(
    costctl: Costctl, database: Path, exported: tuple[str, ...], inputs: Inputs
) -> dict[str, Any]:
    settings = [part for key, value in inputs.items() for part in ("--set", f"{key}={value}")]
    # The horizon that was typed over beats the one of the export.
    if "horizon_months" in inputs and "--horizon" in exported:
        place = exported.index("--horizon")
        exported = exported[:place] + exported[place + 2 :]
    return json.loads(
        costctl.succeed(
            "tco", "-q", "--db", database, "--format", "json", *exported, *settings
        ).stdout
    )


def check_cached(checks: Checks, title: str, exported: Path, folder: Path) -> None:
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
        f"{title}: the stored values of {count} formulas are those computed anew",
        not wrong and count > 200,
        wrong[:5],
    )
    faults = errors(fresh)
    checks.expect(f"{title}: no formula of the export ends in an error", not faults, faults[:5])


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
    (folder / "tokens.yaml").write_text(YAML)
    costctl = costctl.within(folder)
    for title, (options, changes) in BOOKS.items():
        exported = folder / "tco.xlsx"
        costctl.succeed(
            "tco", "-q", "--db", database, "--format", "xlsx", "--output", exported, *options
        )
        check_cached(checks, title, exported, folder)
        for inputs in changes:
            book = openpyxl.load_workbook(exported)
            change(book, inputs)
            fresh = recalculated(book, folder)
            wrong = differences(fresh, engine(costctl, database, options, inputs)) + errors(fresh)
            checks.expect(
                f"{title}, changed to {inputs}: every total is the engine's to the cent",
                not wrong,
                wrong[:5],
            )
    check_hostile(checks, costctl, folder)


if __name__ == "__main__":
    run_sections({"tco_workbook": check})
