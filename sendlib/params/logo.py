"""A council's logo, taken into the params as data, so that a report needs no other file."""

import base64
from pathlib import Path

from sendlib.params.faults import found_text, sentence

LARGEST_LOGO_BYTES = 300_000
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MEDIA = {".png": "image/png", ".svg": "image/svg+xml"}


def logo_data(folder: Path, name: str) -> tuple[str | None, str]:
    """Return a logo as a data URI, and the fault that stands in the way; one of them is blank.

    Args:
        folder: where the params file lies.
        name: path of the logo from there.
    """
    media = _MEDIA.get(Path(name).suffix.lower())
    if media is None:
        return None, sentence(found_text(name), "the path of a PNG or SVG file")
    try:
        content = (folder / name).read_bytes()
    except (OSError, ValueError):
        return None, f"found {found_text(name)}, which cannot be read, allowed: a file beside this"
    if len(content) > LARGEST_LOGO_BYTES:
        return None, f"found {len(content):,} bytes, allowed: at most {LARGEST_LOGO_BYTES:,}"
    is_png = content.startswith(_PNG_SIGNATURE)
    is_svg = b"<svg" in content[:5000]
    if not (is_png if media == "image/png" else is_svg):
        return None, sentence(found_text(name), f"a file whose content is {media}")
    return f"data:{media};base64,{base64.b64encode(content).decode('ascii')}", ""
