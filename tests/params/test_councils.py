import pytest

from sendlib.contracts.areas import ABOLISHED, COUNCILS, DEMO_COUNCILS
from sendlib.params.councils import council_key, find_council, nearest_councils, slug
from sendlib.params.faults import Refused

EVERY = COUNCILS | DEMO_COUNCILS


@pytest.mark.parametrize("council", EVERY.values(), ids=lambda council: council.name)
def test_every_council_is_found_by_its_names_and_codes(council) -> None:  # type: ignore[no-untyped-def]
    spellings = [council.name, council.code, *council.ons_codes, *council.aliases]
    spellings += [council.name.upper(), council.name.replace(" and ", " & ").replace("-", " ")]
    spellings += [f"{council.name} Council", f"  {council.name.lower()} "]
    assert {find_council(spelling) for spelling in spellings} == {council.code}


def test_no_two_councils_share_a_key() -> None:
    keys = [council_key(council.name) for council in EVERY.values()]
    assert "" not in keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("City of York Council", "816"),
        ("London Borough of Camden", "202"),
        ("Camden London Borough Council", "202"),
        ("Royal Borough of Kensington & Chelsea", "207"),
        ("The Royal Borough of Windsor and Maidenhead", "868"),
        ("City of London Corporation", "201"),
        ("City of Westminster", "213"),
        ("Bristol City Council", "801"),
        ("City of Bristol", "801"),
        ("Hull City Council", "810"),
        ("City of Kingston upon Hull", "810"),
        ("County of Herefordshire", "884"),
        ("Herefordshire Council", "884"),
        ("Durham County Council", "840"),
        ("St Helens", "342"),
        ("St. Helens Metropolitan Borough Council", "342"),
        ("Council of the Isles of Scilly", "420"),
        ("Stoke on Trent", "861"),
        ("Leeds CC", "383"),
        ("Bournemouth Christchurch & Poole", "839"),
        ("Dorset", "838"),
        ("e10000034", "885"),
    ],
)
def test_a_council_is_found_by_the_names_people_use(name: str, code: str) -> None:
    assert find_council(name) == code


@pytest.mark.parametrize(
    ("name", "date", "successors"),
    [
        ("Cumbria County Council", "1 April 2023", "are Cumberland, Westmorland and Furness"),
        ("928", "1 April 2021", "are North Northamptonshire, West Northamptonshire"),
        ("Borough of Poole", "1 April 2019", "is Bournemouth, Christchurch and Poole"),
        ("Bournemouth", "1 April 2019", "is Bournemouth, Christchurch and Poole"),
        ("835", "1 April 2019", "are Dorset, Bournemouth, Christchurch and Poole"),
    ],
)
def test_an_abolished_council_is_refused_with_its_successors(
    name: str, date: str, successors: str
) -> None:
    with pytest.raises(Refused) as refused:
        find_council(name)
    assert f"was abolished on {date}; its successor" in refused.value.advice
    assert refused.value.advice.endswith(successors)


@pytest.mark.parametrize("code", ABOLISHED)
def test_every_abolished_council_has_a_date_and_successors(code: str) -> None:
    with pytest.raises(Refused, match=r"abolished on 1 April 20\d\d; its successors? (is|are) \w"):
        find_council(code)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Yrok", "York"),
        ("Worcestshire", "Worcestershire"),
        ("Glocestershire", "Gloucestershire"),
        ("Newcastle", "Newcastle upon Tyne"),
        ("Southend", "Southend-on-Sea"),
        ("London", "City of London"),
        ("Demoshre", "Demoshire"),
    ],
)
def test_a_misspelt_or_shortened_name_is_answered_with_the_nearest(
    written: str, meant: str
) -> None:
    assert nearest_councils(written)[0] == meant
    with pytest.raises(Refused, match="did you mean"):
        find_council(written)


@pytest.mark.parametrize("name", ["", "Council", "Atlantis", "999", "\U0001f600"])
def test_a_name_like_no_council_is_refused_without_a_guess(name: str) -> None:
    with pytest.raises(Refused) as refused:
        find_council(name)
    assert refused.value.allowed == "one of the 153 councils"
    assert refused.value.advice == ""


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("York", "york"),
        ("East Sussex", "east-sussex"),
        ("Kingston upon Hull, City of", "kingston-upon-hull"),
        ("Bristol, City of", "bristol"),
        ("Herefordshire, County of", "herefordshire"),
        ("City of London", "city-of-london"),
        ("St. Helens", "st-helens"),
        ("Bournemouth, Christchurch and Poole", "bournemouth-christchurch-and-poole"),
    ],
)
def test_a_slug_is_the_name_in_small_letters_and_hyphens(name: str, stem: str) -> None:
    assert slug(name) == stem


def test_slugs_are_unique_and_lead_back_to_their_council() -> None:
    stems = {council.code: slug(council.name) for council in EVERY.values()}
    assert len(set(stems.values())) == len(EVERY)
    assert {find_council(stem) for stem in stems.values()} == set(stems)
