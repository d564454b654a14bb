"""Money: high needs spending, in real terms and per head, unit cost, balance of the grant."""

from dataclasses import replace

import pandas as pd

from sendlib.data.tables import Tables
from sendlib.measures.change import real_terms
from sendlib.measures.compared import Compared
from sendlib.measures.indicator import Indicator, Selection
from sendlib.measures.indicators import number_of, published

TOPIC = "finance"

HIGH_NEEDS = number_of(
    "s251", ("High needs (SEND)",),
    measure="high_needs_spend_gbp",
    title="Net spending on high needs (SEND)",
    subject="net spending on high needs (SEND)",
    topic=TOPIC, unit="gbp",
    definition=(
        "Section 251 net expenditure, grouped into five blocks by a third party; within 5% of the "
        "DfE totals where checked."
    ),
)  # fmt: skip
HIGH_NEEDS_PER_CHILD = Indicator(
    measure="high_needs_spend_per_child_gbp",
    title="Net spending on high needs per child aged 0 to 17",
    subject="net spending on high needs per child aged 0 to 17",
    topic=TOPIC,
    kind="ratio",
    unit="gbp",
    polarity=None,
    count=Selection("s251", ("High needs (SEND)",)),
    denominator=Selection("population_0_17", ("population_estimate",), period_form="financial"),
    definition="Section 251 net expenditure, on residents aged 0 to 17 at mid-year.",
)
HIGH_NEEDS_PER_PLAN = Indicator(
    measure="high_needs_spend_per_plan_gbp",
    title="Net spending on high needs per EHC plan",
    subject="net spending on high needs per EHC plan",
    topic=TOPIC,
    kind="ratio",
    unit="gbp",
    polarity=None,
    count=Selection("s251", ("High needs (SEND)",)),
    denominator=Selection("caseload", ("ehcplans",), years_before=-1, period_form="financial"),
    definition=(
        "Section 251 net expenditure on high needs, on the plans at the January count in the "
        "year. Some high needs spending supports children without a plan, so this is an upper "
        "estimate of the average cost of a plan."
    ),
)
BALANCE = published(
    "dsg_deficit", ("DSG cumulative balance as a % of the total income",),
    measure="dsg_balance_percent",
    title="Cumulative balance of the dedicated schools grant",
    subject="the cumulative balance of the dedicated schools grant, as a percentage of income,",
    topic=TOPIC, polarity="high",
    definition="Below zero is a deficit.",
)  # fmt: skip


def _specialist(category: str, *, measure: str, title: str, subject: str) -> Indicator:
    return Indicator(
        measure=measure, title=title, subject=subject, topic=TOPIC, kind="ratio", unit="gbp",
        polarity=None,
        count=Selection("specialist_spend", ("total_spend",), "category", (category,)),
        denominator=Selection("specialist_spend", ("pop_est",), "category", (category,)),
    )  # fmt: skip


SPECIALIST_STATE = _specialist(
    "State",
    measure="specialist_state_spend_per_head_gbp",
    title="Spending on state specialist places per head",
    subject="spending on state-funded specialist places per head of population aged 2 to 18",
)
SPECIALIST_INDEPENDENT = _specialist(
    "Independent or non-maintained",
    measure="specialist_independent_spend_per_head_gbp",
    title="Spending on independent and non-maintained specialist places per head",
    subject=(
        "spending on independent and non-maintained specialist places per head of population "
        "aged 2 to 18"
    ),
)
INDICATORS = (
    HIGH_NEEDS, HIGH_NEEDS_PER_CHILD, HIGH_NEEDS_PER_PLAN, BALANCE, SPECIALIST_STATE,
    SPECIALIST_INDEPENDENT,
)  # fmt: skip
REAL_HIGH_NEEDS = replace(
    HIGH_NEEDS,
    measure="high_needs_spend_real_gbp",
    title="Net spending on high needs (SEND) in real terms",
    subject="net spending on high needs (SEND) in real terms",
)


def in_real_terms(spending: Compared, tables: Tables) -> pd.DataFrame:
    """Return a council's spending at the prices of its latest year.

    Args:
        spending: an amount of money by financial year.
        tables: holds the GDP deflator, `deflator` (financial_year, index).

    Returns:
        The council's rows of `spending.values` with value at latest prices, status `derived`;
        no rows where the deflator lacks one of the years.
    """
    own = spending.known(spending.place.area_code)
    deflator = tables.table("deflator")
    if own.empty or deflator.empty:
        return own.iloc[:0]
    index = deflator.set_index("financial_year")["index"]
    if not set(own["period"]) <= set(index.index):
        return own.iloc[:0]
    real = real_terms(own["value"], own["period"], deflator=index, base=str(own["period"].max()))
    return own.assign(
        value=real, status=own["status"].where(own["status"] == "questioned", "derived")
    )
