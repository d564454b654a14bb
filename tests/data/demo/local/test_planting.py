import numpy as np
import pytest

from sendlib.data.demo.local.lines import Line, Sheet
from sendlib.data.demo.local.planting import Garden, filled


def garden() -> Garden:
    lines = [Line({"person_id": name, "a": number}) for number, name in enumerate("ppq")]
    return Garden({"packages": Sheet("packages", ["a"], lines)}, np.random.default_rng(1))


def test_no_person_is_picked_twice() -> None:
    sown = garden()
    picked = {str(sown.pick("packages").cells["person_id"]) for _ in range(2)}
    assert picked == {"p", "q"}
    with pytest.raises(LookupError, match="packages: no row fits"):
        sown.pick("packages")


def test_a_row_has_its_number_when_all_is_planted() -> None:
    sown = garden()
    line = sown.pick("packages", lambda cells: cells["person_id"] == "q")
    sown.mark("packages", line, "a", "missing_value", "error")
    sown.mark("packages", None, "b", "missing_column", "error")
    sown.drop("packages", sown.sheets["packages"].lines[:1])
    assert [(one.row, one.column) for one in sown.planted()] == [(None, "b"), (3, "a")]


def test_rows_with_blanks_do_not_fit() -> None:
    fits = filled("a", also=lambda cells: cells["b"] == 1)
    assert fits({"a": 0, "b": 1})
    assert not fits({"a": None, "b": 1})
    assert not fits({"a": 0, "b": 2})
