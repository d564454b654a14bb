import pytest

from sendlib.contracts.local_files import local_files
from sendlib.data.local.grids import read_grids
from sendlib.data.local.reading import Options, read_grid
from sendlib.data.local.sen2_modules import PARENTS, STAND_INS, module_of, with_persons, year_of
from sendlib.data.local.tables import LocalTable

TEXTS = {
    "sen2_persons": "persontableid,personbirthdate,upn\n1,2012-02-14,A1\n",
    "sen2_requests": "requeststableid,persontableid,receiveddate\n11,1,2023-01-02\n",
    "sen2_assessments": "assessmenttableid,requeststableid\n111,11\n",
    "sen2_named_plans": "namedplantableid,assessmenttableid,startdate\n1111,111,2023-05-01\n",
    "sen2_plan_detail": "plandetailtableid,namedplantableid,urn\n5,1111,100000\n6,99,100000\n",
    "sen2_active_plans": "activeplanstableid,requeststableid\n7,11\n",
    "sen2_placement_detail": "placementdetailtableid,activeplanstableid,urn\n8,7,100000\n",
    "sen2_sen_need": "senneedtableid,activeplanstableid,sentype\n9,7,ASD\n",
}
TEMPLATE = {
    "sen2_requests": "Requests record ID,Person ID,Date request was received\n11,1,2023-01-02\n",
    "sen2_active_plans": "Person ID,Requests record ID\n1,11\n",
    "sen2_sen_need": "Person ID,Requests record ID,SEN Type of Need\n1,11,ASD\n1,11,SLCN\n",
}


def grid(text):
    (found,) = read_grids(text.encode(), source="x.csv")
    return found


def table(name, text) -> LocalTable:
    options = Options(stand_ins=STAND_INS.get(name, {}))
    return read_grid(grid(text), local_files()[name], source="x.csv", options=options)


def linked(texts):
    return with_persons({name: table(name, text) for name, text in texts.items()})


@pytest.mark.parametrize("module", TEXTS)
def test_a_module_is_known_by_its_name_or_by_its_own_number(module):
    assert module_of(f"885_{module}_2025", grid(TEXTS[module])) == module
    assert module_of("export", grid(TEXTS[module])) == module


@pytest.mark.parametrize("module", TEMPLATE)
def test_a_module_of_the_template_is_known_by_its_sheet(module):
    assert module_of(module.removeprefix("sen2_").title(), grid(TEMPLATE[module])) == module


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "", "person_id\n1\n", "sen_need_id\n1\n"])
def test_what_holds_no_module_is_none(text):
    assert module_of("personal", grid(text)) == ""


def test_every_row_names_its_request_and_person():
    for name, one in linked(TEXTS).items():
        if name in PARENTS:
            assert one.rows["person_id"].tolist()[0] == "1"
            assert one.rows["request_id"].tolist()[0] == "11"


def test_a_row_whose_parent_is_absent_names_no_person():
    rows = linked(TEXTS)["sen2_plan_detail"].rows
    assert rows["person_id"].isna().tolist() == [False, True]
    alone = linked({"sen2_plan_detail": TEXTS["sen2_plan_detail"]})
    assert alone["sen2_plan_detail"].rows["person_id"].isna().all()


def test_the_template_gives_requests_in_the_place_of_numbers():
    needs = linked(TEMPLATE)["sen2_sen_need"].rows
    columns = ["sen_need_id", "active_plans_id", "person_id"]
    assert needs[columns].to_numpy().tolist() == [["2", "11", "1"], ["3", "11", "1"]]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("sen2tableid,year,referencedate\n1,2024,2024-01-18\n", "2024"),
        ("referencedate,year\n2024-01-18\n", ""),
        ("year,referencedate\n", ""),
        ("year,place\n1,2\n", ""),
        ("", ""),
    ],
)
def test_the_year_is_in_the_header_of_the_return(text, year):
    assert year_of(grid(text)) == year
