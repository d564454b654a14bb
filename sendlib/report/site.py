"""The portal: a page that lists every report of a folder, and a page for each council in it."""

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sendlib.errors import RenderError
from sendlib.report.site_map import England, england_map
from sendlib.report.site_pages import GENERATOR, council_page, index_page
from sendlib.report.site_reports import PAGE, AreaReports, Failure, Shelf, read_shelf

HEAD = 4096  # bytes of a page that hold its head's first lines


@dataclass(frozen=True)
class Site:
    """What became of a portal.

    index: its first page. areas and reports: how many it lists. removed: pages of councils whose
    reports are gone. faults: messages on reports that it leaves out.
    """

    index: Path
    areas: int
    reports: int
    removed: tuple[Path, ...]
    faults: tuple[str, ...]


def write_site(
    out: Path, *, failed: Iterable[Failure] = (), boundaries: pd.DataFrame | None = None
) -> Site:
    """Write the portal of a folder of reports; the same reports give the same bytes.

    A page that `sendlib site` wrote says so in its head. Only such a page is replaced, and only
    such a page is taken away when the reports beside it are gone.

    Args:
        out: folder of reports.
        failed: reports whose last build failed.
        boundaries: table `boundaries` for the map, None where there is no such file.

    Raises:
        RenderError: no report lies there, or a page of someone else's is in the way, and nothing
            is written; or a page cannot be written, and those before it are.
    """
    shelf = read_shelf(out, failed=failed)
    if not shelf.areas:
        raise RenderError("\n".join([*shelf.faults, _nothing(out)]))
    drawing = _map(shelf, boundaries)
    pages = {out / area.slug / PAGE: council_page(area) for area in shelf.areas}
    pages[out / PAGE] = index_page(shelf, drawing, has_boundaries=boundaries is not None)
    _require_ours(pages)
    for path, text in pages.items():
        _replace(path, text)
    return Site(
        index=out / PAGE,
        areas=len(shelf.areas),
        reports=len(shelf.reports),
        removed=tuple(_remove_others(out, set(pages))),
        faults=shelf.faults,
    )


def _nothing(out: Path) -> str:
    return (
        f"{out}: holds no report that can be listed; build one first, such as "
        "“sendlib build params/demo.yml”, or name another folder with --out"
    )


def _map(shelf: Shelf, boundaries: pd.DataFrame | None) -> England | None:
    if boundaries is None or all(area.is_demo for area in shelf.areas):
        return None
    return england_map(boundaries, _one_folder_each(shelf.areas))


def _one_folder_each(areas: Iterable[AreaReports]) -> dict[str, str]:
    """Return the folder of each council, the first where it has several."""
    slugs: dict[str, str] = {}
    for area in areas:
        slugs.setdefault(area.area_code, area.slug)
    return slugs


def is_ours(page: Path) -> bool:
    """Tell whether `sendlib site` wrote a page."""
    try:
        with page.open("rb") as file:
            return GENERATOR.encode() in file.read(HEAD)
    except OSError:
        return False


def _require_ours(pages: Iterable[Path]) -> None:
    others = [str(path) for path in pages if path.exists() and not is_ours(path)]
    if others:
        raise RenderError(
            f"{', '.join(others)}: not written by “sendlib site”, so not replaced; move it away, "
            "or name another folder with --out"
        )


def _replace(path: Path, text: str) -> None:
    """Put a page in its place whole, by way of a file beside it."""
    part = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        part.chmod(0o644)
        part.replace(path)
    except OSError as error:
        raise RenderError(
            f"{path}: cannot be written: {error.strerror}; make room, or see who may write there"
        ) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _remove_others(out: Path, written: set[Path]) -> Iterable[Path]:
    """Take away pages of councils that are listed no more, and a folder that is empty then."""
    for page in sorted(out.glob(f"*/{PAGE}")):
        if page in written or not is_ours(page):
            continue
        page.unlink(missing_ok=True)
        if not any(page.parent.iterdir()):
            page.parent.rmdir()
        yield page
