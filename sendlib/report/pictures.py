"""Pictures that views give: checked to be self-contained, made small, and measured."""

import base64
import binascii
import re
from functools import lru_cache
from urllib.parse import quote

# what no chart may hold, in small letters: a search that minds no case takes several times as long
HOLDS = r"\s*=\s*[\"']\s*(?!#|data:image/(?:png|jpeg);base64,)"
REFUSED = (
    re.compile(r"<\s*(script|foreignobject|iframe|animate|set|handler)\b"),
    re.compile(r"\son\w+\s*="),
    re.compile(rf"href{HOLDS}"),
    re.compile(rf"src{HOLDS}"),
    re.compile(r"@import"),
    re.compile(r"url\(\s*[\"']?(?!#)"),
)
LOGO = re.compile(r"data:image/(png|jpeg|svg\+xml);base64,([A-Za-z0-9+/=\s]+)")
PREAMBLE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.S)
PATH = re.compile(r'(?<=\sd=")[^"]*')
LONG_DECIMAL = re.compile(r"(\d+\.\d{2})\d+")
SAFE = "/:;,=()+@!*'"
SIZE = re.compile(r'<svg\b[^>]*?\bviewBox\s*=\s*"\s*\S+\s+\S+\s+([\d.]+)\s+([\d.]+)\s*"', re.S)


def checked_svg(svg: str) -> str:
    """Return a chart without preamble, its paths rounded to a hundredth of a point.

    Raises:
        ValueError: it is no SVG with a size, it holds something active, or it loads a file.
    """
    compact = PREAMBLE.sub("", svg).strip()
    if not compact.startswith("<svg") or not SIZE.search(compact):
        raise ValueError("the picture is not an <svg> with a viewBox")
    lowered = compact.lower()
    for rule in REFUSED:
        if found := rule.search(lowered):
            raise ValueError(f"the picture holds {found.group(0)!r}; a chart is drawn, not loaded")
    rounded = PATH.sub(lambda path: _rounded(path.group(0)), compact)
    lines = (line.strip() for line in rounded.split("\n"))
    return " ".join(line for line in lines if line).replace("> <", "><")


@lru_cache(maxsize=2048)
def _rounded(path: str) -> str:
    """Return a path's numbers in hundredths; charts share the outlines of letters."""
    return LONG_DECIMAL.sub(r"\1", path)


def checked_logo(uri: str) -> str:
    """Return a logo's data URI; refuse one that is not a PNG, JPEG or safe SVG in base64."""
    found = LOGO.fullmatch(uri)
    if not found:
        raise ValueError("the logo is not a data URI of a PNG, JPEG or SVG picture in base64")
    if found.group(1) == "svg+xml":
        checked_svg(logo_bytes(uri).decode("utf-8"))
    return uri


def logo_bytes(uri: str) -> bytes:
    """Return the picture in a data URI."""
    try:
        return base64.b64decode(uri.partition(",")[2])
    except binascii.Error as error:
        raise ValueError(f"the logo's base64 is damaged: {error}") from error


def logo_format(uri: str) -> str:
    """Return png, jpg or svg."""
    kind = uri.removeprefix("data:image/").partition(";")[0]
    return {"jpeg": "jpg", "svg+xml": "svg"}.get(kind, kind)


def svg_uri(svg: str) -> str:
    """Return the chart as a data URI, percent-encoded: smaller than base64 once compressed."""
    return "data:image/svg+xml," + percent_encoded(svg)


def percent_encoded(text: str) -> str:
    """Return text for a data URI: as `quote` has it, sign by sign, which is far quicker."""
    unsafe = {sign: quote(sign, safe=SAFE) for sign in set(text)}
    encoded = text.replace("%", unsafe.pop("%", "%"))
    for sign, code in unsafe.items():
        if sign != code:
            encoded = encoded.replace(sign, code)
    return encoded


def svg_size(svg: str) -> tuple[float, float]:
    """Return width and height of a checked chart, in its own units (points for matplotlib)."""
    found = SIZE.search(svg)
    if found is None:
        raise ValueError("the picture has no viewBox")
    return float(found.group(1)), float(found.group(2))
