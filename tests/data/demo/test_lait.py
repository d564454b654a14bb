from collections.abc import Callable

import pandas as pd
import pytest

from sendlib.data.demo.lait import DICTIONARY_PATH, places_of
from sendlib.data.tables import Tables

Published = Callable[[str], pd.DataFrame]
TOTAL = "Total"


def values(tables: Tables, dataset: str, field: str, breakdown: str = TOTAL) -> pd.Series:
    facts = tables.facts(dataset)
    chosen = facts[(facts["field"] == field) & (facts["breakdown"] == breakdown)]
    return chosen.astype({"area_code": str, "period": str}).set_index(["area_code", "period"])[
        "value"
    ]


@pytest.mark.parametrize(
    ("measure", "dataset", "field"),
    [
        ("SEN_CASES_JAN", "caseload", "ehcplans"),
        ("SEN_INIT_REQ", "requests", "requests_received_in_year"),
        ("SEN_EHC_All_20wks", "timeliness", "pc_plans_issued_within_20_weeks"),
        ("SEN_EHC_Excpt_20wks", "timeliness", "PC_plans_issued_20_weeks_ex"),
        ("SEN_TOT_CEASED_EHC_PLAN", "ceased", "total_ceased"),
        ("SEN_PLAN_ISSUED", "assessments", "assess_issued_pc"),
        ("SEN_PEC_OUTCOME_COM_4WKS", "annual_reviews", "pc_decsion_4weeks"),
        ("SEN_AppealableDec", "tribunals", "appeal_rate_pc"),
    ],
)
def test_a_measure_repeats_the_figures_of_its_publication(
    measure: str, dataset: str, field: str, demo_tables: Tables
) -> None:
    shown = values(demo_tables, "lait", measure)
    source = values(demo_tables, dataset, field)
    both = shown.index.intersection(source.index)
    assert len(both) >= 24
    assert set(shown.index.get_level_values(1)) <= set(source.index.get_level_values(1))
    assert shown[both].equals(source[both])


@pytest.mark.parametrize(
    ("measure", "dataset", "field", "breakdown", "places"),
    [
        ("NEW_KS2_RWM_Sen_Withsta", "ks2", "pt_rwm_met_expected_standard", "EHC plan", 0),
        ("SEN_NoID_AVG_Attain8_Score", "ks4", "avg_att8", "No identified SEN", 1),
        ("SEN_TotSENSuP", "pupils_sen", "% of pupils", "SEN support", 1),
        ("CINStatement", "cin", "Percentage of children", "EHC plan", 1),
        ("16-17 NEET", "neet", "NEET_percent", TOTAL, 1),
    ],
)
def test_a_measure_agrees_with_the_file_of_outcomes(
    measure: str, dataset: str, field: str, breakdown: str, places: int, demo_tables: Tables
) -> None:
    shown = values(demo_tables, "lait", measure)
    facts = demo_tables.facts(dataset)
    if dataset == "cin":
        facts = facts[facts["breakdown_topic"] == "CINO at 31 March"]
    chosen = facts[(facts["field"] == field) & (facts["breakdown"] == breakdown)]
    ends = chosen["period"].astype(str).map(_end)
    source = chosen.assign(end=ends).astype({"area_code": str}).set_index(["area_code", "end"])
    periods = shown.index.get_level_values(1).map(_end)
    ours = shown.set_axis(pd.MultiIndex.from_arrays([shown.index.get_level_values(0), periods]))
    both = ours.index.intersection(source.index)
    assert len(both) >= 28
    assert ((ours[both] - source["value"][both]).abs() <= 0.51 * 10**-places).all()


def _end(period: str) -> int:
    return int(period[:4]) + (len(period) == 7)


def test_the_regions_of_the_demo_are_in_the_table(demo_tables: Tables) -> None:
    areas = set(demo_tables.facts("lait")["area_code"].astype(str))
    assert {"ENG", "E12000091", "E12000092", "E12000093", "101"} <= areas


def test_the_dictionary_says_that_the_figures_are_invented(published: Published) -> None:
    dictionary = published(DICTIONARY_PATH)
    assert dictionary["Description"].str.startswith("Demonstration: invented figures.").all()
    assert not dictionary["Measure_short"].duplicated().any()


def test_a_measure_has_the_decimals_of_englands_values() -> None:
    assert places_of({"england": [3.2, None, 4.0], "dps": "2"}) == 1
    assert places_of({"england": [3.25], "dps": "1"}) == 1
    assert places_of({"england": [3.0], "dps": "NA"}) == 0
