import typing
from collections.abc import Iterator

import pytest
from pydantic import BaseModel, ValidationError

from sendlib.params.document import Block, Branding
from sendlib.params.model import ReportParams

OWN = {"name": "Mine", "source": "Us, 2025"}


def blocks(model: type[BaseModel] = ReportParams) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        for kind in (field.annotation, *typing.get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from blocks(kind)


@pytest.mark.parametrize("block", list(blocks()), ids=lambda block: block.__name__)
def test_every_block_is_fixed_refuses_unknown_keys_and_describes_its_fields(
    block: type[BaseModel],
) -> None:
    assert issubclass(block, Block)
    assert block.model_config["frozen"]
    assert block.model_config["extra"] == "forbid"
    assert all(field.description for field in block.model_fields.values())


def test_only_the_area_must_be_given() -> None:
    params = ReportParams(area="City of York Council")
    assert (params.area, params.area_name, params.slug) == ("816", "York", "york")
    assert not params.is_demo
    assert ReportParams(area="Demoshire").is_demo


def test_params_cannot_be_changed() -> None:
    params = ReportParams(area="York")
    with pytest.raises(ValidationError, match="frozen"):
        params.area = "885"  # type: ignore[misc]
    assert hash(params) == hash(ReportParams(area="816"))


def test_default_colours_pass_the_checks_they_stand_for() -> None:
    assert Branding.model_validate(Branding().model_dump()) == Branding()


@pytest.mark.parametrize(
    ("values", "advice"),
    [
        ({"years": {"first": 2022, "last": 2021}}, "2022 (years.first) or later"),
        ({"years": {"first": 2026}}, "2026 (years.first) or later"),
        ({"document": {"status": "final"}}, "name, role and date of a sign-off"),
        ({"comparators": {"own": {**OWN, "councils": ["Leeds", "383"]}}}, "each council once"),
        ({"comparators": {"own": {**OWN, "councils": ["York"]}}}, "other than the area"),
        ({"comparators": {"own": {**OWN, "councils": ["Demoshire"]}}}, "the 153 councils"),
        (
            {"area": "Demoshire", "comparators": {"own": {**OWN, "councils": ["York"]}}},
            "the demo's councils",
        ),
        ({"comparators": {"own": {**OWN, "councils": []}}}, "at least one council"),
    ],
)
def test_values_that_do_not_fit_together_are_refused(
    values: dict[str, object], advice: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        ReportParams.model_validate({"area": "York"} | values)
    assert advice in str(refused.value)


def test_a_list_of_ones_own_keeps_its_order_and_holds_codes() -> None:
    own = {**OWN, "councils": ["Leeds City Council", 885]}
    params = ReportParams.model_validate({"area": "York", "comparators": {"own": own}})
    assert params.comparators.own is not None
    assert params.comparators.own.councils == ("383", "885")


def test_a_final_document_with_a_sign_off_is_allowed() -> None:
    sign_off = {"name": "A name", "role": "Director", "date": "2026-03-31"}
    params = ReportParams.model_validate(
        {"area": "York", "document": {"status": "final", "sign_off": sign_off}}
    )
    assert params.document.status == "final"


def test_an_unknown_area_does_not_hide_the_faults_of_the_comparators() -> None:
    own = {**OWN, "councils": ["Lieds"]}
    with pytest.raises(ValidationError) as refused:
        ReportParams.model_validate({"area": "Yrok", "comparators": {"own": own}})
    assert [error["loc"] for error in refused.value.errors()] == [
        ("area",),
        ("comparators", "own", "councils", 0),
    ]
