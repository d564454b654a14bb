import numpy as np
import pandas as pd

from sendlib.data.quality.faults import FAULT_COLUMNS
from sendlib.data.quality.grid import grid_of
from sendlib.data.quality.inheritance import carried, inherited


def fault(area, rule, gap, *, found="606", dataset="ceased", field="total_ceased", period="2023"):
    row = {
        "dataset": dataset, "source": f"{dataset}.csv", "area_code": area, "period": period,
        "field": field, "rule": rule, "found": found, "expected": "less", "effect": "questioned",
        "breakdown_topic": "Total", "breakdown": "Total", "gap": gap,
    }  # fmt: skip
    return pd.DataFrame([row])[FAULT_COLUMNS]


def effects(*faults, gaps=frozenset()):
    table = inherited(pd.concat(faults, ignore_index=True), set(gaps))
    return dict(zip(table["area_code"], table["effect"], strict=True))


def test_a_gap_that_a_region_takes_over_from_a_council_is_a_note():
    assert effects(
        fault("881", "parts_total", 6.0), fault("E12000006", "parts_total", 6.0),
        fault("ENG", "parts_total", 60.0),
    ) == {"881": "questioned", "E12000006": "note", "ENG": "questioned"}  # fmt: skip


def test_a_gap_of_a_region_with_a_known_gap_is_a_note():
    known = {("ceased", "2023", "881")}
    assert effects(fault("E12000006", "parts_total", 459.0), gaps=known) == {"E12000006": "note"}
    assert effects(fault("E12000005", "parts_total", 459.0), gaps=known) == {
        "E12000005": "questioned"
    }


def test_a_region_that_is_off_by_what_a_council_is_off_by_is_right():
    assert effects(
        fault("936", "percentage", -656.0), fault("E12000008", "areas_total", 656.0)
    ) == {
        "936": "questioned",
        "E12000008": "note",
    }
    assert effects(fault("850", "jump", -1228.0), fault("E12000008", "areas_total", 1180.0)) == {
        "850": "questioned",
        "E12000008": "note",
    }


def test_the_region_whose_total_was_copied_is_left_out():
    found = effects(
        fault("370", "repeated_value", np.inf), fault("E12000003", "areas_total", -85092.0)
    )
    assert found == {"370": "questioned"}


def test_a_slight_gap_is_a_note():
    assert effects(fault("881", "parts_total", 1.0, found="22292")) == {"881": "note"}


def test_a_jump_is_a_jump_in_every_publication_of_the_same_figure(drawn):
    text = "area_code | period | assess_not_issued\n887 | 2021 | {}"
    here = fault("887", "jump", 200.0, found="223", dataset="management", field="AssnoneEHC",
                 period="2021")  # fmt: skip
    for figure, count in ((223, 1), (16, 0)):
        grid = grid_of(drawn(text.format(figure)), dataset="assessments")
        found = carried(here, {"assessments": grid})
        assert len(found) == count
    grid = grid_of(drawn(text.format(223), source="b.csv"), dataset="assessments")
    found = carried(here, {"assessments": grid})
    assert found[["source", "dataset", "field"]].to_numpy().tolist() == [
        ["b.csv", "assessments", "assess_not_issued"]
    ]
    other = grid_of(drawn("area_code | period | something\n887 | 2021 | 1"), dataset="assessments")
    assert carried(here, {"assessments": other}).empty
