"""Special schools and colleges outside the state sector, in the two workbooks of DfE."""

from datetime import datetime

import numpy as np

from sendlib.data.demo.containers import workbook_bytes
from sendlib.data.demo.profiles import COUNCILS, COUNT
from sendlib.data.demo.world import World

SECTION_41_PATH = "providers/section41_approved_list_mar2022.xlsx"
OTHERS_PATH = "providers/independent_nmss_not_s41_2022.xlsx"
SCHOOL, COLLEGE = "Independent special school", "Special post-16 institution"
CHILDREN_PER_PROVIDER = 22_000
_SECTION_41 = (
    "Getting Information about Schools reference", "Local authority",
    "Institution trading name (1)", "Legal name (2)",
    "Independent special school / Special post-16 institution",
    "Date approved under section 41 \n",
)  # fmt: skip
_OTHERS = (
    "GIAS reference", None, "Local Authority", "School Name", "Proprietor Name",
    "Independent/non-maintained special school", "Section41 Approval",
)  # fmt: skip
# the first word of a name is its council's, so that none is a real school's
_WORDS = ("Alder", "Bramble", "Copper", "Elder", "Flint", "Hazel", "Ivy", "Rowan")
_OWNERS = (
    "Demo Care Group", "Demo Education Partners", "Demo Harbour Schools", "Demo Learning Trust",
    "Demo Meadow Group", "Demo Orchard Trust", "Demo Schools Limited",
)  # fmt: skip


def provider_files(demo: World) -> dict[str, bytes]:
    """Return both workbooks by their paths."""
    approved, others = listed(demo)
    return {
        SECTION_41_PATH: workbook_bytes("S41", [_SECTION_41, *approved]),
        OTHERS_PATH: workbook_bytes("Sheet", [_OTHERS, *others]),
    }


def listed(demo: World) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return the rows of both workbooks below their headers."""
    rng = demo.rng("providers")
    approved: list[tuple[object, ...]] = []
    others: list[tuple[object, ...]] = []
    share = demo.profile.setting_tilt["special_independent"]
    expected = demo.profile.children[:, -1] / CHILDREN_PER_PROVIDER * np.exp(0.5 * share)
    for at in range(COUNT):
        for number in range(int(min(rng.poisson(expected[at]), 4))):
            name = f"{COUNCILS[at].name} {_WORDS[2 * number + rng.integers(2)]}"
            owner = _OWNERS[rng.integers(len(_OWNERS))]
            if rng.random() < 0.5:
                approved.append(_approved(rng, at, number, name, owner))
            else:
                others.append(_other(rng, at, number, name, owner))
    return approved, others


def _approved(
    rng: np.random.Generator, at: int, number: int, name: str, owner: str
) -> tuple[object, ...]:
    council = COUNCILS[at]
    college = rng.random() < 0.25
    kind, word = (COLLEGE, "College") if college else (SCHOOL, "School")
    day = datetime(int(rng.integers(2014, 2022)), int(rng.choice([8, 9])), 1)
    reference = f"{council.code}/{6001 + number}"
    return reference, council.name, f"{name} {word}", owner, kind, day


def _other(
    rng: np.random.Generator, at: int, number: int, name: str, owner: str
) -> tuple[object, ...]:
    council = COUNCILS[at]
    maintained = rng.random() < 0.15
    kind = "Non-maintained special school" if maintained else "Other independent special school"
    approval = "Not applicable" if maintained else "No"
    return council.code, 6001 + number, council.name, f"{name} School", owner, kind, approval
