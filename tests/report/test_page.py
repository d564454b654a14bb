import base64
import hashlib

import pytest

from sendlib.params.colours import contrast_ratio
from sendlib.report.page import DARK_GROUND, dress, environment, resource, script_hash


@pytest.mark.parametrize("primary", ["#12436d", "#767676", "#000000"])
def test_links_are_readable_in_light_and_in_dark(primary):
    colours = dress(primary, "#28a197")
    assert contrast_ratio(colours["link"], "#ffffff") >= 4.5
    assert contrast_ratio(colours["link-dark"], DARK_GROUND) >= 7
    assert contrast_ratio(colours["on-primary"], colours["primary"]) >= 4.5


def test_what_is_put_into_a_template_comes_out_as_text():
    page = environment().from_string("<p>{{ name }}</p>")
    assert page.render(name="<b>&'") == "<p>&lt;b&gt;&amp;&#39;</p>"


def test_the_hash_is_the_one_a_browser_takes():
    digest = hashlib.sha256("f('é')".encode()).digest()
    assert base64.b64decode(script_hash("f('é')")) == digest


def test_styles_and_scripts_are_read_from_the_templates():
    assert ":focus-visible" in resource("report.css")
