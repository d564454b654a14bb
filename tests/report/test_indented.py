import json
import math

from hypothesis import given
from hypothesis import strategies as st

from sendlib.report.indented import indented_json

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.booleans()
VALUES = st.recursive(
    st.none() | NUMBERS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


@given(value=VALUES, level=st.integers(0, 3))
def test_text_is_that_of_python_s_own_encoder(value, level):
    expected = json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)
    margin = "\n" + " " * level
    assert indented_json(value, level=level) == expected.replace("\n", margin)


def test_numbers_that_json_has_no_word_for_become_null():
    assert indented_json(math.inf) == "null"
    assert json.loads(indented_json([1.5, math.nan, (2, -math.inf)])) == [1.5, None, [2, None]]
