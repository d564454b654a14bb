"""What counts as complex needs: versioned definitions, each of them rules about one person."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from sendlib.params.block import Block
from sendlib.params.faults import Refused
from sendlib.params.values import GivenLine

NeedType = Literal[
    "SPLD", "MLD", "SLD", "PMLD", "SEMH", "SLCN", "HI", "VI", "MSI", "PD", "ASD", "DS", "OTH",
]  # fmt: skip
SettingType = Literal[
    "mainstream", "sen_unit", "resourced_provision", "maintained_special",
    "non_maintained_special", "independent_special", "independent_mainstream", "post_16_special",
    "further_education", "alternative_provision", "early_years", "childrens_home", "own_home",
    "other",
]  # fmt: skip
Severity = Literal["low", "medium", "high"]
MOST_RULES, MOST_COHORTS = 8, 2


def _as_text(value: object) -> object:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else value


Match = Annotated[
    Literal["any", "all", "1", "2", "3", "4", "5", "6", "7", "8"], BeforeValidator(_as_text)
]
# rules that have a number in them, and so a threshold to move
NUMBERS = (
    "number_of_needs", "weekly_cost_gbp", "agencies", "residential_weeks", "residential_nights",
)  # fmt: skip


class Rule(Block):
    """One condition on a person at a January count. Exactly one of its keys is given."""

    needs: tuple[NeedType, ...] = Field(
        default=(), description="a list of needs, any of which the person has"
    )
    number_of_needs: int | None = Field(
        default=None, ge=1, le=13, description="needs recorded for the person, at least"
    )
    settings: tuple[SettingType, ...] = Field(
        default=(), description="a list of setting types, any of which a package is in"
    )
    residential: bool | None = Field(
        default=None, description="true: a placement of 38 or 52 weeks away from home"
    )
    weekly_cost_gbp: float | None = Field(
        default=None, gt=0, le=50000, description="pounds a week for all packages, at least"
    )
    agencies: int | None = Field(
        default=None,
        ge=2,
        le=3,
        description="of education, health and social care that pay, at least",
    )
    residential_weeks: float | None = Field(
        default=None, gt=0, le=53, description="weeks a year in a residential placement, at least"
    )
    residential_nights: float | None = Field(
        default=None, gt=0, le=7, description="nights a week away from home, at least"
    )
    looked_after: bool | None = Field(default=None, description="true: is looked after")
    continuing_care: bool | None = Field(
        default=None, description="true: has children's continuing care"
    )
    health_severity: Severity | None = Field(
        default=None, description="complexity of health needs, at least: low, medium or high"
    )

    @field_validator("residential", "looked_after", "continuing_care")
    @classmethod
    def _is_true(cls, found: bool | None) -> bool | None:
        if found is False:
            raise Refused("true, or no such rule", found="false")
        return found

    @model_validator(mode="after")
    def _has_one_condition(self) -> "Rule":
        given = self.given
        if len(given) != 1:
            found = ", ".join(given) or "nothing"
            raise Refused(f"exactly one of {', '.join(Rule.model_fields)}", found=found)
        return self

    @property
    def given(self) -> dict[str, Any]:
        """Its condition: the key that is given, and what it says."""
        return {name: value for name, value in self if value not in ((), None)}

    @property
    def kind(self) -> str:
        """The key that is given."""
        return next(iter(self.given))

    @property
    def value(self) -> Any:
        """What the key says."""
        return self.given[self.kind]


class Cohort(Block):
    """A definition of complex needs, with a name and a version that the report names."""

    name: GivenLine = Field(description="name of the definition, such as Complex needs")
    version: GivenLine = Field(description="version, such as 2025-1")
    match: Match = Field(
        default="any", description="how many rules a person meets: any, all, or at least a number"
    )
    rules: tuple[Rule, ...] = Field(description="a list of rules, each with one condition")

    @field_validator("rules")
    @classmethod
    def _are_few(cls, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        if not 1 <= len(rules) <= MOST_RULES:
            raise Refused(f"1 to {MOST_RULES} rules", found=f"{len(rules)} rules")
        return rules

    @field_validator("rules")
    @classmethod
    def _allow_its_match(cls, rules: tuple[Rule, ...], info: ValidationInfo) -> tuple[Rule, ...]:
        match = info.data.get("match", "any")
        if match.isdigit() and int(match) > len(rules):
            raise Refused(f"{match} rules or more, since match is {match}", found=f"{len(rules)}")
        return rules

    @property
    def least(self) -> int:
        """How many rules a person meets at least."""
        if self.match == "any":
            return 1
        return len(self.rules) if self.match == "all" else int(self.match)


SHIPPED = Cohort(
    name="Complex needs",
    version="1",
    match="2",
    rules=(
        Rule(needs=("PMLD", "MSI")),
        Rule(residential=True),
        Rule(weekly_cost_gbp=3000),
        Rule(agencies=2),
        Rule(continuing_care=True),
        Rule(health_severity="high"),
        Rule(looked_after=True),
    ),
)
