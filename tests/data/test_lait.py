import pandas as pd
import pytest

from sendlib.contracts.published import LAIT_DICTIONARY
from sendlib.data.lait import (
    DICTIONARY,
    DICTIONARY_COLUMNS,
    dated,
    read_dictionary,
    read_measures,
    year_text,
)
from sendlib.errors import ContractError, SourceError


def measures(**given) -> pd.DataFrame:
    plain = {
        "Short Desc": ["A", "A"],
        "Data item": [None, None],
        "Years": ["2024", "2025 (prov)"],
        "LA and Regions": ["Worcestershire", "England"],
        "Values": ["9.3699999999999992", "-"],
        "LA Number": [885.0, 970.0],
        "Region": ["West Midlands", "NA"],
    }
    return pd.DataFrame({**plain, **given})


def dictionary(**given) -> pd.DataFrame:
    plain = dict.fromkeys(DICTIONARY.values(), "")
    return pd.DataFrame(
        [{**plain, "short": short, "year_type": kind} for short, kind in given.items()]
    )


def facts(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["field", "period"], dtype=object)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025", "2025"), ("2025 (prov)", "2025"), ("2018 (Rev)", "2018"),
        ("2020 (Final)", "2020"), ("2015/16", "2015/16"), ("2016-17 (OT)", "2016-17"),
        ("2016-17", "2016-17"), ("1999-00", "1999-00"), ("2014-16", "2014 to 2016"),
        ("2013/14-15/16", "2013/14 to 2015/16"), ("0", None), ("", None), ("2015 spring", None),
    ],
)  # fmt: skip
def test_a_year_is_read_without_its_status_and_a_span_in_full(text, expected):
    assert year_text(text) == expected


def test_each_row_is_a_fact_of_its_measure_with_the_value_as_it_is():
    reads = read_measures(measures(), "bds.parquet")
    assert reads is not None
    table = reads[0].table
    assert table["area_code"].tolist() == ["885", "ENG"]
    assert table["period"].tolist() == ["2024", "2025"]
    assert table["value"].iloc[0] == 9.37
    assert table["reason"].tolist() == ["", "not_published"]
    names = reads[0].names
    assert names is not None
    assert names[["published_code", "published_name"]].to_numpy().tolist() == [
        ["885", "Worcestershire"], ["970", "England"],
    ]  # fmt: skip


def test_another_table_is_not_lait():
    assert read_measures(pd.DataFrame({"a": [1]}), "x.parquet") is None


def test_another_edition_of_lait_is_refused():
    with pytest.raises(SourceError, match=r"New columns: Year\. Columns gone: Years\."):
        read_measures(measures().rename(columns={"Years": "Year"}), "x.parquet")


def test_an_area_that_is_none_is_refused():
    with pytest.raises(SourceError, match=r"x\.parquet: LA Number: .*999"):
        read_measures(measures(**{"LA Number": [885.0, 999.0]}), "x.parquet")


def test_a_year_that_is_none_is_left_out_only_where_there_is_no_figure():
    reads = read_measures(measures(Years=["2024", "0"]), "x.parquet")
    assert reads is not None
    assert len(reads[0].table) == 1
    with pytest.raises(SourceError, match=r"x\.parquet: Years: not a year: .*'0'"):
        read_measures(measures(Years=["0", "2024"]), "x.parquet")


@pytest.mark.parametrize(
    ("kind", "period", "expected"),
    [
        ("Academic Year", "2025", "2024/25"),
        ("Academic Year", "2015-16", "2015/16"),
        ("Academic Year", "2015/16", "2015/16"),
        ("Financial Year", "2025", "2024-25"),
        ("Financial Year", "2016-17", "2016-17"),
        ("Financial Year", "2013/14 to 2015/16", "2013-14 to 2015-16"),
        ("Calendar Year", "2024", "2024"),
        ("Calendar Year", "2014 to 2016", "2014 to 2016"),
        ("Annual - January", "2025", "2025"),
    ],
)
def test_the_dictionary_says_what_a_year_of_a_measure_means(kind, period, expected):
    found = dated(facts(("A", period)), dictionary(A=kind))
    assert found["period"].tolist() == [expected]


def test_measures_are_dated_each_by_its_own_kind_and_rows_keep_their_order():
    table = facts(("A", "2025"), ("B", "2025"), ("C", "2025"), ("A", "2024"))
    known = dictionary(A="Academic Year", B="Financial Year")
    found = dated(table, known)
    assert found["period"].tolist() == ["2024/25", "2024-25", "2025", "2023/24"]
    assert found["field"].tolist() == ["A", "B", "C", "A"]
    assert table["period"].tolist()[0] == "2025"


def test_without_dictionary_or_facts_nothing_is_dated():
    table = facts(("A", "2025"))
    assert dated(table, pd.DataFrame()) is table
    empty = pd.DataFrame()
    assert dated(empty, dictionary(A="Academic Year")) is empty


def dictionary_csv(**given: str) -> str:
    row = {**dict.fromkeys(DICTIONARY_COLUMNS, "NA"), "Measure_short": "A", **given}
    cells = ",".join(f'"{cell}"' for cell in row.values())
    return ",".join(f'"{name}"' for name in row) + "\r\n" + cells + "\r\n"


def test_the_dictionary_is_read_with_line_ends_inside_its_cells():
    text = dictionary_csv(
        Polarity="High", dps="2", Year_Type="Academic Year", Description="one\r\n\r\ntwo, three"
    )
    reads = read_dictionary(text, "dictionary.csv")
    assert reads is not None
    row = reads[0].table.to_dict("records")[0]
    assert (row["polarity"], row["dps"], row["owner"]) == ("high", 2.0, "")
    assert row["description"] == "one\r\n\r\ntwo, three"


def test_a_measure_without_polarity_or_decimals_has_none():
    reads = read_dictionary(dictionary_csv(Polarity="-", Year_Type="Annual"), "dictionary.csv")
    assert reads is not None
    assert reads[0].table["polarity"].tolist() == [""]
    assert reads[0].table["dps"].isna().all()


def test_a_measure_without_kind_of_year_breaks_the_contract():
    with pytest.raises(ContractError, match=r"dictionary\.csv: year_type"):
        read_dictionary(dictionary_csv(), "dictionary.csv")


def test_another_csv_is_no_dictionary():
    assert read_dictionary("a,b\n1,2", "x.csv") is None


def test_the_published_dictionary_explains_every_measure_of_the_published_table(real):
    (table,) = real("lait/bds_long_0.parquet")
    (known,) = real("lait/lait_data_dictionary.csv")
    assert set(table.table["field"].cat.categories) == set(known.table["short"])
    assert len(table.table["field"].cat.categories) == 434
    assert list(known.table.columns) == list(LAIT_DICTIONARY.columns)
    kinds = known.table.groupby("short")["year_type"].nunique()
    assert (kinds == 1).all()


def test_a_published_measure_has_the_value_and_year_that_dfe_gives(real):
    # LAIT, April 2026: pupils with an EHC plan, Worcestershire, academic year ending 2025
    (table,), (known,) = (
        real("lait/bds_long_0.parquet"), real("lait/lait_data_dictionary.csv"),
    )  # fmt: skip
    found = dated(table.table, known.table)
    rows = found[(found["field"] == "SEN_TotStat") & (found["area_code"] == "ENG")]
    assert rows.set_index("period")["value"]["2024/25"] == 5.3
    spans = found.loc[found["field"] == "RTA", "period"].unique()
    assert "2014 to 2016" in set(spans)
