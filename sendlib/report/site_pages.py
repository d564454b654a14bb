"""The pages of the portal as HTML: the list of all reports, and one council's."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from sendlib.params.document import Branding
from sendlib.report.page import dress, environment, resource, script_hash
from sendlib.report.site_map import ATTRIBUTION, England
from sendlib.report.site_reports import AreaReports, BuiltReport, Shelf, kinds_of
from sendlib.views.formats import listed

# how a later run knows the pages it may replace or take away
GENERATOR = '<meta name="generator" content="sendlib site">'
DEMO_MARK = "Demonstration: invented data"
STALE_MARK = "Earlier edition: the last build failed or was cut off"
MANY = 12  # councils that a sentence can name


def index_page(shelf: Shelf, drawing: England | None, *, has_boundaries: bool) -> str:
    """Return the page that lists every report.

    Args:
        shelf: what lies in the folder.
        drawing: the map, None where there is none.
        has_boundaries: whether a boundary file was found; without a map, the page says why.
    """
    default = Branding()
    editions = sorted({report.headlines.edition for report in shelf.reports} - {""})
    dates = sorted({(report.date, report.date_in_words) for report in shelf.reports if report.date})
    return _page(
        "site_index.html.jinja",
        script="site.js",
        colours=dress(default.primary, default.accent),
        marks=(DEMO_MARK,) if all(area.is_demo for area in shelf.areas) else (),
        shelf=shelf,
        regions=sorted({area.region for area in shelf.areas}),
        kinds=kinds_of(shelf.reports),
        latest=dates[-1][1] if dates else "",
        editions=listed(editions),
        drawing=drawing,
        map_text=_map_text(shelf, drawing) if drawing else "",
        no_map=_no_map(has_boundaries=has_boundaries),
        attribution=ATTRIBUTION,
    )


def council_page(area: AreaReports) -> str:
    """Return the page of one council: its reports, and its headline figures beside England."""
    source = _source_of_figures(area)
    dressed = (source or area.reports[0]).branding
    protective = [mark for report in area.reports for mark in report.marks if mark != "Draft"]
    return _page(
        "site_council.html.jinja",
        script="report.js",
        colours=dress(dressed.primary, dressed.accent),
        marks=tuple(dict.fromkeys([DEMO_MARK] * area.is_demo + protective)),
        area=area,
        plain_name=area.plain_name,
        branding=dressed,
        source=source,
    )


def _page(template: str, *, script: str, **content: Any) -> str:
    text = resource(script)
    return (
        _environment()
        .get_template(template)
        .render(
            css=Markup(resource("report.css") + resource("site.css")),
            script=Markup(text),
            script_hash=script_hash(text),
            **content,
        )
    )


@cache
def _environment() -> Environment:
    made = environment()
    made.globals.update(
        generator=Markup(GENERATOR), stale_mark=STALE_MARK, demo_mark=DEMO_MARK, counted=_counted
    )
    return made


def _counted(amount: int, one: str, many: str) -> str:
    return f"{amount:,} {one if amount == 1 else many}"


def _source_of_figures(area: AreaReports) -> BuiltReport | None:
    """Return the report that the headline figures come from: the first that has any."""
    return next((report for report in area.reports if report.headlines.has_figures), None)


def _map_text(shelf: Shelf, drawing: England) -> str:
    """Return in words what the map shows."""
    drawn = {shape.slug for shape in drawing.shapes if shape.slug}
    names = [area.name for area in shelf.areas if area.slug in drawn]
    if not names:
        return "Map of England by council. None of the councils with a report is on it."
    if drawing.shown == drawing.of:
        return "Map of England by council. Every council has a report."
    start = f"Map of England by council. {drawing.shown} of {drawing.of} have a report"
    if len(names) <= MANY:
        return f"{start}: {listed(names)}."
    by_region = _by_region(shelf, drawn)
    return f"{start}: {listed([f'{count} in {name}' for name, count in by_region.items()])}."


def _by_region(shelf: Shelf, slugs: set[str]) -> Mapping[str, int]:
    regions = sorted(area.region for area in shelf.areas if area.slug in slugs)
    return {region: regions.count(region) for region in regions}


def _no_map(*, has_boundaries: bool) -> str:
    if has_boundaries:
        return "There is no map: the councils listed here are invented and lie nowhere."
    return (
        "There is no map: no file of boundaries lies in the folder of published files. “sendlib "
        "fetch reference” gets one; the list above has every council without it."
    )
