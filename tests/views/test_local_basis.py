"""What a review says it rests on."""

from sendlib.contracts.local_files import local_files
from sendlib.measures.local.packages import PACKAGES_NEED
from sendlib.measures.local.protected import Given, ProtectedTables
from sendlib.params.load import default_params
from sendlib.views.blocks import Callout, Origin
from sendlib.views.local_basis import about_review, disclosure_note, files_table, not_given

GIVEN = Given("packages", "Placement and care packages", "about 1,920", "fewer than 5")


def test_the_files_given_are_listed_with_their_digests_for_the_manifest():
    table = files_table(ProtectedTables(given=(GIVEN,), digests={"packages.csv": "1" * 64}))
    assert table.rows == (("Placement and care packages", "about 1,920", "fewer than 5"),)
    assert table.evidence.inputs.to_dict("records") == [
        {"path": "local/packages.csv", "sha256": "1" * 64}
    ]
    assert table.origin == Origin("local", "protected")


def test_without_files_a_box_says_how_to_give_them():
    box = files_table(ProtectedTables())
    assert isinstance(box, Callout)
    assert "sendlib template" in box.text


def test_what_was_not_given_is_named():
    text = not_given(ProtectedTables(given=(GIVEN,))).paragraphs[0]
    assert "SEN2 return: persons" in text
    assert "Placement and care packages" not in text
    assert "Services" in text
    every = [Given(name, name, "", "") for name in local_files()]
    whole = not_given(ProtectedTables(given=tuple(every))).paragraphs
    assert whole == ("Every file that this review uses was given.",)


def test_the_rules_of_hiding_are_told_as_they_were_applied():
    tables = ProtectedTables(
        tables={"packages-need": PACKAGES_NEED}, threshold=6, rounding=5, hidden_count=51
    )
    first, second = disclosure_note(tables).paragraphs
    assert "Numbers of 1 to 5 children" in first
    assert first.endswith("rounded to the nearest 5.")
    assert second.startswith("51 numbers are hidden")
    plain = disclosure_note(ProtectedTables(tables={"packages-need": PACKAGES_NEED}))
    assert "rounded" not in plain.paragraphs[0]
    assert "published figures alone" in disclosure_note(ProtectedTables()).paragraphs[0]


def test_the_review_says_whom_it_is_for(worcestershire):
    params = default_params("Worcestershire")
    assert (
        params.partners.integrated_care_board in about_review(params, worcestershire).paragraphs[0]
    )
    bare = params.model_copy(update={"partners": type(params.partners)()})
    assert about_review(bare, worcestershire).paragraphs[0].endswith("together: Worcestershire.")
