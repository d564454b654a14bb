import base64
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.report.pictures import (
    SAFE,
    checked_logo,
    checked_svg,
    logo_bytes,
    logo_format,
    percent_encoded,
    svg_size,
    svg_uri,
)

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 504.5 252">'


def data_uri(kind, content):
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def test_preamble_and_long_decimals_are_taken_out():
    preamble = '<?xml version="1.0"?>\n<!DOCTYPE svg>\n'
    svg = f'{HEAD}<metadata>x</metadata>\n <path d="M 1.23456 2"/></svg>'
    assert checked_svg(preamble + svg) == f'{HEAD}<path d="M 1.23 2"/></svg>'


def test_numbers_outside_paths_are_kept():
    svg = f'{HEAD}<g transform="scale(0.015625)"/></svg>'
    assert checked_svg(svg) == svg


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<a xlink:href="https://x.uk">x</a>',
        '<image href="file:///etc/passwd"/>',
        '<image href="data:text/html;base64,eA=="/>',
        "<style>@import 'https://x.uk'</style>",
        '<rect style="fill:url(https://x.uk/a)"/>',
        '<rect onload="alert(1)"/>',
        "<foreignObject/>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<image HREF="https://x.uk/a.png"/>',
    ],
)
def test_a_picture_that_acts_or_loads_is_refused(inside):
    with pytest.raises(ValueError, match="the picture holds"):
        checked_svg(f"{HEAD}{inside}</svg>")


def test_a_picture_may_use_its_own_parts_and_embedded_rasters():
    inside = (
        '<use xlink:href="#a"/><g clip-path="url(#b)"/><image href="data:image/png;base64,eA=="/>'
    )
    assert inside in checked_svg(f"{HEAD}{inside}</svg>")


@pytest.mark.parametrize("svg", ["", "<p>", "<svg></svg>"])
def test_what_is_no_picture_is_refused(svg):
    with pytest.raises(ValueError, match="not an <svg>"):
        checked_svg(svg)


def test_size_is_that_of_the_view_box():
    assert svg_size(f"{HEAD}</svg>") == (504.5, 252.0)
    with pytest.raises(ValueError, match="no viewBox"):
        svg_size("<svg></svg>")


def test_a_picture_as_address_reads_back_the_same():
    uri = svg_uri(f"{HEAD}<text>50% #1 & “é”</text></svg>")
    assert unquote(uri.partition(",")[2]) == f"{HEAD}<text>50% #1 & “é”</text></svg>"
    assert not set(uri) & set(' <>"#')


@pytest.mark.parametrize(("kind", "format_"), [("png", "png"), ("jpeg", "jpg"), ("svg+xml", "svg")])
def test_logos_of_three_kinds_are_taken(kind, format_):
    content = f"{HEAD}</svg>".encode()
    uri = checked_logo(data_uri(kind, content))
    assert (logo_format(uri), logo_bytes(uri)) == (format_, content)


@pytest.mark.parametrize(
    "uri",
    [
        "https://x.uk/logo.png",
        "data:text/html;base64,eA==",
        'data:image/png;base64,x" onload="',
        "data:image/svg+xml;base64,eA",
        data_uri("svg+xml", f"{HEAD}<script/></svg>".encode()),
    ],
)
def test_any_other_logo_is_refused(uri):
    with pytest.raises(ValueError, match=r"logo|picture"):
        checked_logo(uri)


@given(st.text(alphabet=st.sampled_from("%25 <>\"&#é数a0~_-.\n\t'()/")))
def test_text_is_encoded_for_a_data_uri_as_the_library_does_it(text):
    assert percent_encoded(text) == quote(text, safe=SAFE)
