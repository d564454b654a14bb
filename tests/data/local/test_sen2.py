import pytest

from sendlib.data.local.sen2 import MODULES, read_return
from sendlib.errors import SourceError

PERSON = """
<Person><Surname>A</Surname><PersonBirthDate>2012-02-14</PersonBirthDate><UPN>A1</UPN>
 <Requests><ReceivedDate>2023-01-02</ReceivedDate><RequestOutcome>Y</RequestOutcome>
  <Assessment><AssessmentOutcome>Y</AssessmentOutcome>
   <NamedPlan><StartDate>2023-05-01</StartDate>
    <PlanDetail><URN>100000</URN></PlanDetail><PlanDetail><SENSetting>OLA</SENSetting></PlanDetail>
   </NamedPlan>
  </Assessment>
  <ActivePlans><PlacementDetail><URN>100000</URN></PlacementDetail>
   <SENneed><SENtype>ASD</SENtype><SENtypeRank>1</SENtypeRank></SENneed>
   <SENneed><SENtype>SLCN</SENtype><SENtypeRank>2</SENtypeRank></SENneed>
  </ActivePlans>
 </Requests>
 <Requests><ReceivedDate>2024-01-02</ReceivedDate></Requests>
</Person>
"""
HEADER = """<Header><CollectionDetails><Collection>SEN2</Collection><Year>2024</Year>
<ReferenceDate>2024-01-18</ReferenceDate></CollectionDetails><Source><LEA>885</LEA></Source></Header>"""


def message(persons=PERSON):
    return f"<Message>{HEADER}<Persons>{persons}</Persons></Message>"


def records(text, module):
    grid = read_return(text.encode(), source="r.xml").grids[module]
    head, *rows = grid.rows()
    return [{name: cell for name, cell in zip(head, row, strict=True) if cell} for row in rows]


def test_every_record_names_those_it_lies_in():
    text = message()
    assert records(text, "sen2_persons")[0]["person_id"] == "A1"
    assert [row["request_id"] for row in records(text, "sen2_requests")] == ["1.1", "1.2"]
    (assessment,) = records(text, "sen2_assessments")
    assert assessment["assessment_id"] == "1.1.1"
    assert (assessment["request_id"], assessment["person_id"]) == ("1.1", "A1")
    assert records(text, "sen2_plan_detail")[1] == {
        "plan_detail_id": "1.1.1.1.2", "named_plan_id": "1.1.1.1", "request_id": "1.1",
        "person_id": "A1", "sen_setting": "OLA",
    }  # fmt: skip
    needs = records(text, "sen2_sen_need")
    assert [(row["sen_type"], row["active_plans_id"]) for row in needs] == [
        ("ASD", "1.1.1"), ("SLCN", "1.1.1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("attributes", "prefix"), [(' xmlns="urn:x"', ""), (' xmlns:s="urn:x"', "s:")]
)
def test_a_namespace_does_not_matter(attributes, prefix):
    text = message()
    if prefix:
        text = text.replace("</", "@@").replace("<", f"<{prefix}").replace("@@", f"</{prefix}")
    text = text.replace("Message>", f"Message{attributes}>", 1)
    assert len(records(text, "sen2_placement_detail")) == 1


def test_the_header_says_when_and_where():
    given = read_return(message().encode(), source="r.xml")
    assert (given.year, given.reference_date, given.council) == ("2024", "2024-01-18", "885")
    bare = read_return(b"<Message><Persons/></Message>", source="r.xml")
    assert (bare.year, [len(list(grid.rows())) for grid in bare.grids.values()]) == ("", [1] * 8)
    assert set(bare.grids) == set(MODULES)


@pytest.mark.parametrize(
    ("numbers", "person"),
    [("<UPN>A1</UPN><UniqueLearnerNumber>9</UniqueLearnerNumber>", "A1"),
     ("<UniqueLearnerNumber>9</UniqueLearnerNumber>", "9"), ("", "person 1")],
)  # fmt: skip
def test_a_person_goes_by_upn_else_uln_else_place(numbers, person):
    text = message(f"<Person><Sex>F</Sex>{numbers}<Requests><RYA>0</RYA></Requests></Person>")
    assert records(text, "sen2_persons")[0]["person_id"] == person
    assert records(text, "sen2_requests")[0]["person_id"] == person


def test_empty_records_and_mere_wrappers_are_no_records():
    text = message(
        "<Person><Sex>F</Sex><Requests><Request><RYA>0</RYA></Request></Requests>"
        "<Requests><ActivePlans><SENneed/></ActivePlans></Requests></Person>"
    )
    assert [row["request_id"] for row in records(text, "sen2_requests")] == ["1.1.1", "1.2"]
    assert records(text, "sen2_sen_need") == []


def test_elements_that_no_contract_has_become_columns_of_their_own():
    text = message(
        "<Person><Sex>F</Sex></Person><Person><Sex>M</Sex><Odd>1</Odd><Odd>2</Odd></Person>"
    )
    assert [row.get("Odd") for row in records(text, "sen2_persons")] == [None, "1"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<Message><Persons>", r"r\.xml: not whole XML at line 1 \(no element found\)"),
        (b"", "not whole XML"),
        (b"<a>\n</b>", r"at line 2 \(mismatched tag\)"),
        (b'<?xml version="1.0" encoding="nonesuch"?><a/>', "unknown encoding"),
        (b'<?xml version="1.0" encoding="shift_jis"?><a/>', "not whole XML"),
        (b'<!DOCTYPE a [<!ENTITY b "secret">]><a>&b;</a>', "document type definition"),
        (b"<Message><Header/></Message>", "no SEN2 return"),
    ],
)
def test_what_is_no_return_is_refused_without_quoting_it(content, sentence):
    with pytest.raises(SourceError, match=sentence) as refused:
        read_return(content, source="r.xml")
    assert "secret" not in str(refused.value)
