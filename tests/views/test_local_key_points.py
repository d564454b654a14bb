"""The key points of every chapter, gathered for the summary."""

import pandas as pd
import pytest

from sendlib.measures.commissioning.partnership import partnership
from sendlib.measures.demand import Demand
from sendlib.measures.local.open_files import OpenFiles
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.review import Review
from sendlib.params.load import from_notebook
from sendlib.views import local_key_points as module
from sendlib.views.key_points import KeyPoint

POINTS = [KeyPoint("indicators", "A.", "", ("tab-glance",), 0.3),
          KeyPoint("spend", "B.", "", ("tab-s",), 0.9)]  # fmt: skip


@pytest.fixture
def gathered(tables, worcestershire, monkeypatch):
    nothing = Demand(worcestershire, *[pd.DataFrame()] * 4, False, "")
    monkeypatch.setattr(module, "demand", lambda _: nothing)
    monkeypatch.setattr(module, "published_points", lambda _: POINTS)
    files = OpenFiles({})

    def made(**commissioning):
        params = from_notebook(area="885", commissioning=commissioning)
        review = Review(tables(), worcestershire)
        partners = partnership(params, files, worcestershire)
        return module.key_points(params, review, ProtectedTables(), files, partners)

    return made


def test_without_local_files_the_published_points_stand_alone_the_heaviest_first(gathered):
    assert gathered() == POINTS[::-1]


def test_points_of_chapters_left_out_are_not_among_them(gathered):
    assert gathered(leave_out=["spend"]) == POINTS[:1]
