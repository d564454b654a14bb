import pytest

from sendlib.data.quality.explained import without_explained
from sendlib.data.quality.faults import faults, joined, no_faults
from sendlib.data.quality.grid import grid_of

ENDS = (
    "max_age", "needs_met", "he", "employ", "transfer", "no_engage", "moved_outside_eng",
    "deceased", "not_rec",
)  # fmt: skip


def flow(drawn, *, ceased=642, other=324, lait=642, after=4427):
    """Grids of a council that ended very many plans in 2023, and a stock that says so."""
    rest = [ceased - 324, *[0] * 8]
    texts = {
        "caseload": f"area_code | period | ehcplans\n344 | 2023 | 4017\n344 | 2024 | {after}",
        "new_plans": "area_code | period | new_ehc_plans\n344 | 2023 | 1076",
        "ceased": f"area_code | period | total_ceased | {' | '.join(ENDS)} | other\n"
        f"344 | 2023 | {ceased} | {' | '.join(map(str, rest))} | {other}",
        "lait": f"area_code | period | SEN_TOT_CEASED_EHC_PLAN\n344 | 2023 | {lait}",
    }
    return {name: grid_of(drawn(text), dataset=name) for name, text in texts.items()}


def jump(grid, field, *, expected, area="344", rule="jump"):
    figures = grid.values[field]
    chosen = grid.rows["area_code"] == area
    return faults(
        grid, chosen, field=field, rule=rule, found=figures,
        expected=figures * 0 + expected, gap=figures - expected,
    )  # fmt: skip


def of_flow(grids, **kinds):
    return joined(
        [
            jump(grids["ceased"], "total_ceased", expected=59, **kinds),
            jump(grids["ceased"], "other", expected=0, **kinds),
            jump(grids["lait"], "SEN_TOT_CEASED_EHC_PLAN", expected=59, **kinds),
        ]
    )


def test_ceased_plans_that_the_stock_flow_confirms_are_no_jump_nor_their_parts_and_copies(drawn):
    grids = flow(drawn)
    assert without_explained(of_flow(grids), grids).empty
    assert len(without_explained(of_flow(grids, rule="parts_total"), grids)) == 3


def test_a_part_of_a_whole_that_does_not_add_up_and_another_figure_elsewhere_stay(drawn):
    grids = flow(drawn, other=300, lait=600)
    kept = without_explained(of_flow(grids), grids)
    assert kept["field"].tolist() == ["other", "SEN_TOT_CEASED_EHC_PLAN"]


def test_ceased_plans_that_the_stock_flow_denies_or_cannot_tell_stay(drawn):
    denied = flow(drawn, after=5034)
    assert len(without_explained(of_flow(denied), denied)) == 3
    neither = flow(drawn, after=4800)
    assert len(without_explained(of_flow(neither), neither)) == 3
    del denied["caseload"]
    assert len(without_explained(of_flow(denied), denied)) == 3


def test_new_plans_that_the_stock_flow_confirms_are_no_jump(drawn):
    grids = flow(drawn)
    found = jump(grids["new_plans"], "new_ehc_plans", expected=200)
    assert without_explained(found, grids).empty
    close = jump(grids["new_plans"], "new_ehc_plans", expected=1000)
    assert len(without_explained(close, grids)) == 1


def in_time(drawn, figures):
    text = (
        "area_code | period | plans_issued_den | plans_issued_within_20_weeks |"
        f" plans_issued_gt20weeks_ltYear | plans_issued_gt_1_year\n840 | 2023 | {figures}"
    )
    return grid_of(drawn(text), dataset="timeliness")


@pytest.mark.parametrize(
    ("figures", "kept"),
    [("521 | 10 | 493 | 18", 0), ("521 | 10 | 493 | 19", 1), ("521 | 10 | 493 | x", 1)],
)
def test_plans_in_time_may_fall_when_all_plans_are_told_of(drawn, figures, kept):
    grid = in_time(drawn, figures)
    found = jump(grid, "plans_issued_within_20_weeks", expected=146, area="840")
    assert len(without_explained(found, {"timeliness": grid})) == kept


def test_a_part_stays_when_its_whole_is_a_jump_too(drawn):
    grid = in_time(drawn, "21 | 1 | 10 | 10")
    found = joined(
        [
            jump(grid, "plans_issued_within_20_weeks", expected=146, area="840"),
            jump(grid, "plans_issued_den", expected=500, area="840"),
        ]
    )
    assert len(without_explained(found, {"timeliness": grid})) == 2


def test_placements_that_make_up_their_whole_may_still_be_misplaced(drawn):
    text = (
        "area_code | period | fe_total | general_fe_tertiary_colleges |"
        " specialist_post_16_institutions | ukrlp_provider\n801 | 2023 | 15 | 13 | 2 | 0"
    )
    grid = grid_of(drawn(text), dataset="caseload")
    found = jump(grid, "general_fe_tertiary_colleges", expected=611, area="801")
    assert len(without_explained(found, {"caseload": grid})) == 1


def test_without_jumps_nothing_is_left_out():
    assert without_explained(no_faults(), {}).empty
