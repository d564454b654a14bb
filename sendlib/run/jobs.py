"""Which reports to build: those of some params files, or those of all councils."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sendlib.contracts.areas import COUNCILS
from sendlib.errors import ParamsError
from sendlib.params.councils import slug
from sendlib.params.document import Sources
from sendlib.params.load import default_params, load_any
from sendlib.params.region import AnyParams, RegionParams
from sendlib.report.formats import DEFAULT_FORMATS, ENGINES, FORMAT_NAMES, QUARTO

EVIDENCE_BASE, REGIONAL = "evidence-base", "regional-commissioning"
REVIEW, STRATEGY = "commissioning-review", "commissioning-strategy"
# what a review can be put together as
FORMS = {"strategy": STRATEGY}
# reports that rest on the council's own files alone
WITHOUT_PUBLISHED = frozenset({"improvement-progress"})


@dataclass(frozen=True)
class Job:
    """One report to build: its folder's name, its params, which report, formats and engine."""

    slug: str
    params: AnyParams
    report: str = EVIDENCE_BASE
    formats: tuple[str, ...] = DEFAULT_FORMATS
    engine: str = ENGINES[0]

    def folder(self, out: Path) -> Path:
        """Return where the report goes in a folder of reports."""
        return out / self.slug / self.report

    @property
    def notebook(self) -> str:
        """The report whose notebook is run: a strategy is put together from the review's."""
        return REVIEW if self.report == STRATEGY else self.report


def jobs_for(
    paths: Sequence[Path],
    *,
    everyone: bool,
    params_folder: Path,
    report: str,
    formats: str,
    engine: str = ENGINES[0],
    form: str = "",
) -> list[Job]:
    """Return the jobs of some params files, or of all 153 councils.

    With `everyone`, a council's own file in `params_folder` comes before the defaults.

    Args:
        paths: params files; each file's stem names its folder of reports.
        everyone: all councils as well.
        params_folder: where the councils' own files lie.
        report: which report; "" for the usual one, which is evidence-base for a council and
            regional-commissioning for a region.
        formats: such as "html,pdf".
        engine: builtin or quarto; whether Quarto is there is known before anything is built.
        form: `strategy` to put a strategy together from the commissioning review, else blank.

    Raises:
        ParamsError: nothing to build, formats, engine or form unknown, or files at fault; all
            faults of all files.
        RenderError: Quarto is wanted, but absent or too old.
    """
    wanted = _formats(formats)
    report = _in_form(report, form)
    _require_engine(engine)
    named = _by_stem(paths)
    own = _own_files(params_folder) if everyone else {}
    for stem, path in own.items():
        named.setdefault(stem, path)
    if not named and not everyone:
        raise ParamsError(
            "no params file named: give one or more, such as params/demo.yml, or --all"
        )
    params, faults = load_all(named.values())
    faults += [
        f"{path.as_posix()}: its area is {params[path].area_name}; a file of this name is another "
        "council's own: rename it"
        for path in own.values()
        if path in params and params[path].slug != path.stem
    ]
    faults += [fault for path, one in params.items() if (fault := _misfit(report, one, path))]
    if faults:
        raise ParamsError("\n".join(faults))
    defaults = {slug(council.name): code for code, council in COUNCILS.items()} if everyone else {}
    by_stem: dict[str, AnyParams] = {
        stem: default_params(code) for stem, code in defaults.items() if stem not in named
    }
    by_stem |= {stem: params[path] for stem, path in named.items()}
    return [
        Job(stem, by_stem[stem], report or usual_report(by_stem[stem]), wanted, engine)
        for stem in sorted(by_stem)
    ]


def usual_report(params: AnyParams) -> str:
    """Return the report that is built where nobody names one."""
    return REGIONAL if isinstance(params, RegionParams) else EVIDENCE_BASE


def _misfit(report: str, params: AnyParams, path: Path) -> str:
    """Return why a report cannot be built from a params file, or ""."""
    is_region = isinstance(params, RegionParams)
    if not report or (report == REGIONAL) == is_region:
        return ""
    if is_region:
        return (
            f"{path.as_posix()}: names the councils of a region, whose report is {REGIONAL}; leave "
            f"--report out, or build {report} from a council's params file"
        )
    return (
        f"{path.as_posix()}: names a council; {REGIONAL} needs a params file that names the "
        "councils of a region, such as params/regions/demo-region.yml"
    )


def _formats(text: str) -> tuple[str, ...]:
    asked = tuple(part.strip() for part in text.split(",") if part.strip())
    if not asked or set(asked) - set(FORMAT_NAMES):
        allowed = ",".join(FORMAT_NAMES)
        raise ParamsError(f"--format: found {text!r}, allowed: some of {allowed}")
    return asked


def _in_form(report: str, form: str) -> str:
    """Return the report that a form makes of the review, or the report itself."""
    if not form:
        return report
    if form not in FORMS:
        raise ParamsError(f"--as: found {form!r}, allowed: {', '.join(FORMS)}")
    if report not in ("", EVIDENCE_BASE, REVIEW):
        raise ParamsError(f"--as {form}: found --report {report}, allowed: {REVIEW}")
    return FORMS[form]


def _require_engine(engine: str) -> None:
    if engine not in ENGINES:
        raise ParamsError(f"--engine: found {engine!r}, allowed: {' or '.join(ENGINES)}")
    if engine == QUARTO:
        # what it renders from is loaded with it
        from sendlib.report.quarto_engine import find_quarto

        find_quarto()


def _by_stem(paths: Sequence[Path]) -> dict[str, Path]:
    named: dict[str, Path] = {}
    for path in paths:
        first = named.setdefault(path.stem, path)
        if first.resolve() != path.resolve():
            raise ParamsError(
                f"{first.as_posix()} and {path.as_posix()}: both reports would go to the folder "
                f"{path.stem}; rename one of the files"
            )
    return named


def _own_files(params_folder: Path) -> dict[str, Path]:
    paths = {
        stem: params_folder / f"{stem}.yml"
        for stem in (slug(council.name) for council in COUNCILS.values())
    }
    return {stem: path for stem, path in paths.items() if path.is_file()}


def load_all(paths: Iterable[Path]) -> tuple[dict[Path, AnyParams], list[str]]:
    """Return the params of those files that are sound, and the faults of the others."""
    params: dict[Path, AnyParams] = {}
    faults: list[str] = []
    for path in paths:
        try:
            params[path] = load_any(path)
        except ParamsError as error:
            faults.append(str(error))
    return params, faults


def reads_published(job: Job) -> bool:
    """Say whether a report is made from published files."""
    return job.report not in WITHOUT_PUBLISHED


def world_of(params: AnyParams) -> tuple[bool, Sources]:
    """Return what decides which files are read: real or demo ones, and which editions."""
    return params.is_demo, params.sources


def one_of_each_world(params: Iterable[AnyParams]) -> list[AnyParams]:
    """Return params that between them read every file and edition that all of them do."""
    return list({world_of(one): one for one in params}.values())
