"""What every HTML page shares: templates, colours of the dress, and the hash of its script."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from sendlib.params.colours import contrast_ratio
from sendlib.report.colours import mixed, readable, text_on

DARK_GROUND = "#14181d"
WHITE_GROUND = "#ffffff"


@cache
def resource(name: str) -> str:
    """Return the text of a style or script among the templates."""
    return files("sendlib.report").joinpath("templates", name).read_text(encoding="utf-8")


def environment() -> Environment:
    """Return the environment of HTML templates: everything put into them comes out as text."""
    return Environment(
        loader=PackageLoader("sendlib.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def script_hash(script: str) -> str:
    """Return the sha256 by which a page's own policy lets its script run, and no other."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def dress(primary: str, accent: str) -> dict[str, str]:
    """Return a council's colours and those derived from them, each readable on its ground."""
    ratio = 7 if contrast_ratio(primary, WHITE_GROUND) > 7 else 5
    return {
        "primary": primary,
        "on-primary": text_on(primary),
        "accent": accent,
        "link": readable(primary, on=WHITE_GROUND, ratio=ratio),
        "tint": mixed(primary, WHITE_GROUND, 0.93),
        "link-dark": readable(mixed(primary, WHITE_GROUND, 0.4), on=DARK_GROUND, ratio=7),
        "accent-dark": readable(accent, on=DARK_GROUND, ratio=3),
        "accent-light": readable(accent, on=WHITE_GROUND, ratio=3),
    }
