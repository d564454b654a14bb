"""How small counts of a council's own records are hidden before anybody reads them."""

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from pydantic import Field, field_validator

from sendlib.params.block import Block
from sendlib.params.faults import Refused, did_you_mean, found_text, nearest

# what tables of local data are divided by
LocalField = Literal[
    "need", "setting", "age", "cease_reason", "package_type", "accommodation", "funding", "outcome",
    "waiting", "agency", "market", "owner", "judgement", "distance", "phase", "area",
    "cohort", "other_cohort", "rule", "rules_met", "movement", "price",
    "budget_kind", "component", "rare_need", "severity", "complex_health", "residential_type",
    "location",
]  # fmt: skip
FIELDS: tuple[str, ...] = get_args(LocalField)
BASES = (0, 5, 10)
LOWEST, HIGHEST = 3, 100


class Disclosure(Block):
    """What may be shown of records of persons. The defaults are those of official statistics."""

    threshold: int = Field(
        default=5, ge=LOWEST, le=HIGHEST, description="smallest count other than 0 that is shown"
    )
    rounding: int = Field(
        default=0, description="0, or 5 or 10 to round every count shown to that base"
    )
    protection: int = Field(
        default=2, ge=1, le=20, description="how far off another possible count must be"
    )
    money_percent: int = Field(
        default=10, ge=1, le=90, description="how far off a hidden sum of money must be, in percent"
    )
    thresholds: Mapping[str, int] = Field(
        default={},
        validate_default=False,
        description="a block of field: threshold of tables divided by it, such as need: 10",
    )
    withhold: tuple[LocalField, ...] = Field(
        default=(), description="a list of fields by which no table is divided"
    )

    def __hash__(self) -> int:
        """Count blocks of the same keys and values as the same, which mappings do not allow."""
        return hash(self.model_dump_json())

    @field_validator("rounding")
    @classmethod
    def _is_a_base(cls, found: int) -> int:
        if found not in BASES:
            raise Refused(", ".join(map(str, BASES)))
        return found

    @field_validator("thresholds")
    @classmethod
    def _are_fields(cls, thresholds: Mapping[str, int]) -> Mapping[str, int]:
        for name, threshold in thresholds.items():
            if name not in FIELDS:
                advice = did_you_mean(nearest(name, FIELDS))
                raise Refused(", ".join(FIELDS), advice, at=(name,), found=found_text(name))
            if not LOWEST <= threshold <= HIGHEST:
                raise Refused(f"{LOWEST} to {HIGHEST}", at=(name,), found=str(threshold))
        return thresholds

    def threshold_of(self, fields: Iterable[str]) -> int:
        """Return the threshold of a table divided by some fields: the highest of theirs."""
        return max([self.threshold, *(self.thresholds.get(name, 0) for name in fields)])

    def is_withheld(self, fields: Iterable[str]) -> bool:
        """Say whether a table divided by some fields is not shown at all."""
        return not set(self.withhold).isdisjoint(fields)
