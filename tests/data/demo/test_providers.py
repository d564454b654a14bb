from sendlib.contracts.areas import DEMO_COUNCILS
from sendlib.data.tables import Tables


def test_both_lists_are_read_with_the_councils_of_the_schools(demo_tables: Tables) -> None:
    table = demo_tables.table("providers")
    assert set(table["area_code"]) <= set(DEMO_COUNCILS)
    assert set(table["section41"]) == {"yes", "no", "not applicable"}
    assert len(table) > 40
    assert not table["name"].duplicated().any()
    assert table["proprietor"].value_counts().iloc[0] > 1


def test_demoshire_has_providers(demo_tables: Tables) -> None:
    table = demo_tables.table("providers")
    assert (table["area_code"] == "101").any()
