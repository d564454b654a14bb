"""What lies in a folder of reports: councils, their reports, and what could not be read."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sendlib.contracts.areas import DEMO_REGIONS, REGIONS, area_name, council
from sendlib.errors import RenderError
from sendlib.report.blocks import Branding
from sendlib.report.dates import in_words
from sendlib.report.site_headlines import Headlines, read_headlines
from sendlib.report.site_manifest import MANIFEST, read_manifest

PAGE = "index.html"
TITLES = {
    "evidence-base": "Evidence base",
    "commissioning-review": "Joint commissioning review",
    "commissioning-strategy": "Joint commissioning strategy",
    "regional-commissioning": "Regional commissioning",
    "improvement-progress": "Improvement progress",
}
WEB_PAGE = "report.html"
FIGURES = "figures.csv"
FORMATS = {
    WEB_PAGE: "Web page",
    "report.pdf": "PDF",
    "report.docx": "Word",
    "tables.xlsx": "Excel",
    FIGURES: "Figures (CSV)",
}
SIZES = ("bytes", "KB", "MB", "GB")


@dataclass(frozen=True)
class ReportFile:
    """One format of a report. address: relative to the folder of reports, for a link."""

    name: str
    words: str
    size: str
    address: str


@dataclass(frozen=True)
class BuiltReport:
    """One report that stands in the folder.

    name: its folder. date: ISO, "" where none is given. marks: what its reader has to know of its
    standing. inputs: paths of the published files it was made from. is_stale: its last build
    failed or was cut off, and this is an earlier edition.
    """

    name: str
    area_code: str
    area_name: str
    is_demo: bool
    own_title: str
    date: str
    version: str
    marks: tuple[str, ...]
    branding: Branding
    files: tuple[ReportFile, ...]
    inputs: tuple[str, ...]
    headlines: Headlines
    is_stale: bool

    @property
    def kind(self) -> str:
        """What kind of report it is, for a reader."""
        return title_of(self.name)

    @property
    def web_page(self) -> ReportFile | None:
        """The report as a page, where it was built."""
        return next((file for file in self.files if file.name == WEB_PAGE), None)

    @property
    def figures_address(self) -> str:
        """Its figures.csv, relative to the folder of reports, for a link."""
        return next(file.address for file in self.files if file.name == FIGURES)

    @property
    def date_in_words(self) -> str:
        """The date, or that there is none."""
        return in_words(self.date)

    @property
    def edition(self) -> str:
        """How recent its data are, and how many files they came in."""
        files = f"{len(self.inputs)} published file{'' if len(self.inputs) == 1 else 's'}"
        count = self.headlines.edition
        return f"EHC plans to {count}; {files}" if count else files


@dataclass(frozen=True)
class AreaReports:
    """A council, or a region, and its reports; `slug` is the name of its folder.

    name: as readers know it, with the folder's name behind it where two folders are of one area.
    """

    slug: str
    name: str
    area_code: str
    reports: tuple[BuiltReport, ...]

    @property
    def region(self) -> str:
        """The name of the region it lies in; councils of several regions are their own."""
        return self.plain_name if self.is_several else region_of(self.area_code)

    @property
    def plain_name(self) -> str:
        """Its name as readers know it, without the folder's."""
        return self.reports[0].area_name

    @property
    def is_several(self) -> bool:
        """Whether it is a region of some councils, which no official region is made of."""
        return self.area_code.startswith("OWN-")

    @property
    def is_demo(self) -> bool:
        """Whether the area is invented."""
        return self.reports[0].is_demo

    @property
    def address(self) -> str:
        """Its page, relative to the folder of reports, for a link."""
        return quote(f"{self.slug}/{PAGE}")

    @property
    def latest(self) -> str:
        """The latest date of its reports, "" where none is given."""
        return max(report.date for report in self.reports)

    @property
    def search_words(self) -> str:
        """Every name and code it is known by."""
        names = [self.name, self.slug, self.area_code]
        try:
            known = council(self.area_code)
        except KeyError:
            return " ".join(names)
        return " ".join(dict.fromkeys([*names, known.name, *known.aliases, known.ons_codes[0]]))


@dataclass(frozen=True)
class Failure:
    """A report whose last build failed."""

    slug: str
    area: str
    report: str

    @property
    def kind(self) -> str:
        """What kind of report it is, for a reader."""
        return title_of(self.report)


@dataclass(frozen=True)
class Shelf:
    """All that lies in a folder of reports.

    missing: reports that failed and of which nothing stands. faults: messages on reports that
    stand there and could not be read.
    """

    areas: tuple[AreaReports, ...]
    missing: tuple[Failure, ...]
    faults: tuple[str, ...]

    @property
    def reports(self) -> tuple[BuiltReport, ...]:
        """Every report."""
        return tuple(report for area in self.areas for report in area.reports)


def title_of(report: str) -> str:
    """Return what readers call a kind of report."""
    return TITLES.get(report, report.replace("-", " ").capitalize())


def region_of(area_code: str) -> str:
    """Return the name of the region an area lies in; an area that lies in none is its own."""
    if area_code in REGIONS or area_code in DEMO_REGIONS:
        return area_name(area_code)
    try:
        return area_name(council(area_code).region)
    except KeyError:
        return area_name(area_code)


def read_shelf(out: Path, *, failed: Iterable[Failure]) -> Shelf:
    """Return the reports of a folder, councils by name, and those that could not be read.

    Args:
        out: folder of reports.
        failed: reports whose last build failed.
    """
    failures = {(failure.slug, failure.report): failure for failure in failed}
    found: dict[str, list[BuiltReport]] = {}
    faults, standing = [], set()
    for path in sorted(out.glob(f"*/*/{MANIFEST}")):
        slug, name = path.parent.parent.name, path.parent.name
        if slug.startswith(".") or name.startswith("."):
            continue  # a build at work
        standing.add((slug, name))
        try:
            report = _read(path.parent, is_stale=(slug, name) in failures)
            _require_same_area(path, report, found.get(slug, []))
        except RenderError as error:
            faults.append(str(error))
            continue
        found.setdefault(slug, []).append(report)
    return Shelf(
        areas=_areas(found),
        missing=tuple(failures[key] for key in sorted(failures) if key not in standing),
        faults=tuple(faults),
    )


def _require_same_area(path: Path, report: BuiltReport, others: Collection[BuiltReport]) -> None:
    for other in others:
        if other.area_code != report.area_code:
            raise RenderError(
                f"{path}: is of {report.area_name}, the report beside it of "
                f"{other.area_name}; move one of them to a folder of its own"
            )


def _areas(found: dict[str, list[BuiltReport]]) -> tuple[AreaReports, ...]:
    names = {slug: reports[0].area_name for slug, reports in found.items()}
    twice = [name for name in names.values() if list(names.values()).count(name) > 1]
    areas = [
        AreaReports(
            slug=slug,
            name=f"{names[slug]} ({slug})" if names[slug] in twice else names[slug],
            area_code=reports[0].area_code,
            reports=tuple(sorted(reports, key=_order)),
        )
        for slug, reports in found.items()
    ]
    return tuple(sorted(areas, key=lambda area: (area.name.casefold(), area.slug)))


def _order(report: BuiltReport) -> tuple[int, str]:
    """Return the place of a report among those of a council."""
    known = list(TITLES)
    return known.index(report.name) if report.name in known else len(known), report.name


def _read(folder: Path, *, is_stale: bool) -> BuiltReport:
    content = read_manifest(folder)
    standing = content.params.document
    try:
        files = _files(folder)
    except OSError as error:
        raise RenderError(f"{folder}: is being replaced ({error.strerror}); run again") from error
    return BuiltReport(
        name=folder.name,
        area_code=content.params.area,
        area_name=content.params.region or area_name(content.params.area),
        is_demo=content.params.is_demo,
        own_title=standing.title,
        date=standing.date or "",
        version=standing.version,
        marks=tuple(
            filter(None, ("Draft" if standing.status == "draft" else "", standing.protective_mark))
        ),
        branding=content.params.branding,
        files=files,
        inputs=tuple(sorted(content.inputs)),
        headlines=read_headlines(folder, content.params.area),
        is_stale=is_stale,
    )


def _files(folder: Path) -> tuple[ReportFile, ...]:
    return tuple(
        ReportFile(
            name=name,
            words=words,
            size=size_in_words((folder / name).stat().st_size),
            address=quote(f"{folder.parent.name}/{folder.name}/{name}"),
        )
        for name, words in FORMATS.items()
        if (folder / name).is_file()
    )


def size_in_words(size: int) -> str:
    """Return the size of a file as 980 bytes, 140 KB or 2.2 MB."""
    amount, unit = float(size), 0
    while amount >= 1000 and unit < len(SIZES) - 1:
        amount, unit = amount / 1000, unit + 1
    places = 1 if unit > 1 and amount < 10 else 0
    return f"{amount:.{places}f} {SIZES[unit]}"


def kinds_of(reports: Collection[BuiltReport]) -> dict[str, str]:
    """Return the kinds of reports there are, name and title, in their usual order."""
    ordered = sorted(reports, key=_order)
    return {report.name: report.kind for report in ordered}
