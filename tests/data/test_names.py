import pandas as pd

from sendlib.data.names import NAME_COLUMNS, name_pairs


def test_each_pairing_stands_once_and_rows_without_area_go():
    area = pd.Series(["885", "885", None], dtype=object)
    pairs = name_pairs(
        area,
        source="x.csv",
        period=pd.Series(["2024", "2024", "2024"]),
        code=pd.Series(["885", "885", "999"]),
        name=pd.Series(["Worcestershire", "Worcestershire", "Wales"]),
    )
    assert list(pairs.columns) == NAME_COLUMNS
    assert pairs.to_dict("records") == [
        {
            "area_code": "885",
            "period": "2024",
            "published_code": "885",
            "published_ons": None,
            "published_name": "Worcestershire",
            "source": "x.csv",
        }
    ]


def test_empty_and_nan_cells_are_missing():
    area = pd.Series(["836", "837"], dtype=object)
    pairs = name_pairs(area, source="x.csv", code=pd.Series(["nan", ""]))
    assert pairs["published_code"].isna().all()
    assert pairs["period"].tolist() == ["", ""]
