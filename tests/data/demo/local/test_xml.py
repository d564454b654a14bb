from xml.etree import ElementTree as ET

from sendlib.data.demo.local.here import Here
from sendlib.data.demo.local.xml import return_xml
from tests.data.demo.local.conftest import Records


def test_records_lie_in_those_they_belong_to_in_their_order(place: Here, drawn: Records) -> None:
    root = ET.fromstring(return_xml(place, drawn))
    persons = root.findall("SEN2/Persons/Person")
    assert [person.findtext("UPN") for person in persons] == drawn["sen2_persons"]["upn"].tolist()
    for element, name in (
        ("Requests", "sen2_requests"),
        ("Requests/Assessment/NamedPlan/PlanDetail", "sen2_plan_detail"),
        ("Requests/ActivePlans/PlacementDetail", "sen2_placement_detail"),
        ("Requests/ActivePlans/SENneed", "sen2_sen_need"),
    ):
        assert sum(len(person.findall(element)) for person in persons) == len(drawn[name])
    ranks = [
        [need.findtext("SenTypeRank") for need in person.findall("Requests/ActivePlans/SENneed")]
        for person in persons
    ]
    assert {tuple(rank) for rank in ranks} == {(), ("1",), ("1", "2")}


def test_the_header_names_the_council_and_the_year(place: Here, drawn: Records) -> None:
    root = ET.fromstring(return_xml(place, drawn))
    assert root.findtext("Header/CollectionDetails/Year") == "2025"
    assert root.findtext("Header/CollectionDetails/ReferenceDate") == "2025-01-16"
    assert root.findtext("Header/Source/LEA") == place.council.code
