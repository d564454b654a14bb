import numpy as np
import pandas as pd
import pytest

from sendlib.errors import ContractError
from sendlib.measures.arrays import aligned, require_at_least_zero, require_confidence


def test_scalars_alone_make_one_row():
    assert aligned({"count": 3, "of": 4.5}).to_dict("list") == {"count": [3.0], "of": [4.5]}


def test_an_array_without_dimension_is_a_scalar():
    assert aligned({"count": np.array(3), "of": [1, 2]})["count"].tolist() == [3.0, 3.0]


def test_a_scalar_is_repeated_beside_a_list():
    assert aligned({"count": [1, 2, 3], "of": 9})["of"].tolist() == [9.0, 9.0, 9.0]


def test_a_scalar_beside_no_values_gives_no_rows():
    assert aligned({"count": [], "of": 9}).empty


@pytest.mark.parametrize(
    "given",
    [
        [1, None],
        np.array([1.0, np.nan]),
        pd.Series([1, None], dtype="Int64"),
        pd.Series([1, pd.NA], dtype=object),
        pd.Series([1, None], dtype="int64[pyarrow]"),
        (1, float("nan")),
    ],
    ids=lambda given: f"{type(given).__name__} {getattr(given, 'dtype', '')}",
)
def test_every_kind_of_missing_is_nan(given):
    column = aligned({"count": given})["count"]
    assert column.dtype == np.float64
    assert column.isna().tolist() == [False, True]


def test_the_index_is_that_of_the_series_given():
    count = pd.Series([1, 2], index=["885", "916"])
    assert aligned({"of": [3, 4], "count": count}).index.tolist() == ["885", "916"]


def test_repeated_index_labels_stay_as_they_are():
    count = pd.Series([1, 2], index=["885", "885"])
    assert aligned({"count": count, "of": count})["of"].tolist() == [1.0, 2.0]


def test_series_with_different_indexes_are_refused():
    with pytest.raises(ContractError, match="count and of are series with different indexes"):
        aligned({"count": pd.Series([1], index=["885"]), "of": pd.Series([1], index=["916"])})


def test_different_lengths_are_refused_and_named():
    with pytest.raises(ContractError, match="count has 2, of has 3"):
        aligned({"count": [1, 2], "of": [1, 2, 3]})


@pytest.mark.parametrize("given", [["12"], "12", pd.Series(["c"]), pd.Series([1, "x"])])
def test_text_is_refused_and_never_read_as_a_number(given):
    with pytest.raises(ContractError, match="count holds text"):
        aligned({"count": given})


@pytest.mark.parametrize("given", [np.ones((2, 2)), pd.Series(pd.to_datetime(["2025-01-16"]))])
def test_what_is_not_a_column_of_numbers_is_refused(given):
    with pytest.raises(ContractError, match="count is not one column of numbers"):
        aligned({"count": given})


def test_infinite_values_are_refused():
    with pytest.raises(ContractError, match="count holds infinite values: 2 found"):
        aligned({"count": [1, np.inf, -np.inf]})


def test_negative_values_are_refused_with_their_rows_and_missing_ones_pass():
    with pytest.raises(ContractError, match=r"count is below 0 in 1 rows: \{'885': -1.0\}"):
        require_at_least_zero(
            pd.DataFrame({"count": [-1.0, 0, None]}, index=["885", "916", "816"]), "count"
        )
    require_at_least_zero(pd.DataFrame({"count": [0.0, None]}), "count")


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, float("nan")])
def test_a_confidence_outside_0_to_1_is_refused(confidence):
    with pytest.raises(ContractError, match="expected between 0 and 1"):
        require_confidence(confidence)
