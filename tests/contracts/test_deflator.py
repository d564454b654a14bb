"""The deflator that the package holds is the published one."""

import pandas as pd

from sendlib.contracts.deflator import DEFLATOR_INDEX, LAST_OUTTURN


def test_the_index_is_that_of_the_published_file(data_raw):
    path = data_raw / "finance" / "gdp_deflator_obr_november_2025.csv"
    published = pd.read_csv(path, comment="#")
    years = published["financial_year"]
    assert dict(zip(years, published["index_2024_25_100"], strict=True)).items() <= (
        DEFLATOR_INDEX.items()
    )
    assert years[published["status"] == "outturn"].max() == LAST_OUTTURN
    assert DEFLATOR_INDEX[LAST_OUTTURN] == 100
