from dataclasses import replace
from datetime import date

import pytest

from sendlib.params.document import SignOff
from sendlib.params.load import default_params
from sendlib.views.blocks import Callout, Prose
from sendlib.views.front import about, accessibility, contact_line, cover, demo_notice


@pytest.fixture
def params():
    return default_params("885")


def changed(params, part, **changes):
    return params.model_copy(update={part: getattr(params, part).model_copy(update=changes)})


def test_the_cover_says_what_params_say(params, worcestershire):
    signed = SignOff(name="A. Reader", role="Director", date=date(2026, 7, 1))
    final = changed(params, "document", status="final", title="Our children", sign_off=signed,
                    date=date(2026, 6, 30))  # fmt: skip
    content = cover(final, worcestershire).content
    assert (content["title"], content["area_name"]) == ("Our children", "Worcestershire")
    assert (content["status_mark"], content["date"]) == ("", "2026-06-30")
    assert content["signed_off_by"] == "A. Reader, Director, 1 July 2026"
    assert not content["is_demo"]


def test_a_cover_without_them_has_its_own_words(params, worcestershire):
    content = cover(params, worcestershire).content
    assert (content["title"], content["status_mark"]) == ("SEND evidence base", "Draft")
    assert (content["date"], content["signed_off_by"]) == ("", "")
    assert content["branding"]["name"]


def test_a_contact_is_one_line_or_not_given(params):
    blank = dict.fromkeys(("name", "role", "email", "telephone", "address"), "")
    assert contact_line(changed(params, "contact", **blank)) == "not given"
    some = changed(params, "contact", **(blank | {"name": "SEND team", "email": "a@b.gov.uk"}))
    assert contact_line(some) == "SEND team, a@b.gov.uk"


def test_the_report_says_beside_whom_it_sets_the_council(params, worcestershire):
    items = about(params, worcestershire).items
    assert items[0] == "Years shown: 2019 to 2025, where the publications go that far."
    assert items[1] == (
        "Compared with: the statistical neighbour average, the West Midlands and England."
    )
    assert any(item.endswith("Somerset and Gloucestershire.") for item in items)


def test_without_comparators_neighbours_and_partners_that_is_said(params, worcestershire):
    alone = replace(worcestershire, comparators=(), neighbours=())
    bare = changed(params, "partners", integrated_care_board="", parent_carer_forum="", others=())
    items = about(bare, alone).items
    assert items[1] == "Compared with: nobody, by choice in the params file."
    assert items[2:] == ("Integrated care board: not given.", "Parent carer forum: not given.")
    more = changed(params, "partners", others=("Health", "Schools"))
    assert about(more, alone).items[-1] == "Other partners: Health and Schools."


def test_a_council_made_of_others_names_them(worcestershire):
    cumberland = replace(worcestershire, area_code="942")
    items = about(default_params("942"), cumberland).items
    assert any("Cumbria" in item for item in items)


def test_the_demo_is_called_invented_and_real_data_published(params):
    assert isinstance(demo_notice(params), Prose)
    shown = demo_notice(default_params("101"))
    assert isinstance(shown, Callout)
    assert (shown.title, shown.tone) == ("Demonstration: invented data", "warning")


def test_the_accessibility_statement_says_when_it_was_prepared(params):
    text = "\n".join(accessibility(changed(params, "document", date=date(2026, 7, 1))).paragraphs)
    assert "prepared on 1 July 2026" in text
    text = "\n".join(accessibility(changed(params, "document", date=None)).paragraphs)
    assert "gives no date" in text


def test_a_report_on_the_councils_own_files_does_not_call_all_figures_published():
    notice = demo_notice(default_params("885"), is_local=True)
    assert "nothing here rests on unpublished" not in notice.paragraphs[0]
    assert "those of the council's own files say so" in notice.paragraphs[0]
