import pytest
import yaml

from sendlib.data.fetch.integrity import content_sha256, file_sha256
from sendlib.data.register import DEFAULT_REGISTER, load_register
from sendlib.errors import SourceError

OGL = {"name": "Open Government Licence", "url": "https://ogl.example", "statements": ["OGL."]}
ONS = {**OGL, "statements": ["OGL.", "ONS."]}


def entry(path="a/x.zip", **changes):
    return {
        "path": path,
        "title": "Plans",
        "publisher": "DfE",
        "page": "https://example.org/plans",
        "edition": "2025",
        "licence": "ogl",
        "origin": "as published",
        "size_bytes": 1,
        "sha256": "0" * 64,
        "fetch": {"kind": "by_hand", "instruction": "Download it."},
        **changes,
    }


@pytest.fixture
def register_of(tmp_path):
    def write(*entries, **keys):
        path = tmp_path / "sources.yml"
        content = {"licences": {"ogl": OGL, "ons": ONS}, "sources": list(entries), **keys}
        path.write_text(yaml.safe_dump(content), encoding="utf-8")
        return load_register(path)

    return write


def test_every_published_file_is_registered_with_its_size_and_checksum(data_raw):
    files = {
        path.relative_to(data_raw).as_posix(): path
        for path in data_raw.rglob("*")
        if path.is_file() and path.name != "README.md"
    }
    register = load_register()
    assert {source.path for source in register.sources} == set(files)
    for source in register.sources:
        assert source.size_bytes == files[source.path].stat().st_size, source.path
        assert source.sha256 == file_sha256(files[source.path]), source.path


def test_what_the_published_zips_hold_is_registered(data_raw):
    zips = [source for source in load_register().sources if source.path.endswith(".zip")]
    assert [source.content_sha256 for source in zips] == [
        content_sha256(data_raw / source.path) for source in zips
    ]


def test_the_register_is_the_projects_own():
    assert DEFAULT_REGISTER.parent.name == "data_raw"
    assert all(source.page.startswith("https://") for source in load_register().sources)


def test_the_project_publishes_nothing_as_its_publishers_that_is_reshaped():
    """A name that says tidy, transcribed or derived never goes under as published."""
    for source in load_register().sources:
        if any(word in source.path for word in ("tidy", "transcribed", "buckets")):
            assert source.origin != "as published", source.path


def test_the_source_of_a_zips_member_is_its_zip(register_of):
    register = register_of(entry("a/x.zip"), entry("b.csv"))
    assert register.by_path("a/x.zip/data/caseload.csv").path == "a/x.zip"
    assert register.by_path("b.csv").path == "b.csv"


def test_an_unregistered_path_is_refused_with_the_nearest_one(register_of):
    register = register_of(entry("lait/bds_long_0.parquet"))
    with pytest.raises(SourceError, match=r"not in the register.*Did you mean lait/bds_long_0"):
        register.by_path("lait/bds_long.parquet")
    with pytest.raises(SourceError, match="not in the register") as raised:
        register.by_path("zzz")
    assert "Did you mean" not in str(raised.value)


def test_a_file_is_recognised_by_its_checksum(register_of):
    register = register_of(entry("a.csv"), entry("b.csv", sha256="1" * 64))
    assert register.by_sha256("1" * 64).path == "b.csv"
    assert register.by_sha256("2" * 64) is None


def test_a_report_prints_each_publication_and_each_statement_once(register_of):
    register = register_of(
        entry("a.zip"),
        entry("b.csv"),
        entry("c.csv", title="Population", publisher="ONS", licence="ons", origin="derived"),
        entry("unused.csv", title="Unused"),
    )
    assert register.attributions(["c.csv", "b.csv", "a.zip/data/x.csv", "a.zip/data/y.csv"]) == [
        "DfE: Plans, 2025.",
        "ONS: Population, 2025 (derived).",
        "OGL.",
        "ONS.",
    ]


def test_only_files_put_in_place_by_hand_are_not_fetched(register_of):
    file = {"kind": "file", "server": "github", "address": "a/b"}
    register = register_of(entry("a.csv"), entry("b.csv", fetch=file))
    assert [source.is_fetched for source in register.sources] == [False, True]


def test_all_faults_of_an_entry_and_of_others_are_listed_at_once(register_of):
    with pytest.raises(SourceError) as raised:
        register_of(
            entry("a.csv", sha256="short", colour="red", page="http://example.org"),
            entry("../b.csv", fetch={"kind": "carrier pigeon"}),
            {"title": "no path"},
            "no entry",
        )
    text = str(raised.value)
    assert "a.csv: sha256: String should match" in text
    assert "found 'short'" in text
    assert "a.csv: colour: Extra inputs are not permitted" in text
    assert "a.csv: page: Value error, not an https address" in text
    assert "../b.csv: path: Value error, not a plain path" in text
    assert "../b.csv: fetch: Input tag 'carrier pigeon'" in text
    assert "source 3: path: Field required" in text
    assert "source 4: Input should be a valid dictionary" in text


def test_entries_that_do_not_fit_together_are_all_named(register_of):
    member = {"kind": "zip_member", "archive": "none.zip", "member": "x"}
    with pytest.raises(SourceError) as raised:
        register_of(
            entry("a.csv"),
            entry("a.csv"),
            entry("b.csv", licence="x"),
            entry("c.csv", fetch=member),
        )
    text = str(raised.value)
    assert "a.csv is registered 2 times" in text
    assert "b.csv: licence x is not one of: ogl, ons" in text
    assert "c.csv: its archive none.zip is not registered" in text


def test_a_missing_register_is_an_error_that_says_where_to_run(tmp_path):
    with pytest.raises(SourceError, match="Run sendlib from its checkout"):
        load_register(tmp_path / "sources.yml")


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"\xff\xfe", "cannot be read"), (b"a: [", "not readable as YAML"), (b"- a", "1 fault")],
)
def test_a_register_that_is_none_is_an_error(tmp_path, content, found):
    path = tmp_path / "sources.yml"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=found):
        load_register(path)
