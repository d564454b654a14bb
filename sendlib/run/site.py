"""The portal of a folder of reports, with what run.json and the published files say of it."""

from pathlib import Path

import pandas as pd

from sendlib.data.reading import read_file
from sendlib.report.site import Site, write_site
from sendlib.report.site_reports import Failure
from sendlib.run.record import FAILED, read_record

BOUNDARIES = "*.geojson"


def build_site(out: Path, *, data_raw: Path) -> Site:
    """Write the portal.

    Args:
        out: folder of reports.
        data_raw: folder of published files, of which the boundaries of councils are read.

    Raises:
        RenderError: there is nothing to list, or it cannot be written.
        SourceError: the file of boundaries is damaged.
    """
    failed = [
        Failure(outcome.slug, outcome.area, outcome.report)
        for outcome in read_record(out)
        if outcome.status == FAILED or outcome.stale
    ]
    return write_site(out, failed=failed, boundaries=find_boundaries(data_raw))


def find_boundaries(data_raw: Path) -> pd.DataFrame | None:
    """Return the boundaries of councils, None where no file in the folder holds them."""
    for path in sorted(data_raw.rglob(BOUNDARIES)):
        found = read_file(path, source=path.relative_to(data_raw).as_posix())
        if found:  # the only tables that a file of this kind holds
            return found[0].table
    return None
