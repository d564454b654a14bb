import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import matplotlib
import pytest
from matplotlib import font_manager

from sendlib.errors import RenderError
from sendlib.views import typeface

ROOT = Path(__file__).parents[2]


def test_every_font_file_is_there():
    assert all(path.is_file() for path in typeface.font_files())


def test_charts_are_set_in_the_typeface_and_its_weights(recwarn):
    with matplotlib.rc_context():
        typeface.use_typeface()
        bold = font_manager.findfont(font_manager.FontProperties(weight="bold"))
        assert bold.endswith("SourceSansPro-Bold.ttf")
    assert not recwarn.list


@pytest.mark.parametrize("found", [None, SimpleNamespace(origin=None)])
def test_a_typeface_that_is_not_installed_is_named(monkeypatch, found):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: found)
    with pytest.raises(RenderError, match="Source Sans Pro is not installed"):
        typeface.font_files.__wrapped__()


def test_a_package_without_its_files_is_named(monkeypatch, tmp_path):
    origin = SimpleNamespace(origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: origin)
    with pytest.raises(RenderError, match=r"font files absent: SourceSansPro-Regular\.ttf, "):
        typeface.font_files.__wrapped__()


DRAWS = """
import hashlib, io
import matplotlib.pyplot as plt
from sendlib.views.theme import use_style
use_style()
figure, svg = plt.figure(), io.StringIO()
figure.text(0.1, 0.5, "prices\\nin all")
figure.savefig(svg, format="svg", metadata={"Date": None})
print(hashlib.sha256(svg.getvalue().encode()).hexdigest())
"""


@pytest.mark.skipif(not shutil.which("localedef"), reason="no tool to make a locale with")
def test_letters_do_not_follow_the_machine_s_language(tmp_path):
    turkish = tmp_path / "tr_TR.UTF-8"
    made = subprocess.run(
        ["localedef", "-i", "tr_TR", "-f", "UTF-8", turkish], capture_output=True, check=False
    )
    if not turkish.is_dir():
        pytest.skip(f"localedef has no Turkish locale: {made.stderr.decode(errors='replace')}")

    def drawn(name):
        environment = {**os.environ, "LC_ALL": name, "LOCPATH": str(tmp_path), "MPLBACKEND": "Agg"}
        return subprocess.run(
            [sys.executable, "-c", DRAWS], env=environment, capture_output=True, check=True,
            cwd=ROOT,
        ).stdout  # fmt: skip

    assert drawn("tr_TR.UTF-8") == drawn("C.UTF-8")
