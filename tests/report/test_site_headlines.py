import pytest

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.errors import RenderError
from sendlib.measures.catalogue import INDICATORS
from sendlib.report.site_headlines import HEADLINES, Amount, read_headlines
from tests.report.made_reports import FIGURES, made_report


@pytest.fixture
def lines(tmp_path):
    """Return the headline figures of a made-up report, by title."""
    found = read_headlines(made_report(tmp_path, "w", "885"), "885")
    return {line.title: line for _, group in found.groups for line in group}


def test_every_headline_is_an_indicator_of_the_catalogue_and_stands_once():
    measures = [measure for _, group in HEADLINES for measure in group]
    assert set(measures) <= {indicator.measure for indicator in INDICATORS}
    assert len(measures) == len(set(measures))


def test_the_latest_figure_stands_beside_englands_and_the_test_is_in_words(lines):
    line = lines["EHC plans in mainstream schools"]
    assert (line.own, line.england) == (Amount("40.3%"), Amount("43.6%"))
    assert (line.when, line.beside) == ("January 2025", "Lower")


def test_what_is_not_tested_is_not_assessed(lines):
    line = lines["EHC plans maintained by the council"]
    assert (line.own.text, line.england.text) == ("4,386", "638,745")
    assert line.beside == "Not assessed"


def test_a_questioned_figure_is_marked_and_not_assessed_whatever_the_test_says(lines):
    line = lines["New EHC plans issued within 20 weeks"]
    assert line.own == Amount("12.5%", is_questioned=True)
    assert line.beside == "Not assessed"


def test_a_missing_figure_gives_its_reason_and_no_earlier_one_takes_its_place(lines):
    line = lines["Attainment 8 score, pupils with an EHC plan"]
    assert (line.own, line.when) == (Amount("Not available", is_missing=True), "2024/25")
    assert line.england.text == "14.8"
    confidential = lines["Looked-after children with an EHC plan"]
    assert confidential.own.text == "Kept confidential"


def test_what_the_report_leaves_out_is_said_to_be_left_out(lines):
    balance = lines["Cumulative balance of the dedicated schools grant"]
    assert (balance.own.text, balance.england.text) == ("\N{MINUS SIGN}6.1%", "Not in this report")
    unshown = lines["Pupils with an EHC plan"]
    assert (unshown.own.text, unshown.when) == ("Not in this report", "")


def test_a_row_that_is_absent_for_the_council_alone_is_not_available(tmp_path):
    figures = "\n".join(line for line in FIGURES.splitlines() if "4386" not in line)
    found = read_headlines(made_report(tmp_path, "w", "885", figures=figures), "885")
    assert found.groups[0][1][0].own == Amount("Not available", is_missing=True)


@pytest.mark.parametrize(
    ("words", "beside"),
    [("higher | higher", "Higher"), ("higher | similar", "Similar"), ("similar | lower", "Similar"),
     ("not_assessed | higher", "Not assessed")],
)  # fmt: skip
def test_a_difference_is_said_where_both_tests_bear_it_out(tmp_path, words, beside):
    comparisons = (
        "measure | period | comparator | significance | significance_plain\n"
        f"plans_mainstream_percent | 2025 | ENG | {words}"
    )
    found = read_headlines(made_report(tmp_path, "w", "885", comparisons=comparisons), "885")
    assert found.groups[1][1][0].beside == beside


def test_the_edition_is_the_latest_count_of_plans_and_notes_say_what_reasons_mean(tmp_path):
    found = read_headlines(made_report(tmp_path, "w", "885"), "885")
    assert found.edition == "January 2025"
    assert (found.has_figures, found.has_questioned) == (True, True)
    assert [gap.split(":")[0] for gap in found.gaps] == [
        "Not available", "Kept confidential", "Not in this report",
    ]  # fmt: skip
    assert found.publications[0] == "EHC plans by placement"


def test_a_report_without_any_of_them_has_no_figures_and_no_edition(tmp_path):
    folder = made_report(tmp_path, "w", "885", figures="measure | area")
    found = read_headlines(folder, "885")
    assert (found.has_figures, found.has_questioned, found.edition) == (False, False, "")
    assert found.publications == ()


@pytest.mark.parametrize(
    ("cell", "other", "message"),
    [("4386", "many", "many"), ("2025    | 4386", "soon    | 4386", "soon"),
     ("4386  | count", "4386  | lots ", "lots")],
)  # fmt: skip
def test_a_cell_that_no_report_writes_is_refused(tmp_path, cell, other, message):
    folder = made_report(tmp_path, "w", "885", figures=FIGURES.replace(cell, other))
    with pytest.raises(RenderError, match=f"figures.csv: holds .*{message}"):
        read_headlines(folder, "885")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"measure,value\na,1\n", "its columns are measure, value; expected measure, area_code"),
        (b"", "its columns are none"),
        (",".join(FIGURE_COLUMNS).encode() + b"\na,b\n", "line 2 has more or fewer cells than 14"),
        (",".join(FIGURE_COLUMNS).encode() + b"\n" + b"," * 20, "line 2 has more or fewer"),
        (b"\xff\xfe", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_damaged_file_is_refused_by_name(tmp_path, content, message):
    folder = made_report(tmp_path, "w", "885")
    if content is None:
        (folder / "figures.csv").unlink()
    else:
        (folder / "figures.csv").write_bytes(content)
    with pytest.raises(RenderError, match=message):
        read_headlines(folder, "885")
