from collections.abc import Callable

import pandas as pd

from sendlib.data.demo.population import AGES_PATH, CHILDREN_PATH

Published = Callable[[str], pd.DataFrame]


def test_single_ages_add_up_to_the_children_of_the_year(published: Published) -> None:
    ages = published(AGES_PATH)
    young = ages[ages["age"].astype(int) < 18]
    sums = young["population"].astype(int).groupby([young["mid_year"], young["new_la_code"]]).sum()
    children = published(CHILDREN_PATH)
    children = children[children["new_la_code"] != ""]
    for year in ("2022", "2023"):
        rows = children[children["time_period"] == year].set_index("new_la_code")
        counts = rows["population_estimate"].astype(int)
        assert sums[year][counts.index].tolist() == counts.tolist()


def test_councils_add_up_to_regions_and_england(published: Published) -> None:
    ages = published(AGES_PATH)
    kind = ages["geography"].where(ages["geography"].isin(["Country", "Region"]), "Council")
    sums = ages["population"].astype(int).groupby([ages["mid_year"], ages["age"], kind]).sum()
    wide = sums.unstack()
    assert (wide["Country"] == wide["Region"]).all()
    assert (wide["Country"] == wide["Council"]).all()
    assert set(ages.loc[kind == "Country", "name"]) == {"ENGLAND"}
