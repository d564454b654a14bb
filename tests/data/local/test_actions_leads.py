import pytest

from sendlib.data.local.actions_leads import agency_of, split_leads


@pytest.mark.parametrize(
    ("text", "agencies", "initials"),
    [
        ("CYC (S.D) CCG (S.DV) (P.C)", ("CYC", "CCG"), ("CYC: S.D", "CCG: S.DV, P.C")),
        ("CCG (S.DV) (P.C)", ("CCG",), ("CCG: S.DV, P.C",)),
        ("Head of SEND (Education)", ("Head of SEND (Education)",), ()),
        ("Head of SEND (J. Smith) / ICB", ("Head of SEND", "ICB"), ("Head of SEND: J. Smith",)),
        ("Director of Children, Families and Education",
         ("Director of Children, Families and Education",), ()),
        ("CYC, CCG and NHSE", ("CYC", "CCG", "NHSE"), ()),
        ("CYC & CYC", ("CYC",), ()),
        ("(S.D)", (), ("S.D",)),
        ("", (), ()),
    ],
)  # fmt: skip
def test_agencies_and_roles_stand_apart_from_initials(text, agencies, initials):
    assert split_leads(text) == (agencies, initials)


def test_the_agency_is_told_where_all_leads_belong_to_one():
    known = {"CCG": "health", "ICB": "health", "CYC": "education"}
    assert agency_of(("CCG", "icb"), known) == "health"
    assert agency_of(("CCG", "CYC"), known) == ""
    assert agency_of(("Somebody",), known) == ""
    assert agency_of((), known) == ""
