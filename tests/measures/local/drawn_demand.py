"""A council's own persons for projections: 160 with a plan now, 30 whose plan ended."""

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.table import Records
from sendlib.params.review import ReviewOptions
from tests.measures.local.drawn_review import table

NOW, GONE = 160, 30
NEEDS = ("ASD", "SEMH", "SLCN", "MLD")
URNS = {"special": "100001", "mainstream": "100002", "college": "100003"}


def _born(number):
    return f"{2020 - number % 16}-{1 + number % 12:02}-15"


def _urn(number):
    age = 2024 - (2020 - number % 16)
    return URNS["college" if age > 16 else "special" if number % 3 == 0 else "mainstream"]


def files(now=NOW):
    """Return the return of January 2025: plans since 2020, of which some ended in 2023 and 2024."""
    ids = [f"P{number:03}" for number in range(now)]
    gone = [f"G{number:03}" for number in range(GONE)]
    starts = [f"{2024 if at % 8 == 0 else 2023 if at % 8 == 1 else 2020}-05-05"
              for at in range(now)]  # fmt: skip
    moved = [one for at, one in enumerate(ids) if at % 10 == 2]
    named = [f"N{one}" for one in [*ids, *gone]]
    return {
        "sen2_persons": table(
            "sen2_persons", person_id=[*ids, *gone],
            person_birth_date=[*map(_born, range(now)), *["2005-03-01"] * GONE],
        ),
        "sen2_active_plans": table(
            "sen2_active_plans", active_plans_id=[f"A{one}" for one in ids],
            request_id=[f"R{one}" for one in ids], person_id=ids,
        ),
        "sen2_requests": table(
            "sen2_requests", request_id=[f"R{one}" for one in [*ids, *gone]],
            person_id=[*ids, *gone],
            received_date=[*(f"{int(one[:4])}-01-10" for one in starts), *["2019-01-10"] * GONE],
        ),
        "sen2_assessments": table(
            "sen2_assessments", assessment_id=[f"S{one}" for one in ids], person_id=ids,
            request_id=[f"R{one}" for one in ids], assessment_outcome=["Y"] * now,
            assessment_outcome_date=starts,
        ),
        "sen2_named_plans": table(
            "sen2_named_plans", named_plan_id=named, assessment_id=["A"] * len(named),
            person_id=[*ids, *gone], start_date=[*starts, *["2019-06-01"] * GONE],
            cease_date=[*[None] * now, *["2023-07-31"] * 15, *["2024-12-20"] * 15],
            cease_reason=[*[None] * now, *["1"] * GONE],
        ),
        "sen2_plan_detail": table(
            "sen2_plan_detail", plan_detail_id=[f"D{one}" for one in gone],
            named_plan_id=named[now:], person_id=gone, urn=[URNS["college"]] * GONE,
            placement_rank=["1"] * GONE,
        ),
        "sen2_sen_need": table(
            "sen2_sen_need", sen_need_id=[f"E{one}" for one in ids], person_id=ids,
            active_plans_id=[f"A{one}" for one in ids],
            sen_type=[NEEDS[at % 4] for at in range(now)], sen_type_rank=["1"] * now,
        ),
        # one in ten moved to the special school in September 2024
        "sen2_placement_detail": table(
            "sen2_placement_detail",
            placement_detail_id=[*(f"L{one}" for one in ids), *(f"M{one}" for one in moved)],
            active_plans_id=[*(f"A{one}" for one in ids), *(f"A{one}" for one in moved)],
            person_id=[*ids, *moved], placement_rank=["1"] * (now + len(moved)),
            urn=[*map(_urn, range(now)), *[URNS["special"]] * len(moved)],
            entry_date=[*["2020-05-05"] * now, *["2024-09-03"] * len(moved)],
            leaving_date=[*("2024-08-31" if one in moved else None for one in ids),
                          *[None] * len(moved)],
        ),
        "providers": table(
            "providers", provider_id=["PR1", "PR2", "PR3"], provider_name=["One", "Two", "Three"],
            setting_type=["maintained_special", "mainstream", "further_education"],
            registration=list(URNS.values()),
        ),
    }  # fmt: skip


def records(options=None, tables=None):
    """Return the files as measures take them."""
    found = LocalTables(files() if tables is None else tables)
    return Records(found, 2019, 2025, options or ReviewOptions(), area="885")
