from pathlib import Path

import pytest

from sendlib.data.layouts import Header, Layout, layouts, recognised, same_kind
from sendlib.data.published import csv_columns, csv_rows
from sendlib.errors import SourceError


def layout(dataset: str) -> Layout:
    return next(found for found in layouts() if found.dataset == dataset)


def test_a_header_lists_its_columns_by_role():
    header = Header(period="year", dfe="code", published="as_published", ignored=("note",))
    assert header.area_columns == {"dfe": "code"}
    assert header.columns == ("year", "code", "as_published", "note")


def test_layouts_that_share_their_columns_differ_in_their_first_row():
    seen: dict[frozenset[str], list[Layout]] = {}
    for found in layouts():
        seen.setdefault(frozenset(map(str.lower, found.columns)), []).append(found)
    for group in seen.values():
        rows = [tuple(sorted(found.first_row.items())) for found in group]
        assert len(set(rows)) == len(group), [found.dataset for found in group]


def test_every_layout_has_figures_and_columns_that_are_its_own():
    for found in layouts():
        assert found.fields or (found.name and found.value)
        assert set(found.columns) - set(found.header.columns)


@pytest.mark.parametrize("found", layouts(), ids=lambda one: f"{one.dataset}-{one.edition}")
def test_a_layout_is_recognised_by_its_columns_in_any_case_and_order(found):
    columns = [column.upper() for column in reversed(found.columns)]
    assert recognised(columns, name="x.csv", first_row=found.first_row) == found


def test_needs_of_all_plans_and_of_new_plans_are_told_apart_by_their_time():
    columns = layout("needs").columns
    for kind, dataset in (("Calendar year", "needs_new_plans"), ("Academic year", "needs")):
        found = recognised(columns, name="x.csv", first_row={"time_identifier": kind})
        assert found is not None
        assert found.dataset == dataset


def test_a_new_edition_is_refused_with_the_columns_that_are_new_and_gone():
    columns = [column for column in layout("timeliness").columns if column != "plans_issued_den"]
    with pytest.raises(SourceError) as error:
        recognised([*columns, "plans_total"], name="new.csv")
    assert str(error.value) == (
        "new.csv: looks like “EHC plans issued within 20 weeks” (timeliness, edition from 2025) "
        "but is an edition no reader knows. New columns: plans_total. Columns gone: "
        "plans_issued_den. Use the edition named, or add this one to sendlib/data/layouts.yml."
    )


def test_a_renamed_area_column_is_a_new_edition_too():
    columns = [column.replace("old_la_code", "la_code") for column in layout("needs").columns]
    with pytest.raises(SourceError, match=r"New columns: la_code\. Columns gone: old_la_code"):
        recognised(columns, name="new.csv", first_row={})


@pytest.mark.parametrize(
    "columns", [[], ["a", "b"], ["time_period", "old_la_code", "la_name", "apples"]]
)
def test_a_table_of_another_kind_is_none_of_ours(columns):
    assert recognised(columns, name="other.csv") is None


def test_a_special_reader_knows_its_own_columns_in_any_order():
    assert same_kind(["b", "a ", ""], ["a", "b"], title="Things", name="x.csv")


def test_a_special_reader_leaves_other_tables_alone():
    assert not same_kind(["c"], ["a", "b"], title="Things", name="x.csv")
    assert not same_kind(["a", "c", "d", "e"], ["a", "b"], title="Things", name="x.csv")
    assert not same_kind([], ["a"], title="Things", name="x.csv")


def test_a_special_reader_refuses_another_edition_with_its_differences():
    with pytest.raises(SourceError) as error:
        same_kind(["a", "b", "d"], ["a", "b", "c"], title="Things", name="x.csv")
    assert str(error.value) == (
        "x.csv: looks like “Things” but is an edition no reader knows. New columns: d. Columns "
        "gone: c. Use the edition that data_raw/sources.yml names."
    )
    with pytest.raises(SourceError, match=r"New columns: B\. Columns gone: b\."):
        same_kind(["a", "B", "c"], ["a", "b", "c"], title="Things", name="x.csv")
    with pytest.raises(SourceError, match=r"New columns: none\. Columns gone: c\."):
        same_kind(["a", "b"], ["a", "b", "c"], title="Things", name="x.csv")


def test_each_published_csv_of_outcomes_and_population_has_its_layout(data_raw: Path):
    for path in [*data_raw.glob("outcomes/*.csv"), *data_raw.glob("population/*.csv")]:
        text = path.read_text(encoding="utf-8-sig")
        first = dict(zip(*csv_rows("\n".join(text.splitlines()[:2]), name="x"), strict=True))
        found = recognised(csv_columns(text, name=path.name), name=path.name, first_row=first)
        assert found is not None, path.name
