"""Where the published strategies and plans lie from which the project started."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def seed_holding(words: str) -> Path:
    """Return the seed file that holds some words; the test is skipped where there is none."""
    given = os.environ.get("SENDLIB_SEEDS")
    folder = Path(given) if given else ROOT.parent / "shared" / "seeds"
    for path in sorted(folder.glob("*.txt")) if folder.is_dir() else ():
        if words in path.read_text("utf-8"):
            return path
    pytest.skip("seeds not found: set SENDLIB_SEEDS to their folder")
