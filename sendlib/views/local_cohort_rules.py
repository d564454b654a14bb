"""The rules of a definition of complex needs: who meets them, and what other thresholds do."""

import pandas as pd

from sendlib.measures.local.cohort import COHORT_RULES, MOST_MET, RULES_MET
from sendlib.measures.local.cohort_results import COHORT_RECORDED, COHORT_SWEEP
from sendlib.measures.local.protected import Protected, ProtectedTables
from sendlib.measures.local.results import ProtectedResult
from sendlib.measures.place import Place
from sendlib.params.cohorts import Cohort
from sendlib.params.review import ReviewOptions
from sendlib.views.blocks import Absent, Column, Evidence, Origin, Statement, Table
from sendlib.views.cohorts import rule_words, threshold_words
from sendlib.views.formats import counted, number
from sendlib.views.local_result_figures import derived_figures, result_figures
from sendlib.views.local_shown import HIDDEN, amount, cell
from sendlib.views.local_tables import figures, notes

PERSONS = "local_complex_needs_persons_by_rules_count"


def rules_table(own: ProtectedTables, place: Place, options: ReviewOptions) -> Table | Absent:
    """Return how many meet each rule, alone and with others; a person counts in every rule met."""
    label = "tab-cohort-rules"
    found = own.table(COHORT_RULES)
    if found is None:
        return Absent(label)
    cohort, period = options.definitions[0], found.periods[-1]
    recorded = _recorded(own)
    heads = ["Meet it", *RULES_MET.categories.values()]
    rows = []
    for at, rule in enumerate(cohort.rules, start=1):
        mine = {"rule": str(at)}
        values = [cell(found, period, **mine)]
        values += [cell(found, period, **mine, rules_met=one) for one in RULES_MET.categories]
        texts = [amount(value, "count") for value in values]
        rows.append((rule_words(rule), *texts, recorded.get(str(at), "[x]")))
    asked = [text for row in rows for text in row]
    return Table(
        caption=f"Rules of the definition and who meets them, {place.name}, January {period}",
        label=label,
        columns=(
            Column("Rule"), *(Column(head, numeric=True) for head in heads),
            Column("Filled in", numeric=True),
        ),
        rows=tuple(rows),
        notes=(*_reading(cohort), *notes(own, COHORT_RULES, asked)),
        evidence=Evidence(figures=_figures(own, found, place)),
        origin=Origin(**found.origin),
    )  # fmt: skip


def rules_statement(
    own: ProtectedTables, place: Place, options: ReviewOptions
) -> Statement | Absent:
    """Say how many meet just one rule and just two, where all that they add up from is shown."""
    label = "st-cohort-rules"
    found = own.table(COHORT_RULES)
    if found is None:
        return Absent(label)
    cohort = options.definitions[0]
    persons = persons_by_rules(found, cohort)
    period = found.periods[-1]
    said = [
        f"{counted(size, 'person meets', 'people meet')} just {'one' if rules == 1 else 'two'}"
        for rules, size in persons.items()
        if not pd.isna(size)
    ]
    if not said:
        return Absent(label)
    text = (
        f"Of the {number(len(cohort.rules), unit='count')} rules, in January {period}, "
        f"{' and '.join(said)}."
    )
    return Statement(
        text, label, evidence=Evidence(figures=_persons_figures(found, cohort, place)),
        origin=Origin(**found.origin),
    )  # fmt: skip


def persons_by_rules(found: Protected, cohort: Cohort) -> dict[int, float]:
    """Return how many persons meet just one and just two rules, missing where a part is hidden.

    Who meets two counts in two rows of the table.
    """
    period = found.periods[-1]
    sizes: dict[int, float] = {}
    for met in range(1, min(MOST_MET, len(cohort.rules) + 1)):
        cells = [
            cell(found, period, rule=str(at), rules_met=str(met))
            for at in range(1, len(cohort.rules) + 1)
        ]
        sizes[met] = sum(cells) / met
    return sizes


def sweep_table(own: ProtectedTables, place: Place, options: ReviewOptions) -> Table | Absent:
    """Return how large the cohort would be with each threshold moved."""
    label = "tab-cohort-sweep"
    found = own.result(COHORT_SWEEP)
    if found is None:
        return Absent(label)
    rules = options.definitions[0].rules
    lines, seen = found.rows, []
    for _, line in lines.iterrows():
        rule = rules[int(str(line["breakdown"]).removeprefix("rule=")) - 1]
        threshold = float(str(line["statistic"]).removeprefix("at_"))
        as_defined = " (as defined)" if threshold == float(rule.value) else ""
        size = HIDDEN if line["reason"] else number(float(line["value"]), unit="count")
        seen.append((f"{threshold_words(rule, threshold)} or more{as_defined}", size))
    return Table(
        caption=f"Size of the cohort with other thresholds, {place.name}, "
        f"January {lines['period'].iloc[0]}",
        label=label,
        columns=(
            Column("With a threshold of"), Column("Size, as defined = 100", numeric=True),
        ),
        rows=tuple(seen),
        notes=(COHORT_SWEEP.note, "Source: the council's own records."),
        evidence=Evidence(figures=result_figures(found, place)),
        origin=Origin(**found.origin),
    )  # fmt: skip


def _reading(cohort: Cohort) -> tuple[str, ...]:
    """Say which column holds those whom a rule alone brings in."""
    said = ["A person counts in the row of every rule met."]
    if cohort.least < MOST_MET:
        column = RULES_MET.categories[str(cohort.least)].lower()
        said.append(f"Those in the column “{column}” would not be in the cohort without the rule.")
    said.append("Filled in: share of packages in which what the rule asks about is recorded.")
    return tuple(said)


def _recorded(own: ProtectedTables) -> dict[str, str]:
    found = own.result(COHORT_RECORDED)
    if found is None:
        return {}
    return {
        str(line["breakdown"]).removeprefix("rule="): HIDDEN
        if line["reason"]
        else number(float(line["value"]), unit="percent", places=0)
        for _, line in found.rows.iterrows()
    }


def _figures(own: ProtectedTables, found: Protected, place: Place) -> pd.DataFrame:
    recorded: ProtectedResult | None = own.result(COHORT_RECORDED)
    parts = [figures(found, place)]
    if recorded is not None:
        parts.append(result_figures(recorded, place))
    return pd.concat(parts, ignore_index=True)


def _persons_figures(found: Protected, cohort: Cohort, place: Place) -> pd.DataFrame:
    period = found.periods[-1]
    rows = [
        (PERSONS, period, f"rules_met={met}", size, "count")
        for met, size in persons_by_rules(found, cohort).items()
    ]
    return derived_figures(rows, place, found.measure.files)
