import pandas as pd
import pytest

from sendlib.contracts.tables import FINDING_COLUMNS
from sendlib.data.tables import Tables, load_tables, open_tables
from sendlib.errors import SourceError
from sendlib.params.load import default_params

HEADER = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,new_la_code,old_la_code,la_name,age_group,population_estimate\n"
)


def row(year: str, people: str) -> str:
    return (
        f"{year},Reporting year,Local authority,E92000001,England,E12000005,West Midlands,"
        f"E10000034,885,Worcestershire,0 to 17,{people}\n"
    )


AGES = (
    "new_la_code,name,geography,age,population,mid_year\n"
    "E10000034,Worcestershire,County,{},5,2022\n"
)
PAYMENTS = "month,cost_centre,supplier,amount_gbp\n2023-04,HN,A,5\n2023-04,HN,A,5\n"


@pytest.fixture
def folder(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "old.csv").write_text(HEADER + row("2022", "1") + row("2023", "2"), encoding="utf-8")
    (raw / "new.csv").write_text(HEADER + row("2023", "20") + row("2024", "30"), encoding="utf-8")
    (raw / "ages.csv").write_text(AGES.format(3), encoding="utf-8")
    (raw / "kent.csv").write_text(PAYMENTS, encoding="utf-8")
    return raw


@pytest.fixture
def load(folder, tmp_path):
    return lambda **pins: load_tables(folder, store=tmp_path / "store", pins=pins)


def test_the_newest_file_wins_and_older_ones_add_what_it_lacks(load):
    found = load().facts("population_0_17").set_index("period")
    assert found["value"].to_dict() == {"2023": 20.0, "2024": 30.0, "2022": 1.0}
    assert found["source"]["2022"] == "old.csv"


def test_a_pinned_edition_leaves_later_files_out(load):
    tables = load(population="2023")
    assert set(tables.facts("population_0_17")["source"]) == {"old.csv"}
    assert tables.has("population_ages")
    with pytest.raises(
        SourceError, match=r"sources\.population: edition 2020 .* found: 2022, 2023, 2024"
    ):
        load(population="2020")
    with pytest.raises(SourceError, match=r"sources\.lait: .* found: none"):
        load(lait="2025")


def test_a_table_is_loaded_once_and_an_absent_one_is_empty(load):
    tables = load()
    assert tables.facts("population_ages") is tables.facts("population_ages")
    assert tables.facts("caseload").empty
    assert tables.table("neighbours").empty
    assert not tables.has("caseload")


def test_payments_that_look_alike_are_both_kept(load, folder):
    assert len(load().table("provider_payments")) == 2
    (folder / "devon.csv").write_text(PAYMENTS, encoding="utf-8")
    assert len(load().table("provider_payments")) == 4


def test_cells_are_the_facts_of_some_fields_in_one_breakdown_topic(load):
    tables = load()
    found = tables.cells("population_ages", "age", ["population", "absent"])
    assert found["breakdown"].tolist() == ["3"]
    assert tables.cells("population_ages", "Total", ["population"]).empty
    assert tables.cells("population_ages", "age", ["absent"]).empty
    assert tables.cells("caseload", "Total", ["ehcplans"]).empty


def test_every_pairing_of_code_and_name_is_listed(load):
    names = load().names()
    assert set(names["source"]) == {"old.csv", "new.csv", "ages.csv"}


def test_facts_are_told_from_other_tables(load):
    assert set(load().all_facts()) == {"population_0_17", "population_ages"}


def test_files_without_names_or_findings_have_none(tmp_path, folder):
    for path in folder.glob("*.csv"):
        if path.name != "kent.csv":
            path.unlink()
    tables = load_tables(folder, store=tmp_path / "store")
    assert tables.names().empty
    assert list(tables.findings().columns) == FINDING_COLUMNS


def test_all_faults_are_raised_together(folder, tmp_path):
    (folder / "a.csv").write_bytes(b"")
    (folder / "b.zip").write_bytes(b"PK")
    with pytest.raises(SourceError, match=r"(?s)a\.csv: .*b\.zip: "):
        load_tables(folder, store=tmp_path / "store")


def test_a_folder_without_known_files_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "raw").mkdir()
    with pytest.raises(SourceError, match="no published file that sendlib knows; run “sendlib f"):
        load_tables(tmp_path / "raw", store=tmp_path / "store")


def test_the_edition_of_a_file_without_years_is_the_register_s(data_raw, folder, tmp_path):
    published = data_raw / "reference" / "dfe_statistical_neighbours_2025_wide.csv"
    (folder / "neighbours.csv").symlink_to(published)
    pins = {"statistical_neighbours": "2025"}
    tables = load_tables(folder, store=tmp_path / "store", pins=pins)
    assert len(tables.table("neighbours")) == 1530


def test_without_a_register_such_a_file_has_no_edition(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("sendlib.data.tables.DEFAULT_REGISTER", tmp_path / "absent.yml")
    with pytest.raises(SourceError, match=r"sources\.provider_payments: .* found: none"):
        load_tables(folder, store=tmp_path / "store", pins={"provider_payments": "2023"})


def test_lait_is_dated_by_its_dictionary_when_both_are_there(data_raw, folder, tmp_path):
    (folder / "dictionary.csv").symlink_to(data_raw / "lait" / "lait_data_dictionary.csv")
    table = pd.DataFrame(
        {
            "Short Desc": ["SEN_TotStat"], "Data item": [None], "Years": ["2025"],
            "LA and Regions": ["Worcestershire"], "Values": ["5"], "LA Number": [885.0],
            "Region": ["West Midlands"],
        }
    )  # fmt: skip
    table.to_parquet(folder / "bds.parquet")
    tables = load_tables(folder, store=tmp_path / "store")
    assert tables.facts("lait")["period"].tolist() == ["2024/25"]


def test_a_cell_is_doubted_where_a_finding_says_so(load, monkeypatch):
    tables = load()
    cells = tables.facts("population_0_17")
    assert not tables.doubted(cells).any()
    finding = dict.fromkeys(FINDING_COLUMNS, "") | {
        "source": "new.csv", "area_code": "885", "period": "2024", "field": "population_estimate",
        "effect": "questioned",
    }  # fmt: skip
    noted = finding | {"period": "2023", "effect": "note"}
    found = pd.DataFrame([finding, noted])
    monkeypatch.setattr(type(tables), "findings", lambda _: found)
    assert cells["period"][load().doubted(cells)].tolist() == ["2024"]


def test_the_tables_that_were_asked_for_are_known(load):
    tables = load()
    tables.facts("population_ages")
    assert tables.used()["dataset"].tolist() == ["population_ages"]


def test_what_was_looked_for_is_known_also_where_no_file_holds_it(load):
    tables = load()
    tables.table("population_ages")
    tables.kept("x", ["gone"], lambda: pd.DataFrame({"a": [1]}))
    assert tables.asked() == ("gone", "population_ages")
    assert tables.used()["file"].tolist() == ["ages.csv"]


def test_files_that_a_finding_is_about_were_read_as_well_also_members_of_a_zip(load):
    tables = load()
    tables.found.loc[tables.found["file"] == "kent.csv", "file"] = "kent.zip"
    tables._findings = pd.DataFrame(
        [["old.csv"], ["kent.zip/data/kent.csv"]], columns=["source"]
    )  # fmt: skip
    tables.table("population_ages")
    assert tables.read()["file"].tolist() == ["ages.csv", "kent.zip", "old.csv"]


def test_a_kept_table_names_the_same_files_as_one_that_is_worked_out(tmp_path):
    found = pd.DataFrame(
        {"dataset": ["lait", "lait_dictionary", "other"], "key": ["a", "b", "c"]}, dtype=object
    )

    def used():
        tables = Tables(found, tmp_path)
        tables.kept("share", ["lait"], lambda: pd.DataFrame({"value": [1.0]}))
        return tables.used()["dataset"].tolist()

    assert used() == used() == ["lait", "lait_dictionary"]


def test_a_report_reads_the_user_s_folder_at_the_editions_of_its_params(
    folder, tmp_path, monkeypatch
):
    monkeypatch.setenv("SENDLIB_DATA_RAW", str(folder))
    monkeypatch.setenv("SENDLIB_STORE", str(tmp_path / "store"))
    params = default_params("Worcestershire")
    assert open_tables(params).has("population_0_17")
    pinned = params.model_copy(
        update={"sources": params.sources.model_copy(update={"population": "2023"})}
    )
    assert set(open_tables(pinned).facts("population_0_17")["source"]) == {"old.csv"}
