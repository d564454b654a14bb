import pytest

from sendlib.data.tribunals import read_latest, read_published
from sendlib.errors import SourceError

LATEST = (
    "old_la_code,la_name,appeals_2024,decisions_2024,rate_pc_2024,appeals_2025,decisions_2025,"
    "rate_pc_2025\n885,Worcestershire,100,2000,5.00,120,x,x\n"
)
PUBLISHED = """"SEND Appeal rate table 1",,,,,,,,
,,,,,,,,
Local Authority,LA code,2023,,,2024,,,,
,,Appeals registered4,"Total Appealable Decisions1,9",SEND Tribunal Appeal Rate2,\
Appeals registered4,Total Appealable Decisions1,SEND Tribunal Appeal Rate2,\
"In development: Total Appealable Decisions1,8"
EAST OF ENGLAND,,,,,,,,
Cambridgeshire,823, - ,"1,000",0.00%,20,"2,000",1.00%,900
Poole5,,3,538,0.60%,..,~,..,
England total excluding suppressed,,,,,90,,,
"England Total4,9",,"4,108","251,096",1.60%,100,9,3.2%,
,,,,,,,,
Notes,4. Footnote,,,,,,,
"""


def published(text: str):
    reads = read_published(text, "raw.csv")
    assert reads is not None
    return reads[0]


def test_the_latest_table_gives_its_two_years_their_own_dataset():
    reads = read_latest(LATEST, "latest.csv")
    assert reads is not None
    assert reads[0].dataset == "tribunals_2025"
    found = reads[0].table.set_index(["period", "field"])
    assert found["value"]["2024", "appeals_registered"] == 100
    assert found["value"]["2024", "appeal_rate_pc"] == 5
    assert found["reason"]["2025", "appealable_decisions"] == "unavailable"


def test_the_latest_table_of_another_edition_or_area_is_refused():
    with pytest.raises(SourceError, match=r"New columns: appeals_2026\."):
        read_latest(LATEST.replace("appeals_2025", "appeals_2026"), "latest.csv")
    with pytest.raises(SourceError, match=r"latest\.csv: areas that are no English.*Cardiff"):
        read_latest(LATEST.replace("885,Worcestershire", "681,Cardiff"), "latest.csv")


def test_other_tables_are_left_alone():
    assert read_latest("a,b\n1,2", "x.csv") is None
    assert read_published("a,b\n1,2", "x.csv") is None


def test_the_published_table_is_read_by_name_and_its_wrong_code_is_kept_for_the_check():
    read = published(PUBLISHED)
    assert read.dataset == "tribunals_published"
    assert set(read.table["area_code"]) == {"873", "836", "ENG"}
    assert read.names is not None
    assert read.names[["area_code", "published_code", "published_name"]].to_numpy().tolist() == [
        ["873", "823", "Cambridgeshire"], ["836", None, "Poole"],
    ]  # fmt: skip


def test_the_published_fields_are_without_footnotes_and_dashes_are_not_zero():
    table = published(PUBLISHED).table
    found = table[table["breakdown"] == "Total"].set_index(["area_code", "period", "field"])
    assert found["value"]["873", "2023", "Total Appealable Decisions"] == 1000
    assert found["value"]["873", "2023", "SEND Tribunal Appeal Rate"] == 0
    assert found["reason"]["873", "2023", "Appeals registered"] == "not_published"
    assert found["reason"]["836", "2024", "Total Appealable Decisions"] == "confidential"
    assert found["value"]["873", "2024", "In development: Total Appealable Decisions"] == 900


def test_england_without_suppressed_areas_is_kept_apart_from_england():
    table = published(PUBLISHED).table
    england = table[(table["area_code"] == "ENG") & (table["field"] == "Appeals registered")]
    found = england.set_index(["breakdown", "period"])["value"]
    assert found["Total", "2024"] == 100
    assert found["England total excluding suppressed", "2024"] == 90


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Local Authority,LA code", "Council,Code", "without its headings Local Authority"),
        ("Appeals registered4", "Appeals lodged4", "New columns: Appeals lodged.*Columns gone: Ap"),
        ("LA code,2023,", "LA code,Spring,", "New columns: Spring"),
        ("Cambridgeshire,823", "Atlantis,823", "areas that are no English council.*Atlantis"),
        ("Poole5,,3,538,0.60%,..,~,..,", "Poole5,,3,538", "rows of unequal length, or none"),
    ],
)
def test_another_edition_of_the_published_table_is_refused(old, new, message):
    with pytest.raises(SourceError, match=f"raw.csv: .*{message}"):
        published(PUBLISHED.replace(old, new))


def test_a_published_table_cut_off_after_its_headings_is_refused():
    text = "\n".join(PUBLISHED.splitlines()[:3])
    with pytest.raises(SourceError, match="without its headings"):
        published(text)


def test_the_three_published_tables_agree_where_they_overlap(real):
    (tidy,), (latest,), (raw,) = (
        real("tribunals/send_tribunals_2014_2024_tidy.csv"),
        real("tribunals/send_tribunals_2024_2025_transcribed.csv"),
        real("tribunals/send_tribunals_appeal_rate_2014_2024_raw.csv"),
    )

    def values(read, field, period="2024"):
        table = read.table
        chosen = table[(table["field"] == field) & (table["period"] == period)]
        chosen = chosen[chosen["breakdown"] == "Total"].astype({"area_code": str})
        return chosen.set_index("area_code")["value"].dropna()

    pairs = [
        (values(tidy, "appeals_registered"), values(latest, "appeals_registered")),
        (values(tidy, "appealable_decisions_in_dev"), values(latest, "appealable_decisions")),
        (values(tidy, "appealable_decisions"), values(raw, "Total Appealable Decisions")),
    ]
    for one, other in pairs:
        shared = sorted(set(one.index) & set(other.index))
        differing = [area for area in shared if one[area] != other[area]]
        assert len(shared) > 130
        assert not differing


def test_the_published_codes_that_are_another_council_s_are_kept(real):
    (raw,) = real("tribunals/send_tribunals_appeal_rate_2014_2024_raw.csv")
    pairs = raw.names.dropna(subset=["published_code"])
    wrong = pairs[pairs["area_code"] != pairs["published_code"]]
    assert set(wrong["published_name"]) >= {"Cambridgeshire", "Nottinghamshire"}
