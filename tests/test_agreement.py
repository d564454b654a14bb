"""What a report puts into its CSV files, worked out again by other code from the published files.

Every figure and comparison of three councils is recomputed in `tests/independent`: one ordinary
council, the smallest, and one whose newest number of plans the checks question.
"""

import ast
import csv
import io
import re
import sys
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_output

from sendlib.contracts.tables import STATUSES, UNITS
from sendlib.data.folder import DATA_VARIABLE
from sendlib.params.load import default_params, to_notebook
from sendlib.report.bundles import comparisons_csv, figures_csv, findings_csv

sys.path.insert(0, str(Path(__file__).parents[1]))  # bare `pytest` leaves the checkout out

from tests.independent import statistics as own
from tests.independent.measures import MEASURES, NEET, S251, Measure
from tests.independent.published import Folder, end_year

pytestmark = pytest.mark.slow
NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "evidence_base.ipynb"
COUNCILS = {"885": "Worcestershire", "420": "Isles of Scilly", "316": "Newham"}
DRAWN = ("_chart(", "region_map(")  # pictures take long, and the tables hold the same figures
FIRST, LAST = 2019, 2025
PERIOD = re.compile(r"\d{4}([/-]\d{2})?")
# not a published figure and a formula: these have tests of their own below, or no figure at all
OTHERS = {
    "high_needs_spend_real_gbp", "plans_residual_count", "premature_births_per_1000",
    "age_20_24_neet_percent", "disabled_adults_in_work_percent",
}  # fmt: skip


class Report:
    """The three CSV files of a council's report, and the same figures worked out anew."""

    def __init__(self, area: str, folder: Folder) -> None:
        notebook = _executed(area)
        self.area = area
        self.folder = folder
        self.region = folder.councils[area]
        self.near = folder.neighbours[area]
        self.figures = _rows(figures_csv(notebook))
        self.comparisons = _rows(comparisons_csv(notebook))
        self.findings = _rows(findings_csv(notebook))
        self._anew: dict[str, own.Figures] = {}

    def anew(self, name: str) -> own.Figures:
        if name not in self._anew:
            self._anew[name] = own.figures(self.folder, MEASURES[name], self.findings)
        return self._anew[name]

    def neighbours_mean(self, name: str, period: str) -> float | None:
        values = [self.anew(name).trusted((code, period)) for code in self.near]
        known = [value for value in values if value is not None]
        return sum(known) / len(known) if known else None

    def value(self, name: str, area: str, period: str, *, trusted: bool = False) -> float | None:
        if area.startswith("SN-"):
            return self.neighbours_mean(name, period)
        anew = self.anew(name)
        return anew.trusted((area, period)) if trusted else anew.value((area, period))

    def latest(self, name: str) -> str:
        anew = self.anew(name)
        known = {
            period
            for area, period in anew.keys()  # noqa: SIM118
            if area in self.folder.councils and anew.value((area, period)) is not None
        }
        return max((one for one in known if FIRST <= end_year(one) <= LAST), key=end_year)

    def of_measures(self) -> list[dict[str, str]]:
        return [row for row in self.figures if row["measure"] not in OTHERS]

    def of_areas(self) -> list[dict[str, str]]:
        return [row for row in self.of_measures() if not row["area_code"].startswith("SN-")]


def _executed(area: str) -> nbformat.NotebookNode:
    """Run the notebook's cells one after the other, those that only draw left out."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    names: dict[str, object] = {}
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        *steps, last = ast.parse(cell.source).body
        steps = steps if isinstance(last, ast.Expr) else [*steps, last]
        exec(compile(ast.Module(steps, []), f"cell {number}", "exec"), names)
        if "parameters" in cell.metadata.get("tags", []):
            names.update(to_notebook(default_params(area)))
        elif isinstance(last, ast.Expr) and not any(one in cell.source for one in DRAWN):
            shown = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), names)
            data, metadata = shown._repr_mimebundle_()
            cell.outputs = [new_output("display_data", data=data, metadata=metadata)]
    return notebook


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@cache
def _report(area: str, root: Path) -> Report:
    return Report(area, _folder(root))


@cache
def _folder(root: Path) -> Folder:
    return Folder(root)


@pytest.fixture(params=COUNCILS, ids=COUNCILS.get)
def report(request, data_raw, monkeypatch):
    monkeypatch.setenv(DATA_VARIABLE, str(data_raw))
    return _report(request.param, data_raw)


def close(text: str, expected: float | None) -> bool:
    """Say whether a cell holds a number, or nothing where nothing is expected."""
    if text == "" or expected is None:
        return text == "" and expected is None
    return float(text) == pytest.approx(expected, rel=1e-7, abs=1e-7)


def key_of(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in ("measure", "area_code", "period") if name in row)


def unlike(rows, is_right) -> list[tuple[str, ...]]:
    """Return the keys of the rows that are not right, a few of them."""
    return [key_of(row) for row in rows if not is_right(row)][:8]


def test_every_measure_of_the_report_is_known_here(report):
    assert {row["measure"] for row in report.figures} == {*MEASURES, *OTHERS}
    assert len(report.figures) > 1000


def test_values_are_the_published_ones(report):
    assert not unlike(
        report.of_areas(),
        lambda row: close(row["value"], report.value(*key_of(row))),
    )


def test_the_neighbours_mean_is_that_of_the_trusted_values_of_the_ten(report):
    rows = [row for row in report.of_measures() if row["area_code"].startswith("SN-")]
    assert len(rows) > 300
    assert report.area not in report.near
    assert not unlike(rows, lambda row: close(row["value"], report.value(*key_of(row))))


def test_counts_and_denominators_are_the_published_ones(report):
    def is_right(row):
        anew, key = report.anew(row["measure"]), (row["area_code"], row["period"])
        count = None if anew.measure.kind == "value" else anew.count.get(key)
        whole = None if anew.measure.whole is None else anew.whole.get(key)
        return close(row["count"], count) and close(row["denominator"], whole)

    assert not unlike(report.of_areas(), is_right)


def test_limits_are_those_of_wilson_poisson_and_byar(report):
    def is_right(row):
        limits = report.anew(row["measure"]).limits((row["area_code"], row["period"]))
        lower, upper = limits or (None, None)
        level = 95.0 if limits else None
        ends = close(row["lower"], lower) and close(row["upper"], upper)
        return ends and close(row["confidence"], level)

    assert not unlike(report.of_areas(), is_right)


def test_statuses_say_what_is_published_worked_out_questioned_or_missing(report):
    def expected(row):
        anew, key = report.anew(row["measure"]), (row["area_code"], row["period"])
        part = anew.measure.count
        if anew.value(key) is None:
            return "not_available"
        if key in anew.questioned:
            return "questioned"
        is_one_cell = len(part.columns) == 1 and len(part.rows) <= 1
        as_published = anew.measure.whole is None and is_one_cell and key not in anew.pooled
        return "published" if as_published else "derived"

    assert not unlike(report.of_areas(), lambda row: row["status"] == expected(row))
    assert {row["status"] for row in report.figures} <= set(STATUSES)


def test_units_breakdowns_and_periods_have_their_forms(report):
    def is_right(row):
        measure = MEASURES[row["measure"]]
        forms = row["unit"] in UNITS and PERIOD.fullmatch(row["period"])
        return forms and (row["unit"], row["breakdown"]) == (measure.unit, measure.breakdown)

    assert not unlike(report.of_measures(), is_right)


def test_sources_name_the_file_and_member_that_hold_the_figure(report):
    def is_right(row):
        measure = MEASURES[row["measure"]]
        named = row["source"].split("; ")
        parts = [part for part in (measure.count, measure.whole) if part]
        files = [NEET if part.file == "neet" else (part.path,) for part in parts]
        return row["value"] == "" or (
            all(any(path in named for path in paths) for paths in files)
            and {*named} <= {path for paths in files for path in paths}
        )

    assert not unlike(report.of_measures(), is_right)


def test_no_figure_and_no_comparison_is_given_twice(report):
    figures = [(*key_of(row), row["breakdown"]) for row in report.figures]
    comparisons = [(*key_of(row), row["comparator"]) for row in report.comparisons]
    assert len(set(figures)) == len(figures)
    assert len(set(comparisons)) == len(comparisons)


def expected_comparisons(report: Report, name: str, measure: Measure) -> set[tuple[str, ...]]:
    """Return the keys of the comparisons that two trusted values make possible."""
    if measure.kind == "count":
        return set()
    beside = (f"SN-{report.area}", report.region, "ENG")
    return {
        (name, report.area, period, code)
        for area, period in report.anew(name).keys()  # noqa: SIM118
        if area == report.area and FIRST <= end_year(period) <= LAST
        and report.anew(name).trusted((area, period)) is not None
        for code in beside
        if report.value(name, code, period, trusted=True) is not None
    }  # fmt: skip


def test_the_area_is_compared_wherever_both_values_can_be_trusted(report):
    found = {(*key_of(row), row["comparator"]) for row in report.comparisons}
    expected = {
        key
        for name, measure in MEASURES.items()
        for key in expected_comparisons(report, name, measure)
    }
    assert found == expected


def test_comparators_values_and_differences_are_right(report):
    def is_right(row):
        name, area, period = key_of(row)
        beside = report.value(name, row["comparator"], period, trusted=True)
        difference = report.value(name, area, period) - beside
        return close(row["comparator_value"], beside) and close(row["difference"], difference)

    assert not unlike(report.comparisons, is_right)


def test_tests_allow_for_overdispersion_as_spiegelhalter_does(report):
    def is_right(row):
        name, area, period = key_of(row)
        anew = report.anew(name)
        if anew.measure.kind not in ("proportion", "rate"):
            words = (row["significance"], row["significance_plain"], row["z"], row["z_adjusted"])
            return words == ("not_assessed", "not_assessed", "", "")
        beside = report.value(name, row["comparator"], period)
        spread = spreads.setdefault(
            (name, period), own.tau_squared(anew, period, report.folder.councils)
        )
        z, adjusted = own.z_scores(anew, (area, period), beside, spread)
        words = (own.side(adjusted), own.beside(anew.limits((area, period)), beside))
        numbers = close(row["z"], z) and close(row["z_adjusted"], adjusted)
        return numbers and (row["significance"], row["significance_plain"]) == words

    spreads: dict[tuple[str, str], float] = {}
    assert not unlike(report.comparisons, is_right)


def test_ranks_and_quartiles_are_among_the_councils_of_today_at_the_latest_period(report):
    def is_right(row):
        name, area, period = key_of(row)
        found = (row["rank"], row["of"], row["quartile"])
        if period != report.latest(name):
            return found == ("", "", "")
        anew = report.anew(name)
        values = {
            code: value
            for code in report.folder.neighbours
            if (value := anew.trusted((code, period))) is not None
        }
        end = own.better_end(report.folder, anew.measure)
        return found == tuple(map(str, own.standing(values, area, end)))

    assert not unlike(report.comparisons, is_right)


def test_trends_are_those_of_the_latest_five_years(report):
    def is_right(row):
        name, area, period = key_of(row)
        if period != report.latest(name):
            return row["trend"] == ""
        return row["trend"] == own.trend(report.anew(name), area, end_year(period))

    assert not unlike(report.comparisons, is_right)


def test_what_is_questioned_is_compared_with_nothing(report):
    questioned = {key_of(row) for row in report.of_areas() if row["status"] == "questioned"}
    beside = {(row["measure"], row["comparator"], row["period"]) for row in report.comparisons}
    assert not questioned & {key_of(row) for row in report.comparisons}
    assert not questioned & beside
    assert questioned or report.area == "420"


def test_plans_that_flows_leave_unexplained_are_stock_less_stock_less_new_plus_ceased(report):
    read = report.folder.cells
    stock = read(MEASURES["plans_count"].count)
    new, ceased = read(own.part("newplans", "new_ehc_plans")), read(own.CEASED)
    rows = [row for row in report.figures if row["measure"] == "plans_residual_count"]
    assert rows
    for row in rows:
        area, year = row["area_code"], row["period"]
        after = stock[area, str(int(year) + 1)]
        expected = after - stock[area, year] - new[area, year] + ceased[area, year]
        assert float(row["value"]) == expected


def test_spending_in_real_terms_is_at_the_prices_of_the_latest_year(report):
    lines = (report.folder.root / own.DEFLATOR).read_text(encoding="utf-8").splitlines()
    index = {cells[0]: float(cells[1]) for line in lines[2:] if (cells := line.split(","))}
    cash = report.folder.cells(own.part(S251, "High needs (SEND)"))
    rows = [row for row in report.figures if row["measure"] == "high_needs_spend_real_gbp"]
    latest = max(row["period"] for row in rows)
    for row in rows:
        amount = cash[row["area_code"], row["period"]]
        assert close(row["value"], amount * index[latest] / index[row["period"]])
