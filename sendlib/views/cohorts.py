"""Definitions of complex needs in words, from the params file."""

from sendlib.contracts.local_files import code_sets
from sendlib.params.cohorts import Cohort, Rule
from sendlib.params.review import ReviewOptions
from sendlib.views.blocks import Prose
from sendlib.views.formats import counted, number, small


def definition(options: ReviewOptions) -> Prose:
    """Say who counts as having complex needs, rule by rule."""
    cohort = options.definitions[0]
    names = "the definition shipped with the software" if not options.cohorts else "the definition"
    return Prose(
        "definition-in-words",
        (
            f"A child or young person has complex needs here by {names} “{cohort.name}”, version "
            f"{cohort.version}. Considered are those with a package in force in January, and those "
            "with a plan alone where a definition can be met by needs alone. They are in the "
            f"cohort if they meet {match_words(cohort)}",
        ),
        tuple(f"{rule_words(rule)}." for rule in cohort.rules),
    )


def match_words(cohort: Cohort) -> str:
    """Return how many of the rules somebody has to meet, before they are listed."""
    size = len(cohort.rules)
    if size == 1:
        return "this rule:"
    if cohort.least == size:
        return f"all of these {number(size, unit='count')} rules:"
    return f"at least {cohort.least} of these {number(size, unit='count')} rules:"


def rule_words(rule: Rule) -> str:
    """Return a rule as a reader knows it, with a capital and without a full stop."""
    value = rule.value
    if rule.kind == "needs":
        return f"Has {_either(_named('need_types', value))} among the needs recorded"
    if rule.kind == "settings":
        return f"Is placed in {_either(_named('setting_types', value))}"
    if rule.kind == "number_of_needs":
        return f"Has {counted(value, 'need', 'needs')} or more recorded"
    if rule.kind == "weekly_cost_gbp":
        return f"Has packages that cost {number(value, unit='gbp')} a week or more in all"
    if rule.kind == "agencies":
        return f"Is paid for by {_amount(value)} or more of education, health and social care"
    if rule.kind == "residential_weeks":
        return f"Lives in a placement for {_amount(value)} weeks a year or more"
    if rule.kind == "residential_nights":
        return f"Sleeps away from home {_amount(value)} nights a week or more"
    if rule.kind == "health_severity":
        least = code_sets()["strengths"][value].lower()
        return f"Has health needs rated {least}{'' if value == 'high' else ' or above'}"
    return {
        "residential": "Lives in a residential placement of 38 or 52 weeks a year",
        "looked_after": "Is looked after",
        "continuing_care": "Has children's continuing care agreed",
    }[rule.kind]


def threshold_words(rule: Rule, threshold: float) -> str:
    """Return the threshold of a rule with a number, for the cell of a table."""
    if rule.kind == "weekly_cost_gbp":
        return f"{number(threshold, unit='gbp')} a week"
    unit = {
        "agencies": ("agency", "agencies"), "number_of_needs": ("need", "needs"),
        "residential_weeks": ("week a year", "weeks a year"),
        "residential_nights": ("night a week", "nights a week"),
    }[rule.kind]  # fmt: skip
    return f"{_amount(threshold)} {unit[0] if threshold == 1 else unit[1]}"


def _amount(value: float) -> str:
    return f"{value:g}"


def _named(codes: str, found: tuple[str, ...]) -> list[str]:
    return [small(code_sets()[codes][code]) for code in found]


def _either(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
