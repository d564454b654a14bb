"""Bars along the page."""

from sendlib.views.horizontal_bars import horizontal_bars


def test_each_name_has_a_bar_in_order_and_none_has_no_length():
    svgs = [
        horizontal_bars(["A", "B"], [3.0, second], texts=["3", "no"], unit="count")
        for second in (None, 0.0, 1.0)
    ]
    assert svgs[0] == svgs[1] != svgs[2]


def test_the_same_bars_are_the_same_bytes_and_nothing_at_all_is_drawn_too():
    one = [horizontal_bars(["A"], [0.0], texts=["£0"], unit="gbp") for _ in range(2)]
    assert one[0] == one[1]
    assert "<svg" in horizontal_bars(["A"], [-5.0], texts=["x"], unit="gbp")
