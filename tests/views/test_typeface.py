import importlib.util
from types import SimpleNamespace

import matplotlib
import pytest
from matplotlib import font_manager

from sendlib.errors import RenderError
from sendlib.views import typeface


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


def test_letters_do_not_follow_the_machine_s_language(monkeypatch):
    # an older matplotlib knows no language
    monkeypatch.setattr(typeface, "LANGUAGE", {"text.color": "green", "text.unheard_of": "en"})
    with matplotlib.rc_context({"text.color": "red"}):
        typeface.use_typeface()
        assert matplotlib.rcParams["text.color"] == "green"
