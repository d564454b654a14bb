import pytest

FIVE = """
    area | period | count | whole
    885  | 2025   | 50    | 100
    916  | 2025   | 90    | 100
    933  | 2025   | 50    | 100
    884  | 2025   | 10    | 100
    909  | 2025   | 99    | 100
    878  | 2025   | confidential | 100
"""


@pytest.mark.parametrize(
    ("polarity", "rank", "quartile"), [("high", 2, "C"), ("low", 2, "B"), (None, 2, "")]
)
def test_ranks_share_the_smallest_and_abolished_councils_have_none(
    compared, polarity, rank, quartile
):
    found = compared(FIVE, polarity=polarity).standing
    # 90, 50, 50, 10: type-7 quartiles 40, 50, 60; a value on a quartile lies in the one below
    assert (found.rank, found.of, found.shared, found.quartile) == (rank, 4, True, quartile)


def test_a_questioned_or_missing_figure_has_no_rank(compared):
    assert compared(FIVE.replace("885  | 2025   | 50 ", "885 | 2025 | 50?")).standing is None
    assert (
        compared(FIVE.replace("885  | 2025   | 50 ", "885 | 2025 | unavailable")).standing is None
    )
    assert compared(FIVE.replace("885 ", "886 ")).standing is None


def test_questioned_figures_of_others_are_not_ranked(compared):
    assert compared(FIVE.replace("90 ", "90?")).standing.of == 3


def test_a_number_has_no_rank(compared):
    text = "area | period | count\n885 | 2025 | 1\n933 | 2025 | 20"
    assert compared(text, kind="count").standing is None


def rising(years, area="885", start=100):
    lines = [f"{area} | {year} | {start + 60 * n} | 1000" for n, year in enumerate(years)]
    return "area | period | count | whole\n" + "\n".join(lines)


def test_a_trend_needs_five_years_in_a_row_up_to_the_latest(compared):
    assert compared(rising(range(2021, 2026))).trend.direction == "increasing"
    assert compared(rising(range(2020, 2026))).trend.direction == "increasing"
    assert compared(rising(range(2022, 2026))).trend.direction == "not assessed"
    assert compared(rising([2019, 2020, 2022, 2023, 2024, 2025])).trend.direction == "not assessed"


def test_a_council_without_the_latest_year_has_no_trend(compared):
    text = rising(range(2020, 2025)) + "\n933 | 2025 | 5 | 1000"
    assert compared(text).trend.direction == "not assessed"
    assert compared(rising(range(2020, 2025))).trend.direction == "increasing"


def test_a_questioned_year_is_a_gap(compared):
    text = rising(range(2021, 2026)).replace("160 ", "160?")
    assert compared(text).trend.direction == "not assessed"


def test_a_trend_never_crosses_a_break(compared):
    text = rising(range(2019, 2026))
    assert compared(text, break_before="2021").trend.direction == "increasing"
    assert compared(text, break_before="2022").trend.direction == "not assessed"
    assert compared(text, break_before="2030").trend.direction == "not assessed"


def test_without_counts_or_figures_there_is_no_trend(compared):
    text = "area | period | count\n" + "\n".join(f"885 | {y} | {y}" for y in range(2019, 2026))
    assert compared(text, kind="value").trend.direction == "not assessed"
    assert compared(rising(range(2019, 2026), area="933")).trend.direction == "not assessed"


def test_no_councils_no_standing(compared):
    found = compared("area | period | count | whole")
    assert (found.standing, found.trend.direction, found.latest) == (None, "not assessed", "")
