import json
from itertools import count

import pytest

from sendlib.contracts.tables import COMPARISON_COLUMNS, FIGURE_COLUMNS, FINDING_COLUMNS
from sendlib.report.difference_page import difference_document, summary, write_page
from sendlib.report.difference_text import document_text
from sendlib.report.differences import Change, compare
from sendlib.report.edition import read_edition
from sendlib.report.html import render_html
from sendlib.report.outputs import write_report

FIGURE = dict.fromkeys(FIGURE_COLUMNS, "") | {
    "measure": "plans_count", "area_code": "816", "area_name": "York", "period": "2025",
    "breakdown": "Total", "value": 100, "unit": "count", "status": "published", "source": "a.csv",
}  # fmt: skip
COMPARED = dict.fromkeys(COMPARISON_COLUMNS, "") | {
    "measure": "plans_count", "area_code": "816", "period": "2025", "comparator": "ENG",
    "significance": "similar",
}  # fmt: skip
FINDING = dict.fromkeys(FINDING_COLUMNS, "") | {"source": "a.csv", "rule": "jump", "found": "9"}
HOSTILE = "<script>alert(1)</script> & [b](c) {{ x }}"


def bundle(rows):
    return {"columns": list(rows[0]), "rows": [list(row.values()) for row in rows]}


@pytest.fixture
def edition(views, tmp_path):
    """Build a small report with these words, figures and inputs, and read it."""
    names = count()

    def made(
        *cells,
        figures=(FIGURE,),
        compared=(COMPARED,),
        findings=(),
        inputs=None,
        params=None,
        **cover,
    ):
        data = {
            f"application/vnd.sendlib.{name}+json": bundle(rows)
            for name, rows in
            (("figures", figures), ("comparisons", compared), ("findings", findings)) if rows
        }  # fmt: skip
        columns = [{"key": name, "title": name} for name in ("File", "Edition")]
        content = {"columns": columns, "rows": [["a.csv", "2025"]]}
        sources = views.shown("table", "tab-sources", content, caption="Files", data=data)
        start = views.statement("st-plans", "York has 100 plans.")
        folder = tmp_path / str(next(names)) / "york" / "evidence-base"
        write_report(
            views.notebook(views.cover(**cover), "# Words {#w}", *(cells or (start,)), sources),
            folder=folder, formats=["html"], inputs=inputs or {"a.csv": "1" * 64},
            params=params or {"area": "816", "years": {"first": 2019}, "document": {}},
        )  # fmt: skip
        return read_edition(folder)

    return made


@pytest.fixture
def told(edition):
    """Compare two editions, made with these cells and settings; give page and text as well."""

    def made(before, after):
        old, new = (edition(*cells, **settings) for cells, settings in (before, after))
        found = compare(old, new)
        document = difference_document(found, old, new)
        return found, render_html(document), document_text(document)

    return made


def recoded(edition, **changes):
    """Change the manifest of an edition, as other code would have made it."""
    path = edition.folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")
    return read_edition(edition.folder)


def test_two_builds_of_the_same_are_called_the_same(told):
    found, page, text = told(((), {}), ((), {}))
    assert found.is_empty
    assert "- No changes: params, inputs, code, figures, comparisons, words and findings" in text
    assert "No changes: params" in page
    assert "<h2" in page
    assert "Figures that moved" not in page


def test_params_are_told_key_by_key(told):
    long = {"branding": {"logo": "data:" + "x" * 500}, "area": "816", "partners": []}
    found, page, _ = told(((), {}), ((), {"params": long}))
    changes = {change.name: change for change in found.params}
    assert changes["years.first"] == Change("years.first", "2019", "")
    assert changes["partners"].after == "blank"
    assert changes["branding.logo"].after.startswith("data:xxx")
    assert len(changes["branding.logo"].after) < 70
    assert "years.first" in page


def test_inputs_are_told_with_their_editions(told):
    inputs = {"a.csv": "2" * 64, "c.csv": "3" * 64}
    before = {"a.csv": "1" * 64, "b.csv": "3" * 64}
    found, page, text = told(((), {"inputs": before}), ((), {"inputs": inputs}))
    assert [(one.path, one.what, one.before, one.after) for one in found.inputs] == [
        ("a.csv", "changed", "2025 (sha256 11111111)", "2025 (sha256 22222222)"),
        ("b.csv", "removed", "sha256 33333333", ""),
        ("c.csv", "added", "", "sha256 33333333"),
    ]
    assert "Input files that changed" in page
    assert "3 input files changed." in text
    assert "Without change: params, code, packages." in text


def test_each_figure_that_moved_has_its_likely_cause(told):
    moved = FIGURE | {"value": 120}
    found, page, text = told(((), {}), ((), {"figures": [moved], "inputs": {"a.csv": "2" * 64}}))
    (one,) = found.figures.moved
    assert (one.before, one.after, one.change) == ("100", "120", "+20")
    assert one.cause == "its source file changed: a.csv"
    assert "its source file changed: a.csv" in page
    assert "1 figure moved." in text


def test_params_about_looks_do_not_move_figures(edition):
    colours = {"area": "816", "years": {"first": 2019}, "document": {}, "branding": {"name": "x"}}
    old = edition()
    new = recoded(
        edition(figures=[FIGURE | {"value": 120}], params=colours),
        code={"version": "0.2.0", "sha256": "b" * 64}, packages={},
    )  # fmt: skip
    found = compare(old, new)
    assert found.figures.moved[0].cause == (
        f"same inputs and params: the code changed from {old.manifest.code} to 0.2.0 (bbbbbbbb)"
    )
    assert [change.name for change in found.code] == ["sha256 of the code", "version"]
    assert {change.after for change in found.packages} == {""}
    page = render_html(difference_document(found, old, new))
    assert "Packages that changed" in page


def test_parts_of_the_report_and_findings_that_are_new_or_gone_are_listed(told, views):
    old = ((), {"findings": [FINDING]})
    new = ((views.figure(),), {"findings": [FINDING | {"found": "8"}]})
    found, page, text = told(old, new)
    assert [one.label for one in found.words.added] == ["fig-plans"]
    assert "York has 100 plans." in page
    assert "2 sections, statements, charts or tables are new or gone." in text
    assert "New findings" in page
    assert "Findings that are gone" in page


def test_a_statement_that_reads_otherwise_shows_both_wordings(told, views):
    after = (views.statement("st-plans", f"York has 120 plans.\nNow {HOSTILE}."),)
    found, page, text = told(((), {}), (after, {}))
    assert [one.label for one in found.words.changed] == ["st-plans"]
    assert "Statement st-plans in “Words”" in text
    assert "York has [\N{MINUS SIGN}100\N{MINUS SIGN}][+120+] plans." in text
    assert "<del>[\N{MINUS SIGN}100\N{MINUS SIGN}]</del><ins>[+120+]</ins>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_everything_else_is_counted_or_listed(told):
    before = [FIGURE, FIGURE | {"period": "2024"}, FIGURE | {"period": "2023", "lower": 90},
              FIGURE | {"period": "2022"}, FIGURE | {"period": "2021"}]  # fmt: skip
    after = [FIGURE | {"status": "questioned"}, FIGURE | {"period": "2024", "value": 100.2},
             FIGURE | {"period": "2023", "lower": 80}, FIGURE | {"period": "2020"},
             FIGURE | {"period": "2019"}]  # fmt: skip
    compared = [COMPARED | {"significance": "higher"}, COMPARED | {"period": "2020"}]
    gone = COMPARED | {"period": "2021"}
    found, page, text = told(
        ((), {"figures": before, "compared": [COMPARED, gone]}),
        ((), {"figures": after, "compared": compared}),
    )
    assert summary(found)[:-1] == [
        "1 figure has another status.", "2 figures are new.", "2 figures are gone.",
        "1 figure has another interval alone.", "1 figure changed within rounding.",
        "1 result of a comparison changed.", "1 comparison is new.", "1 comparison is gone.",
    ]  # fmt: skip
    assert "Comparisons with another result" in page
    assert "published → questioned" in page
    assert "Figures gone, by measure" not in text  # captions are for the page


def test_a_long_table_is_cut_short_on_the_console_and_whole_on_the_page(told):
    before = [FIGURE | {"period": str(1900 + n)} for n in range(30)]
    after = [FIGURE | {"period": str(1900 + n), "value": 200 + n} for n in range(30)]
    _, page, text = told(((), {"figures": before}), ((), {"figures": after}))
    assert "... and 10 rows more: --html FILE lists all of them" in text
    assert page.count("<td>1929</td>") == page.count("<td>1900</td>") == 1


def test_changed_words_of_cover_chart_and_section_are_named_by_what_they_are(told, views):
    before = views.figure(), "Methods say this."
    after = views.figure(caption="Plans by year"), "Methods say that."
    _, _, text = told((before, {}), (after, {"title": "Another title"}))
    assert "Cover\n" in text
    assert "Chart “Plans by year”" in text
    assert "Text w in “Words”" in text


def test_two_areas_and_unreadable_words_are_noted(edition):
    old, new = edition(params={"area": "816"}), edition(params={"area": "885"})
    (new.folder / "notebook.ipynb").unlink()
    new = recoded(read_edition(new.folder), report="commissioning-review")
    found = compare(old, new)
    assert found.notes[0].endswith("different kinds: evidence-base and commissioning-review.")
    assert found.notes[1].endswith("two areas, not two builds of one: 816 and 885.")
    assert found.notes[2].startswith("Words were not compared. ")
    text = document_text(difference_document(found, old, new))
    assert "Please note: These are two reports" in text
    (old.folder / "notebook.ipynb").unlink()
    bare = read_edition(old.folder)
    document = difference_document(compare(bare, bare), bare, bare)
    assert document.cover.branding.name == "sendlib"
    assert document.cover.area_name == "816"


def test_the_page_carries_the_marks_of_both_reports(edition):
    secret = {"area": "816", "document": {"protective_mark": "OFFICIAL-SENSITIVE"}}
    old, new = edition(params=secret), edition(is_demo=True)
    document = difference_document(compare(old, new), old, new)
    assert document.cover.marks == ("Demonstration: invented data", "OFFICIAL-SENSITIVE")
    assert document_text(document).startswith("Demonstration: invented data\nOFFICIAL-SENSITIVE\n")


def test_a_page_is_written_whole_or_not_at_all(edition, tmp_path):
    old = edition()
    document = difference_document(compare(old, old), old, old)
    write_page(document, tmp_path / "diff.html")
    assert (tmp_path / "diff.html").read_text("utf-8") == render_html(document)
    assert not list(tmp_path.glob(".*"))
    with pytest.raises(Exception, match="cannot be written: No such file or directory; name anoth"):
        write_page(document, tmp_path / "gone" / "diff.html")
