"""A small council's open files, drawn as tables with bars."""

import pandas as pd

from sendlib.contracts.local_files import local_files
from sendlib.data.local.tables import LocalTable, LocalTables
from sendlib.measures.commissioning.partnership import Partnership, partnership
from sendlib.measures.local.open_files import open_files
from sendlib.measures.place import Place
from sendlib.params.load import from_notebook
from tests.conftest import drawn_rows
from tests.measures.local.drawn_review import table

PLACE = Place("816", (), (), (), "", (2019, 2025))
_NUMBERS = ("whole", "number", "money", "percent")

SERVICES = """
    service_id | service       | agency      | level      | needs    | youngest_age | oldest_age | areas | outcomes_sought | capacity | caseload | waiting | median_wait_weeks | annual_cost_gbp | contract_end | is_joint
    S1         | Talking       | health      | targeted   | SLCN     | 0            | 18         | all   | speech; play    | 100      | 120      | 30      | 20                | 120000          | 2025-09-30   | no
    S2         | Early words   | education   | targeted   | SLCN; ASD| 0            | 5          | north | Speech          | 50       | 25       |         |                   | 50000           | 2027-03-31   | no
    S3         | Play at home  | social_care | targeted   | PD       | 0            | 18         | all   | rest            | 20       | 19       |         |                   | 19000           |              | no
    S4         | Advice        | education   | universal  |          |              |            | all   | informed        | 400      | 390      |         |                   | 39000           | 2026-01-31   | no
    S5         | Nights away   | social_care | individual | PD; PMLD | 5            | 18         | all   | rest            |          |          |         |                   |                 |              | yes
"""  # noqa: E501
OUTCOMES = """
    service_id | measure    | period  | achieved | assessed | target_percent
    S1         | Goals met  | 2023-24 | 10       | 40       | 80
    S1         | Goals met  | 2024-25 | 40       | 50       | 75
    S1         | Play       | 2024-25 | 20       | 50       | 75
    S2         | Goals met  | 2024-25 | 6        | 20       | 60
    S4         | Informed   | 2024-25 | 90       | 100      |
"""
BUDGETS = """
    financial_year | agency    | line     | category   | level       | budget_gbp | spend_gbp | is_forecast
    2023-24        | education | Places   | Placements | individual  | 900.10     | 1000.10   | no
    2023-24        | health    | Therapy  | Services   | operational | 500        | 480       | no
    2024-25        | education | Places   | Placements | individual  | 1000.10    | 1100.20   | no
    2024-25        | education | Advice   | Services   | strategic   | 100        | 80        | no
    2024-25        | health    | Therapy  | Services   | operational | 600        | 610.05    | yes
"""  # noqa: E501
FUNDS = """
    scheme    | purpose    | financial_year | agency      | host        | contribution_gbp | spend_gbp | risk_share_percent | agreement_end
    Equipment | section_75 | 2023-24        | health      | social_care | 10               | 10        | 50                 | 2025-12-31
    Equipment | section_75 | 2024-25        | health      | social_care | 300.10           | 310       | 60                 | 2025-12-31
    Equipment | section_75 | 2024-25        | social_care | social_care | 100.20           | 90        | 40                 | 2025-12-31
    Therapies | aligned    | 2024-25        | education   |             | 50               |           | 30                 |
    Therapies | aligned    | 2024-25        | health      |             | 60               | 60        |                    |
"""  # noqa: E501
WORKFORCE = """
    agency    | team    | role      | needs     | date       | established_fte | in_post_fte | leavers_fte | caseload | annual_cost_gbp
    health    | Therapy | Therapist | SLCN; ASD | 2024-03-31 | 10              | 9           | 1           | 900      | 450000
    health    | Therapy | Therapist | SLCN; ASD | 2025-03-31 | 10              | 8           | 2           | 800      | 400000
    health    | Therapy | Assistant | SLCN      | 2025-03-31 | 4               | 4           | 0           | 100      | 100000
    education | SEND    | Officer   |           | 2025-03-31 | 6               | 3           |             | 600      |
"""  # noqa: E501
RATED = """
    standard         | group      | reference | agency    | date       | rating | evidence | next_step
    We know          | Analyse    |           | education | 2024-03-31 | 1      |          |
    We know          | Analyse    |           | education | 2025-03-31 | 2      | Data     | Share it
    We know          | Analyse    |           | health    | 2025-03-31 | 4      | Talks    | Share it
    We plan          | Plan       |           | education | 2025-03-31 | 3      |          |
    We review        | Review it  |           | health    | 2025-03-31 | 5      | Notes    |
    Start of all     | Principles | P1        | education | 2025-03-31 | 4      | Board    |
    Start of all     | Principles | P1        | health    | 2025-03-31 | 4      | Board    | Go on
"""  # noqa: E501
ENGAGEMENT = """
    activity | date       | participants          | number | theme | stage      | finding  | response | priority_id
    Survey   | 2025-03-01 | parent_carers         | 200    | Waits | understand | Too long | Clinics  | A
    Survey   | 2022-03-01 | parent_carers         | 900    | Waits | plan       | Too long |          | A
    Panel    | 2024-06-01 | children_young_people | 12     | Work  |            | Jobs     |          |
    Forum    | 2024-07-01 | providers             |        | Fees  | do         |          |          |
"""  # noqa: E501
PRIORITIES = """
    priority_id | priority | objective | reason | indicator                        | target | lead
    A           | On time  | Together  | Late   | plans_issued_in_20_weeks_percent | 70%    | Head
    B           | Early    |           |        | days_to_decision                 |        |
    C           | Close    | Together  |        |                                  |        |
"""
INTENTIONS = """
    intention_id | theme   | intention | kind                   | priority_id | service_id | lead_agency | start_date | end_date   | annual_value_gbp
    I1           | Therapy | Buy anew  | commission_differently | A           | S1         | health      | 2025-04-01 | 2026-03-01 | 120000
    I2           | Breaks  | More      | commission             | A           | S5         | social_care | 2025-09-01 |            | 30000
    I3           | Money   | Stop      | decommission           | B           |            |             |            |            | 500
    I4           | Other   | Look      |                        |             | S2         | education   |            |            | 100
"""  # noqa: E501
CONTRACTS = """
    contract_id | contract | lot | agency    | provider_id | end_date   | annual_value_gbp
    C1          | Places   | 1   | education | PR1         | 2025-05-31 | 1000
    C1          | Places   | 2   | education | PR2         | 2025-06-30 | 500.50
    C2          | Therapy  | 1   | health    | PR3         | 2026-12-31 | 70
    C3          | Old      | 1   | health    | PR3         | 2024-12-31 | 70
    C4          | Far      | 1   | health    | PR3         | 2027-12-31 | 70
"""
ACTIONS = """
    plan | action_id | action  | due_date   | lead_agency | lead | measure_of_success | review_date | rating
         | 1         | Hire    | 2024-06-01 | education   | Head | Eight in post      | 2024-03-01  | delayed
         | 1         | Hire    | 2024-06-01 | education   | Head | Eight in post      | 2025-03-01  | on_track
         | 2         | Write   | 2024-05-01 | health      |      |                    | 2025-03-01  | embedded
         | 3         | Agree   | 2025-12-01 |             |      |                    | 2025-03-01  | not_started
"""  # noqa: E501
ALL = {
    "services": SERVICES, "outcomes": OUTCOMES, "budgets": BUDGETS, "pooled_funds": FUNDS,
    "workforce": WORKFORCE, "selfassessment": RATED, "engagement": ENGAGEMENT,
    "priorities": PRIORITIES, "intentions": INTENTIONS, "contracts": CONTRACTS,
    "actions": ACTIONS,
}  # fmt: skip


def read(name: str, text: str) -> pd.DataFrame:
    """Return the rows of a drawn file, typed as the readers would type them."""
    return drawn_file(name, text).rows


def drawn_file(name: str, text: str) -> LocalTable:
    """Return a drawn file as the readers give it."""
    kinds = {key: column.kind for key, column in local_files()[name].columns.items()}
    rows = pd.DataFrame(drawn_rows(text))
    columns = {}
    for key in rows:
        cells = [None if cell == "" else cell for cell in rows[key]]
        if kinds[key] in _NUMBERS:
            cells = [None if cell is None else float(cell) for cell in cells]
        if kinds[key] == "yes_no":
            cells = [None if cell is None else cell == "yes" for cell in cells]
        columns[key] = cells
    return table(name, **columns)


def partners(params=None, **files: str) -> Partnership:
    """Return a partnership that gave some files, all of them where none is named."""
    params = params or from_notebook(area="York")
    given = {name: drawn_file(name, text) for name, text in (files or ALL).items()}
    local = LocalTables(given, {})
    return partnership(params, open_files(params, local), PLACE)


def without(*names: str) -> Partnership:
    """Return a partnership that gave all files but some."""
    return partners(**{name: text for name, text in ALL.items() if name not in names})


NOBODY = {"governance": "arrangement | group | role\n"}


def nothing_given() -> Partnership:
    """Return a partnership that gave no file."""
    return partners(**NOBODY)
