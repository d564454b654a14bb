import zipfile

import pytest

from sendlib.data.fetch.integrity import content_sha256, file_sha256, is_registered, require_whole
from sendlib.data.register import Source
from sendlib.errors import SourceError


def packed(path, members, method=zipfile.ZIP_DEFLATED, year=2025):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), content, method)
    return path


@pytest.fixture
def archive(tmp_path):
    return packed(tmp_path / "x.zip", {"a.csv": "a" * 5000, "b.csv": "b"})


def source(path, *, sha256="0" * 64, content=None):
    return Source(
        path=path.name,
        title="Plans",
        publisher="DfE",
        page="https://example.org",
        edition="2025",
        licence="ogl",
        origin="as published",
        size_bytes=1,
        sha256=sha256,
        content_sha256=content,
        fetch={"kind": "by_hand", "instruction": "Download it."},
    )


def test_a_zip_packed_anew_is_the_registered_one(archive, tmp_path):
    other = packed(
        tmp_path / "y.zip", {"b.csv": "b", "a.csv": "a" * 5000}, zipfile.ZIP_STORED, 2026
    )
    assert file_sha256(archive) != file_sha256(other)
    registered = source(archive, sha256=file_sha256(archive), content=content_sha256(archive))
    assert is_registered(archive, registered)
    assert is_registered(other, registered)


def test_a_zip_with_another_member_is_another_edition(archive, tmp_path):
    registered = source(archive, content=content_sha256(archive))
    assert not is_registered(packed(tmp_path / "y.zip", {"a.csv": "a" * 5000}), registered)
    assert not is_registered(packed(tmp_path / "z.zip", {"a.csv": "?", "b.csv": "b"}), registered)


def test_another_file_is_another_edition(archive, tmp_path):
    (tmp_path / "x.csv").write_text("a")
    assert not is_registered(tmp_path / "x.csv", source(archive, content=content_sha256(archive)))
    assert not is_registered(archive, source(archive))


def test_a_damaged_zip_is_another_edition(archive):
    registered = source(archive, content=content_sha256(archive))
    content = bytearray(archive.read_bytes())
    content[40] ^= 0xFF
    archive.write_bytes(content)
    assert not is_registered(archive, registered)


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.csv", b"a,b\n1,2\n"), ("x.parquet", b"PAR1...PAR1"), ("x.geojson", b"{}")],
)
def test_a_whole_file_is_taken(tmp_path, name, content):
    (tmp_path / "part").write_bytes(content)
    require_whole(tmp_path / "part", name)


def test_a_whole_zip_is_taken(archive):
    require_whole(archive, "x.xlsx")


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("x.csv", b"", "an empty file"),
        ("x.csv", b"\xef\xbb\xbf\n<!DOCTYPE HTML><p>Sign in", "a web page"),
        ("x.zip", b"<html>", "a web page"),
        ("x.parquet", b"PAR1...", "broken off or damaged: 7 bytes, no Parquet end"),
        ("x.ods", b"PK...", "broken off or damaged: 5 bytes"),
    ],
)
def test_what_is_no_whole_file_is_refused(tmp_path, name, content, found):
    (tmp_path / "part").write_bytes(content)
    with pytest.raises(SourceError, match=found):
        require_whole(tmp_path / "part", name)


def test_a_zip_that_breaks_off_is_refused(archive):
    archive.write_bytes(archive.read_bytes()[:-30])
    with pytest.raises(SourceError, match="broken off or damaged"):
        require_whole(archive, "x.zip")


def test_a_zip_whose_member_fails_its_checksum_is_refused(tmp_path):
    archive = packed(tmp_path / "x.zip", {"a.csv": "abc" * 100}, zipfile.ZIP_STORED)
    archive.write_bytes(archive.read_bytes().replace(b"abcabc", b"abcxbc", 1))
    with pytest.raises(SourceError, match=r"its member a\.csv fails its checksum"):
        require_whole(archive, "x.zip")
