from sendlib.measures.low_incidence import COUNTS, NAMES, SHARES


def test_low_incidence_needs_are_counted_by_primary_need(worcestershire_compared, ehc_plans):
    rows = ehc_plans("sen_needs_all_plans.csv", area="885", year="202425")
    total = next(row for row in rows if row["breakdown"].startswith("All"))
    found = [worcestershire_compared(one).own["value"] for one in COUNTS]
    assert found == [float(total[f"number_{code}"]) for code in ("hi", "vi", "msi", "pmld")]


def test_four_needs_have_low_incidence():
    assert len(NAMES) == len(SHARES) == len(COUNTS) == 4
