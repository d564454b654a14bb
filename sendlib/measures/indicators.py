"""Short forms for the indicators of the topics, one per kind of publication."""

from sendlib.measures.comparison import Polarity
from sendlib.measures.indicator import Indicator, Selection, Unit


def share_of(
    dataset: str,
    part: tuple[str, ...],
    whole: tuple[str, ...],
    *,
    measure: str,
    title: str,
    subject: str,
    topic: str,
    polarity: Polarity = None,
    definition: str = "",
    break_before: str | None = None,
    breakdown: str = "Total",
) -> Indicator:
    """Return the percentage that some published counts are of others in the same table."""
    return Indicator(
        measure=measure,
        title=title,
        subject=subject,
        topic=topic,
        kind="proportion",
        unit="percent",
        polarity=polarity,
        count=Selection(dataset, part),
        denominator=Selection(dataset, whole),
        definition=definition,
        break_before=break_before,
        breakdown=breakdown,
    )


def number_of(
    dataset: str, fields: tuple[str, ...], *, measure: str, title: str, subject: str, topic: str,
    definition: str = "", break_before: str | None = None,
    unit: Unit = "count",
) -> Indicator:  # fmt: skip
    """Return a published count, or an amount of money in all."""
    return Indicator(
        measure=measure, title=title, subject=subject, topic=topic, kind="count", unit=unit,
        polarity=None, count=Selection(dataset, fields), definition=definition,
        break_before=break_before,
    )  # fmt: skip


def published(
    dataset: str, fields: tuple[str, ...], *, measure: str, title: str, subject: str, topic: str,
    unit: Unit = "percent", polarity: Polarity = None, definition: str = "",
    places: int | None = None, table_topic: str = "Total",
    rows: tuple[str, ...] = ("Total",),
) -> Indicator:  # fmt: skip
    """Return a figure as its publisher gives it, without the counts behind it."""
    return Indicator(
        measure=measure, title=title, subject=subject, topic=topic, kind="value", unit=unit,
        polarity=polarity, count=Selection(dataset, fields, table_topic, rows),
        definition=definition, places=places,
    )  # fmt: skip
