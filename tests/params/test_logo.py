import base64
from pathlib import Path

import pytest

from sendlib.params.logo import LARGEST_LOGO_BYTES, logo_data

PNG = b"\x89PNG\r\n\x1a\nrest"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [("a.png", PNG, "image/png"), ("A.SVG", SVG, "image/svg+xml")],
)
def test_a_logo_becomes_data(tmp_path: Path, name: str, content: bytes, media: str) -> None:
    (tmp_path / name).write_bytes(content)
    encoded = base64.b64encode(content).decode()
    assert logo_data(tmp_path, name) == (f"data:{media};base64,{encoded}", "")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.gif", b"GIF89a", 'found "a.gif", allowed: the path of a PNG or SVG file'),
        ("a.png", SVG, 'found "a.png", allowed: a file whose content is image/png'),
        ("a.svg", PNG, 'found "a.svg", allowed: a file whose content is image/svg+xml'),
        ("a.svg", b"", 'found "a.svg", allowed: a file whose content is image/svg+xml'),
        ("a.png", PNG * 30_000, f"allowed: at most {LARGEST_LOGO_BYTES:,}"),
        ("gone.png", None, 'found "gone.png", which cannot be read, allowed: '),
        ("nul\0.png", None, 'found "nul .png", which cannot be read, allowed: '),
    ],
)
def test_a_file_that_is_no_logo_is_refused(
    tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    data, fault = logo_data(tmp_path, name)
    assert data is None
    assert sentence in fault
