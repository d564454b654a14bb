import pandas as pd

from sendlib.data.quality.codes import code_findings, schema_findings

COLUMNS = ["area_code", "period", "published_code", "published_ons", "published_name", "source"]


def names(*rows):
    return pd.DataFrame([(*row, "a.csv") for row in rows], columns=COLUMNS)


def test_codes_swapped_between_two_councils_are_named_for_both():
    found = code_findings(
        names(
            ("823", "2023", "823", None, "Cambridgeshire"),
            ("823", "2024", "823", None, "Cambridgeshire"),
            ("873", "2024", "873.0", None, "Central Bedfordshire"),
            ("885", "2024", "885", "E10000034", "Worcestershire"),
        )
    )
    assert found[["area_code", "period", "found", "expected"]].to_numpy().tolist() == [
        ["873", "2024", "823 beside Cambridgeshire", "873; 823 is Central Bedfordshire"],
        ["823", "2024", "873 beside Central Bedfordshire", "823; 873 is Cambridgeshire"],
    ]
    assert set(found["rule"]) == {"code_name"}


def test_an_ons_code_of_another_council_is_named():
    found = code_findings(names(("885", "2024", None, "E10000013", "Worcestershire")))
    assert found["expected"].tolist() == ["E10000034; E10000013 is Gloucestershire"]


def test_predecessors_other_spellings_aggregates_and_unknown_names_are_no_fault():
    found = code_findings(
        names(
            ("835", "2018", "835", "E10000009", "Dorset"),
            ("838", "2018", "838", "E10000009", "Dorset"),
            ("940", "2022", "928", None, "North Northamptonshire"),
            ("340", "", "340", None, "Kirkby"),
            ("ENG", "2024", "970", None, "England"),
            ("885", "2024", "885", None, None),
            ("885", "2024", "nonsense", None, "Worcestershire"),
        )
    )
    assert found.empty
    assert code_findings(names()).empty


def test_a_column_that_stands_twice_is_noted():
    tables = pd.DataFrame(
        [
            {"source": "a.csv", "last": "2024", "repeated_columns": "review, other"},
            {"source": "b.csv", "last": "", "repeated_columns": ""},
        ]
    )
    found = schema_findings(tables)
    assert found[["source", "area_code", "period", "field", "effect"]].to_numpy().tolist() == [
        ["a.csv", "ENG", "2024", "review", "note"], ["a.csv", "ENG", "2024", "other", "note"],
    ]  # fmt: skip
