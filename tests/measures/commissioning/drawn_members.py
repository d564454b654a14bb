"""Open files of two councils and of their partnership, drawn as tables with bars."""

from functools import cache

from sendlib.measures.commissioning.members import MemberFiles
from sendlib.measures.local.open_files import OpenFiles
from tests.measures.commissioning.drawn_files import read

YORK, LEEDS = "816", "383"
SERVICES = {
    YORK: """
        service_id | service | agency | provider_id | level | needs | areas | outcomes_sought | capacity | caseload | annual_cost_gbp | contract_end | is_joint
        S1 | Sensory team | education | P1 | specialist | HI; VI | all | communication; Independence | 100 | 90 | 90000 | 2026-09-30 | no
        S2 | Nights away | social_care | P2 | individual | PMLD | north | rest | 20 | 24 | 240000 | 2026-08-31 | no
        S3 | Advice | education | | universal | | all | informed | 400 | 300 | 30000 | | no
        S4 | Hearing clinic | health | P1 | specialist | HI | all | Communication | 50 | | | 2026-09-30 | no
    """,  # noqa: E501
    LEEDS: """
        service_id | service | agency | provider_id | level | needs | areas | outcomes_sought | capacity | caseload | annual_cost_gbp | contract_end | is_joint
        S1 | Sensory service | education | P1 | specialist | VI | all | independence | 60 | 20 | 40000 | 2026-09-30 | no
        S2 | Short breaks | social_care | | individual | PMLD; ASD | south | rest; friends | 30 | 20 | 100000 | | yes
    """,  # noqa: E501
}
OUTCOMES = {
    LEEDS: """
        service_id | measure | period | achieved | assessed | target_percent
        S1 | Goals met | 2024-25 | 2 | 10 | 80
    """
}
INTENTIONS = {
    YORK: """
        intention_id | theme | intention | kind | service_id | start_date | annual_value_gbp
        I1 | Short breaks | More nights | commission | S2 | 2026-04-01 | 100000
        I2 | Sensory | End the clinic | decommission | S4 | 2026-05-01 |
        I3 | Sensory | One service | commission_differently | S1 | 2026-09-01 |
    """,
    LEEDS: """
        intention_id | theme | intention | kind | service_id | start_date | annual_value_gbp
        I1 | Short breaks | Buy anew | commission_differently | | 2026-01-01 | 50000
        I2 | Early help | Go on | continue | | 2026-01-01 | 9
    """,
}
CONTRACTS = {
    YORK: """
        contract_id | contract | lot | provider_id | end_date | annual_value_gbp | notice_months
        C1 | Clinics | 1 | P1 | 2026-09-30 | 1000 | 3
        C1 | Clinics | 2 | P1 | 2026-09-30 | 1000 | 6
        C2 | Nights | 1 | P2 | 2026-08-31 | 1000 |
    """
}
PLACES = {
    YORK: """
        provision | setting_type | need_group | phase | accommodation | school_year | places | on_roll | planned_change
        Oak | maintained_special | SENSORY | primary | day | 2024/25 | 20 | 25 |
        Oak | maintained_special | SENSORY | primary | day | 2025/26 | 24 | | 4
        Elm | maintained_special | PMLD | primary | day | 2024/25 | 10 | 8 |
    """,  # noqa: E501
    LEEDS: """
        provision | setting_type | need_group | phase | accommodation | school_year | places | on_roll | planned_change
        Oak | maintained_special | SENSORY | primary | day | 2024/25 | 30 | 30 |
    """,  # noqa: E501
}
GOVERNANCE = {
    YORK: """
        arrangement | group | role | reports_to
        Handling complaints | Board | accountable |
        Agreeing personal budgets | Board | accountable |
        Agreeing personal budgets | Panel | member | Board
    """,
    LEEDS: """
        arrangement | group | role | reports_to
        Complaints and appeals | Board | accountable |
        Our own custom | Board | accountable |
    """,
}
WORKFORCE = {
    YORK: """
        agency | team | role | needs | date | established_fte | in_post_fte
        health | Therapy | Therapist | HI | 2025-03-31 | 10 | 8
        education | Casework | Officer | | 2025-03-31 | 10 | 10
    """,
    LEEDS: """
        agency | team | role | needs | date | established_fte | in_post_fte
        health | Therapy | Therapist | HI | 2024-03-31 | 10 | 1
        health | Therapy | Therapist | HI | 2025-03-31 | 10 | 9
    """,
}
FILES = {
    "services": SERVICES, "outcomes": OUTCOMES, "intentions": INTENTIONS, "contracts": CONTRACTS,
    "places": PLACES, "governance": GOVERNANCE, "workforce": WORKFORCE,
}  # fmt: skip


def files_of(code, names=tuple(FILES), **changed):
    """Return the open files of a council, as drawn above."""
    drawn = {name: changed.get(name, FILES[name].get(code, "")) for name in names}
    return OpenFiles(
        {name: read(name, text) for name, text in drawn.items() if text},
        digests={f"{name}.csv": f"sha of {code} {name}" for name in drawn},
    )


@cache
def both(names):
    """Return the files of York and Leeds by code, drawn once: nothing changes them."""
    return {code: files_of(code, names) for code in (YORK, LEEDS)}


def members(names=tuple(FILES), own=None):
    """Return the files of York and Leeds, by name."""
    return MemberFiles((LEEDS, YORK), both(names), own or OpenFiles({}))


NOBODY = MemberFiles((LEEDS, YORK))
