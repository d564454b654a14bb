"""Rare and high needs by the councils' own records: seven categories, each council beside all."""

import pandas as pd

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.local.rare_needs import (
    CATEGORY,
    COMPLEX,
    HEALTH_ALONE,
    RARE_HEALTH,
    RARE_SEVERITY,
    SEVERE,
)
from sendlib.measures.local.share import Shares, pool
from sendlib.measures.local.share_rates import ShareRate, ShareRates, share_rates
from sendlib.measures.region import Region
from sendlib.views.blocks import Absent, Callout, Chart, Column, Evidence, Origin, Statement, Table
from sendlib.views.formats import capital, listed, number, small
from sendlib.views.horizontal_bars import horizontal_bars
from sendlib.views.local_ranges import (
    Amount,
    Where,
    all_of,
    evidence,
    lines,
    pool_figures,
    pooled,
    range_notes,
)
from sendlib.views.local_result_figures import source
from sendlib.views.local_shown import HIDDEN

RATE = "local_rare_needs_severe_per_1000"
LARGEST = 2
# the seven categories as the head of a column, and where their numbers stand
SEVEN: dict[str, tuple[str, Where]] = {
    code: (short, {"rare_need": code, "severity": SEVERE})
    for code, short in (
        ("MSI", "Multi-sensory"), ("VI", "Vision"), ("HI", "Hearing"), ("ASD", "Autism"),
        ("SEMH", "SEMH"), ("PMLD", "PMLD"),
    )
}  # fmt: skip
HEALTH_HEAD = "Complex health"
BESIDE = {
    "higher": "Higher", "similar": "Similar", "lower": "Lower", "not_assessed": "Not assessed",
}  # fmt: skip


def rare_missing(shares: Shares) -> Callout | Absent:
    """Say what to give where no council's records tell of rare needs."""
    label = "box-rare-needs"
    if pool(shares, RARE_SEVERITY) is not None:
        return Absent(label)
    return Callout(
        "The councils' own records were not given",
        "With packages and the SEN2 return of a council, or the file that “sendlib share” writes "
        "of them, this section shows how many children and young people have rare and high needs "
        "that are severe, or very complex health needs.",
        label,
        "missing",
    )


def rare_statement(shares: Shares, region: Region) -> Statement | Absent:
    """Say how many have rare and high needs, the rate, and the largest categories."""
    label = "st-rare-needs"
    found, rates = _found(shares, region)
    counted, health = pool(shares, RARE_SEVERITY), pool(shares, RARE_HEALTH)
    if found is None or rates is None or counted is None or health is None:
        return Absent(label)
    severe = pooled(counted, severity=SEVERE)
    parts = [
        (code, pooled(counted, rare_need=code, severity=SEVERE))
        for code in CATEGORY.categories
        if code != HEALTH_ALONE
    ]
    largest = sorted(parts, key=lambda part: -part[1].lower)[:LARGEST]
    words = [f"{small(CATEGORY.label(code))} ({one.together()})" for code, one in largest]
    complex_ = pooled(health, complex_health=COMPLEX)
    text = (
        f"In January {counted.period}, {severe.told('children and young people')} in "
        f"{region.place.inside} had rare and high needs that are severe, by the records of "
        f"{_councils(len(counted.members))}: {_rate_words(rates.together)} per 1,000 residents "
        f"aged 0 to 25. Most often: {listed(words)}. Of all with rare and high needs, "
        f"{complex_.told()} had very complex health needs."
    )
    figures = pd.concat(
        [pool_figures(counted, region.place), pool_figures(health, region.place),
         rate_figures(rates, region)], ignore_index=True,
    )  # fmt: skip
    return Statement(
        text, label, evidence=Evidence(figures=figures), origin=Origin(**found)
    )  # fmt: skip


def rare_table(shares: Shares, region: Region) -> Table | Absent:
    """Return the seven categories by council, and for all of them together."""
    label = "tab-rare-needs"
    place = region.place
    counts = lines(shares, RARE_SEVERITY, [[where] for _, where in SEVEN.values()], place)
    health = {
        line.code: line
        for line in lines(shares, RARE_HEALTH, [[{"complex_health": COMPLEX}]], place)
    }
    found = pool(shares, RARE_SEVERITY)
    if found is None:
        return Absent(label)
    rows, values = [], []
    for line in counts:
        extra = health.get(line.code)
        amounts = [*line.amounts, extra.amounts[0] if extra else None]
        rows.append((line.name, *(_cell(one, whole=line.code == place.area_code) for one in
                                  amounts)))  # fmt: skip
        values.append((line.name, *(None if one is None else one.raw for one in amounts)))
    cells = [cell for row in rows for cell in row]
    heads = [*(head for head, _ in SEVEN.values()), HEALTH_HEAD]
    return Table(
        caption=f"Children and young people with rare and high needs that are severe, "
        f"{place.name}, January {found.period}",
        label=label,
        columns=(Column("Council"), *(Column(head, numeric=True) for head in heads)),
        rows=tuple(rows),
        values=tuple(values),
        notes=(RARE_SEVERITY.note, COMPLEX_NOTE, *range_notes(shares, cells)),
        evidence=evidence(shares, [RARE_SEVERITY, RARE_HEALTH], place),
        origin=Origin(**_origin(shares)),
    )


COMPLEX_NOTE = (
    "Complex health counts those in continuing care, or with health needs rated high, whatever "
    "their category: they can stand in another column too. PMLD: profound and multiple learning "
    "difficulty. SEMH: social, emotional and mental health. Life-limiting conditions are not "
    "recorded as such in the files."
)


def rare_chart(shares: Shares, region: Region) -> Chart | Absent:
    """Draw the categories of all councils together; a range has a bar to its least."""
    label = "fig-rare-needs"
    found = pool(shares, RARE_SEVERITY)
    if found is None:
        return Absent(label)
    parts = [
        (CATEGORY.label(code), pooled(found, rare_need=code, severity=SEVERE))
        for code in CATEGORY.categories
    ]
    names, texts = [name for name, _ in parts], [one.together() for _, one in parts]
    told = [f"{small(name)} {text}" for name, text in zip(names, texts, strict=True)]
    place = region.place
    return Chart(
        svg=horizontal_bars(names, [one.lower for _, one in parts], texts=texts, unit="count"),
        alt=f"Bar chart of severe rare and high needs in {place.inside}, January {found.period}: "
        f"{listed(told)}.",
        caption=f"Rare and high needs that are severe, {_councils(len(found.members))} of "
        f"{place.inside} together, January {found.period}",
        label=label,
        columns=(("category", "Category"), ("least", "At least"), ("most", "At most")),
        rows=tuple((name, one.lower, one.upper) for name, one in parts),
        notes=(
            "Each counts once, in the first category that fits. The bar of a range ends at its "
            "least.",
            *range_notes(shares, texts),
        ),
        evidence=Evidence(figures=pool_figures(found, place)),
        origin=Origin(**_origin(shares)),
    )


def rare_beside(shares: Shares, region: Region) -> Table | Absent:
    """Return the rate of severe needs of each council beside that of all together."""
    label = "tab-rare-needs-rates"
    _, rates = _found(shares, region)
    if rates is None:
        return Absent(label)
    each = [
        (region.place.label(code), one, BESIDE[one.beside]) for code, one in rates.members.items()
    ]
    rows = [(*_rate_row(name, one, whole=False), beside) for name, one, beside in each]
    whole = all_of(len(rates.members))
    rows.append((*_rate_row(whole, rates.together, whole=True), ""))
    return Table(
        caption=f"Severe rare and high needs per 1,000 residents aged 0 to 25, "
        f"{region.place.name}, January {rates.period}",
        label=label,
        columns=(
            Column("Council"), Column("Number", numeric=True), Column("Rate", numeric=True),
            Column("95% interval", numeric=True), Column("Beside all councils"),
        ),
        rows=tuple(rows),
        notes=(
            "A rate is higher or lower where its interval does not hold that of all councils "
            "together. How councils rate and record needs differs, and so do their rates.",
            *range_notes(shares, [cell for row in rows for cell in row[:2]]),
        ),
        evidence=Evidence(figures=rate_figures(rates, region)),
        origin=Origin(**_origin(shares)),
    )  # fmt: skip


def rate_figures(rates: ShareRates, region: Region) -> pd.DataFrame:
    """Return FIGURE_COLUMNS of rates; of a hidden count nothing is given."""
    rows = []
    for one in [*rates.members.values(), rates.together]:
        is_whole = one.area_code == region.place.area_code
        hidden = not one.is_exact and not is_whole
        known = NAN if hidden else one.lower
        rows.append({
            "measure": RATE, "area_code": one.area_code,
            "area_name": region.place.label(one.area_code), "period": rates.period,
            "breakdown": f"severity={SEVERE}", "value": NAN if hidden else one.value,
            "unit": "per_1000", "lower": known, "upper": NAN if hidden else one.upper,
            "confidence": NAN if hidden else 95.0,
            "count": one.count_lower if one.is_exact else NAN,
            "denominator": NAN if hidden else one.population,
            "status": "suppressed" if hidden else "derived",
            "source": source(RARE_SEVERITY.files),
        })  # fmt: skip
    return pd.DataFrame(rows, columns=FIGURE_COLUMNS)


NAN = float("nan")


def _found(shares: Shares, region: Region) -> tuple[dict[str, str] | None, ShareRates | None]:
    rates = share_rates(shares, region, RARE_SEVERITY, severity=SEVERE)
    return (_origin(shares) if rates else None), rates


def _origin(shares: Shares) -> dict[str, str]:
    return dict(next(iter(shares.shares.values())).origin)


def _cell(one: Amount | None, *, whole: bool) -> str:
    if one is None:
        return "[x]"
    return one.together() if whole else one.of_council()


def _rate_row(name: str, one: ShareRate, *, whole: bool) -> tuple[str, str, str, str]:
    amount = Amount(one.count_lower, one.count_upper, one.count_lower if one.is_exact else NAN)
    if not (one.is_exact or whole):
        return name, HIDDEN, HIDDEN, HIDDEN
    ends = [number(end, unit="per_1000", places=2) for end in (one.lower, one.upper)]
    return name, _cell(amount, whole=whole), capital(_rate_words(one)), " to ".join(ends)


def _rate_words(one: ShareRate) -> str:
    if one.is_exact:
        return number(one.value, unit="per_1000", places=2)
    ends = [1000 * end / one.population for end in (one.count_lower, one.count_upper)]
    return " to ".join(number(end, unit="per_1000", places=2) for end in ends)


def _councils(count: int) -> str:
    return f"{count} councils" if count > 1 else "one council"
