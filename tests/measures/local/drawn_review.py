"""A small council's own files, as readers give them: enough persons to have small counts."""

import pandas as pd

from sendlib.contracts.local_files import local_files
from sendlib.data.local.tables import ROW, TYPES, LocalTable, LocalTables, empty_rows
from sendlib.params.load import default_params

NEEDS = ["ASD"] * 12 + ["SEMH"] * 9 + ["HI"] * 2 + ["MLD"] * 7
BORN = ["2010-05-01"] * 14 + ["2016-03-01"] * 13 + ["2021-02-02"] * 3
SETTINGS = ["SP"] * 10 + ["MS"] * 17 + ["EHE"] * 3


def table(name, **columns):
    contract = local_files()[name]
    rows = pd.DataFrame({key: list(values) for key, values in columns.items()})
    whole = empty_rows(contract).reindex(range(2, 2 + len(rows)))
    for key in rows:
        kind = contract.columns[key].kind
        values = rows[key].to_numpy()
        texts = pd.Series(values, index=whole.index)
        if kind in ("date", "month"):
            texts = pd.to_datetime(texts)
        whole[key] = texts.astype(TYPES[kind])
    whole.index = pd.Index(whole.index, dtype="int64", name=ROW)
    return LocalTable(name, contract, whole, len(whole), sources=(f"{name}.csv",))


def persons(needs=NEEDS, born=BORN, settings=SETTINGS):
    """Return the return of persons with one plan each, all open in January 2025."""
    ids = [f"P{number:03}" for number in range(len(needs))]
    codes = [code if code == "EHE" else None for code in settings]
    urns = [{"SP": "100001", "MS": "100002"}.get(code) for code in settings]
    starts = ["2019-06-01"] * (len(ids) - 6) + ["2023-05-05"] * 6
    gone = [f"G{number:03}" for number in range(9)]
    return {
        "sen2_persons": table(
            "sen2_persons", person_id=[*ids, *gone], person_birth_date=[*born, *["2008-01-31"] * 9]
        ),
        "sen2_active_plans": table(
            "sen2_active_plans", active_plans_id=[f"A{one}" for one in ids],
            request_id=[f"R{one}" for one in ids], person_id=ids,
        ),
        "sen2_named_plans": table(
            "sen2_named_plans", named_plan_id=[f"N{one}" for one in [*ids, *gone]],
            assessment_id=["A"] * (len(ids) + 9), person_id=[*ids, *gone],
            start_date=[*starts, *["2018-01-01"] * 9],
            cease_date=[*[None] * len(ids), *["2023-07-31"] * 6, *["2024-12-20"] * 3],
            cease_reason=[*[None] * len(ids), *["1"] * 7, "8", None],
        ),
        "sen2_sen_need": table(
            "sen2_sen_need", sen_need_id=[f"S{one}" for one in ids], person_id=ids,
            active_plans_id=[f"A{one}" for one in ids], sen_type=needs,
            sen_type_rank=["1"] * len(ids),
        ),
        "sen2_placement_detail": table(
            "sen2_placement_detail", placement_detail_id=[f"L{one}" for one in ids],
            active_plans_id=[f"A{one}" for one in ids], person_id=ids, urn=urns, sen_setting=codes,
            placement_rank=["1"] * len(ids), entry_date=["2022-09-01"] * len(ids),
        ),
        "providers": table(
            "providers", provider_id=["PR1", "PR2"], provider_name=["One", "Two"],
            setting_type=["maintained_special", "mainstream"], registration=["100001", "100002"],
        ),
    }  # fmt: skip


def packages(count=24):
    ids = [f"P{number:03}" for number in range(count)]
    return {
        "packages": table(
            "packages", package_id=[f"K{one}" for one in ids], person_id=ids,
            package_type=["education"] * (count - 8) + ["residential_education"] * 8,
            accommodation=["day"] * (count - 8) + ["residential_38"] * 6 + ["residential_52"] * 2,
            primary_need=NEEDS[:count], start_date=["2022-04-01"] * count,
            end_date=[None] * (count - 1) + ["2025-03-20"],
            weeks_a_year=["40"] * count,
            weekly_cost_education_gbp=["1000"] * count,
            weekly_cost_health_gbp=["0"] * (count - 7) + ["500"] * 6 + [None],
            weekly_cost_social_care_gbp=["0"] * count,
        )
    }  # fmt: skip


def joint():
    return {
        "joint_funding": table(
            "joint_funding", request_id=[f"J{number}" for number in range(20)],
            person_id=[f"P{number:03}" for number in range(20)],
            request_date=["2023-02-01"] * 9 + ["2024-12-01"] * 11,
            decision_date=["2023-04-01"] * 9 + ["2025-01-05"] * 2 + [None] * 9,
            decision=["agreed"] * 9 + ["refused"] * 2 + [None] * 9,
        )
    }  # fmt: skip


def everything():
    return LocalTables({**persons(), **packages(), **joint()}, {"packages.csv": "1" * 64})


def york(**disclosure):
    params = default_params("York")
    rules = params.disclosure.model_copy(update=disclosure)
    return params.model_copy(update={"disclosure": rules})
