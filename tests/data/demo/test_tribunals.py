from collections.abc import Callable

import pandas as pd

from sendlib.data.demo.containers import percent
from sendlib.data.demo.tribunals import LATEST_PATH, TIDY_PATH

Published = Callable[[str], pd.DataFrame]


def test_an_appeal_rate_is_appeals_of_decisions(published: Published) -> None:
    table = published(TIDY_PATH).drop(columns="la_name")
    values = table.apply(pd.to_numeric, errors="coerce")
    share = percent(values["appeals_registered"], values["appealable_decisions"])
    assert (share == values["appeal_rate_pc"]).all()
    assert values["appeal_rate_pc_in_dev"].notna().equals(values["year"] == 2024)


def test_the_newer_table_begins_where_the_older_ends(published: Published) -> None:
    old = published(TIDY_PATH).query("year == '2024'").set_index("old_la_code")
    new = published(LATEST_PATH).set_index("old_la_code").loc[old.index]
    columns = {"appeals_registered": "appeals_2024", "appeal_rate_pc_in_dev": "rate_pc_2024",
               "appealable_decisions_in_dev": "decisions_2024"}  # fmt: skip
    for before, after in columns.items():
        assert old[before].astype(float).tolist() == new[after].astype(float).tolist()
