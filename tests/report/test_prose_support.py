"""Numbers in the authors' words that no figure of their report supports."""

import pytest
from nbformat.v4 import new_code_cell, new_output

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.params.load import from_notebook
from sendlib.report.prose_support import unsupported_csv, unsupported_numbers
from sendlib.views.prose import authors_words


def authors(text):
    params = from_notebook(area="York", commissioning={"prose": {"market": text}})
    data, metadata = authors_words(params, "market")._repr_mimebundle_()
    return new_code_cell("x", outputs=[new_output("execute_result", data=data, metadata=metadata)])


def figures(**values):
    row = dict.fromkeys(FIGURE_COLUMNS) | {"measure": "m", "status": "derived"} | values
    bundle = {"columns": FIGURE_COLUMNS, "rows": [[row[name] for name in FIGURE_COLUMNS]]}
    return {"application/vnd.sendlib.figures+json": bundle}


@pytest.fixture
def unsupported(views):
    def check(text):
        bundle = figures(value=12.34, lower=11.0, upper=14.9, count=77, unit="percent")
        rows = [["Spend", "£85,120"], ["Hidden", "[c]"]]
        notebook = views.notebook(
            views.cover(),
            views.shown("statement", "st-a", {"text": "It was 61.7%."}, data=bundle),
            views.figure(),
            views.table(rows=rows, values=[["Spend", 85120.44], ["Hidden", None]]),
            authors(text),
        )
        return [one.number for one in unsupported_numbers(notebook)]

    return check


@pytest.mark.parametrize(
    "text",
    ["12.3%", "12%", "77 plans", "about £85,000", "61.7%", "62 per cent", "4,100", "11% to 15%",
     "£85,120", "4,386 or 4,390"],
)  # fmt: skip
def test_a_number_that_some_figure_reads_as_is_supported(unsupported, text):
    assert unsupported(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("12.4%", "12.4%"), ("£77", "£77"), ("77%", "77%"), ("3 places", "3"), ("£85,200", "£85,200"),
     ("12 plans", "12"), ("£1.2 million", "£1.2 million"), ("85,120", "85,120")],
)  # fmt: skip
def test_a_number_of_another_kind_or_value_is_listed(unsupported, text, number):
    assert unsupported(f"In 2024/25 it was {text}.") == [number]


def test_the_list_names_chapter_line_and_the_words_around(views):
    notebook = views.notebook(views.cover(), authors("First.\n\nSpend rose by 9%, they say."))
    [one] = unsupported_numbers(notebook)
    assert str(one) == "market, line 3: 9%"
    assert unsupported_csv([one]).splitlines() == [
        "chapter,line,number,words",
        'market,3,9%,"First. Spend rose by 9%, they say."',
    ]


def test_a_report_without_the_authors_words_lists_nothing(views):
    assert unsupported_numbers(views.notebook(views.cover())) == []


def test_the_authors_own_numbers_do_not_support_each_other(views):
    notebook = views.notebook(views.cover(), authors("9% and 9%"))
    assert len(unsupported_numbers(notebook)) == 2
