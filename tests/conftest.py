"""What tests share: where the real data lie, and tables drawn in the test."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def real_data_folder() -> Path | None:
    """Return the folder of published files, from SENDLIB_DATA_RAW or beside the checkout."""
    given = os.environ.get("SENDLIB_DATA_RAW")
    folder = Path(given) if given else ROOT.parent / "shared" / "data_raw"
    return folder if (folder / "ehcp").is_dir() else None


def pytest_report_header() -> str:
    folder = real_data_folder()
    return f"published data: {folder or 'not found, tests that need them are skipped'}"


@pytest.fixture(scope="session")
def data_raw() -> Path:
    folder = real_data_folder()
    if folder is None:
        pytest.skip("published data not found: set SENDLIB_DATA_RAW to their folder")
    return folder
