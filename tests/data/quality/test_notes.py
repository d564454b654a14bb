import pytest

from sendlib.contracts.areas import COUNCILS
from sendlib.data.layouts import layouts
from sendlib.data.quality.faults import joined
from sendlib.data.quality.grid import grid_of
from sendlib.data.quality.notes import (
    BREAKDOWN_NOTES,
    CORRECTIONS,
    NOTES,
    corrected,
    with_notes,
)
from sendlib.data.quality.sums import field_sums


def test_notes_name_known_datasets_and_councils():
    known = {layout.dataset: set(layout.fields) for layout in layouts()}
    for note in (*NOTES, *BREAKDOWN_NOTES):
        assert set(note.datasets) <= set(known)
        assert set(note.areas) <= set(COUNCILS)
    for item in CORRECTIONS:
        assert item.field in known[item.dataset]


def test_what_a_known_gap_explains_is_a_note_in_the_publishers_words(drawn):
    text = "area_code | period | {} | {}\n204 | 2024 | 3525 | 339\n885 | 2024 | 5 | 4"
    grid = grid_of(drawn(text.format("fe_total", "ukrlp_provider")), dataset="caseload")
    found, gaps = with_notes(field_sums(grid))
    effects = dict(zip(found["area_code"], found["effect"], strict=True))
    assert effects.get("204", "note") == "note"
    assert ("caseload", "2024", "204") in gaps
    assert ("needs", "2025", "936") in gaps


def test_known_gaps_do_not_excuse_a_copied_total(drawn):
    fault = joined([field_sums(grid_of(drawn(
        "area_code | period | Res_3851 | Res_52 | Res_tot\n873 | 2025 | 1 | 1 | 9"
    ), dataset="residential"))])  # fmt: skip
    assert with_notes(fault)[0]["effect"].tolist() == ["note"]
    copied = fault.assign(rule="repeated_value")
    assert with_notes(copied)[0]["effect"].tolist() == ["questioned"]


@pytest.mark.parametrize(("published", "count"), [(0, 1), (107, 0)])
def test_a_figure_its_publisher_has_corrected_is_questioned_while_it_stands(
    drawn, published, count
):
    text = f"area_code | period | AssRefusedEHC\n342 | 2021 | {published}"
    grid = grid_of(drawn(text), dataset="management")
    found = corrected({"management": grid})
    assert len(found) == count
    if count:
        assert found["expected"].iloc[0].startswith("107, the council's correction")
