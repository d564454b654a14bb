import re
from collections.abc import Callable

import pytest
from hypothesis import settings

from sendlib.views import theme

settings.register_profile("views", deadline=None, max_examples=25)
settings.load_profile("views")

LEAKS = re.compile(r"(?<![A-Za-z])(nan|NaN|NaT|None|null|inf|<NA>)(?![A-Za-z])|\{[a-z_]*\}")

COURSE = """
    area      | period | count | whole
    885       | 2021   | 100   | 1000
    885       | 2022   | 150   | 1000
    885       | 2023   | 200   | 1000
    885       | 2024   | 300   | 1000
    885       | 2025   | 400   | 1000
    ENG       | 2021   | 20000 | 100000
    ENG       | 2024   | 24000 | 100000
    ENG       | 2025   | 25000 | 100000
    E12000005 | 2025   | 2500  | 10000
    916       | 2024   | 200   | 1000
    916       | 2025   | 240   | 1000
    933       | 2025   | 300   | 1000
    893       | 2025   | 200   | 1000
    884       | 2025   | 150   | 1000
"""


@pytest.fixture
def course(compared) -> Callable[..., object]:
    """Compare a share over five years; `old` texts are replaced by new ones."""

    def made(replace: dict[str, str] | None = None, **changes: object) -> object:
        text = COURSE
        for old, new in (replace or {}).items():
            assert old in text
            text = text.replace(old, new)
        return compared(text, **changes)

    return made


@pytest.fixture
def block() -> Callable[[object], dict[str, object]]:
    """Return what a cell shows: content, caption, alt and label together."""

    def made(shown: object) -> dict[str, object]:
        data, metadata = shown._repr_mimebundle_()
        return data["application/vnd.sendlib.block+json"] | metadata["report"]

    return made


@pytest.fixture
def words(block) -> Callable[[object], str]:
    """Return every word a reader meets in a block."""

    def made(shown: object) -> str:
        content = block(shown)
        parts = [content.get(name, "") for name in ("text", "title", "caption", "alt")]
        for name in ("paragraphs", "list", "notes", "footnotes"):
            parts += content.get(name, [])
        parts += [column["title"] for column in content.get("columns", [])]
        if content["kind"] == "table":
            parts += [cell for row in content["rows"] for cell in row]
        return "\n".join(map(str, parts))

    return made


@pytest.fixture
def leaks(words) -> Callable[[object], list[str]]:
    """Return the bare nan, None and the like that a block would show a reader."""
    return lambda shown: [match.group(0) for match in LEAKS.finditer(words(shown))]


@pytest.fixture
def axes():
    """Axes to draw on."""
    with theme.canvas(4.0) as (_, drawn_on):
        yield drawn_on
