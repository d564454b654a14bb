"""What each council of a region gives of its own figures, and how they were protected."""

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.measures.local.results import LOCAL_ORIGIN
from sendlib.measures.local.share import FILE, FOLDER, INVENTED, Shares
from sendlib.measures.region import Region
from sendlib.views.blocks import Absent, Callout, Column, Evidence, Origin, Prose, Table
from sendlib.views.formats import listed, number

LOCAL = Origin(**LOCAL_ORIGIN)
GIVEN = {
    FILE: "A file of protected figures", FOLDER: "Files, protected here",
    INVENTED: "Invented files, protected here",
}  # fmt: skip


def shares_table(shares: Shares, region: Region) -> Table | Callout:
    """Return what each council gives of its own figures, and how many numbers are hidden in it."""
    label = "tab-shares"
    if not shares.shares:
        return Callout(
            "No council gave figures of its own",
            "This report shows what published figures can. To add a council's own, have it run "
            "“sendlib share” and name the file under its shared: in the params file, or name the "
            "folder of its files under local:. The file holds protected tables and no record of a "
            "person.",
            label,
            "missing",
        )
    rows = [
        (
            region.place.label(code), GIVEN[one.comes_from], number(len(one.tables), unit="count"),
            number(one.hidden_count, unit="count"), str(one.threshold),
        )
        for code, one in shares.shares.items()
    ]  # fmt: skip
    digests = sorted(shares.digests.items())
    return Table(
        caption="What the councils give of their own figures",
        label=label,
        columns=(
            Column("Council"), Column("What it gives"), Column("Tables", numeric=True),
            Column("Numbers hidden", numeric=True), Column("Smallest number shown", numeric=True),
        ),
        rows=tuple(rows),
        notes=(
            "Small numbers of each council were hidden before its figures were put together with "
            "those of the others. Apart from 0, no number below the smallest shown is given.",
        ),
        evidence=Evidence(inputs=pd.DataFrame(digests, columns=["path", "sha256"])),
        origin=LOCAL,
    )  # fmt: skip


def without_share(shares: Shares) -> Prose | Absent:
    """Name the councils that give no figures of their own, where others do."""
    if not shares.shares:
        return Absent("without-share")
    missing = [area_name(code) for code in shares.missing]
    if not missing:
        return Prose("without-share", ("Every council gives figures of its own.",), origin=LOCAL)
    return Prose(
        "without-share",
        (
            f"{listed(missing)} {'gives' if len(missing) == 1 else 'give'} no figures of "
            f"{'its' if len(missing) == 1 else 'their'} own. Sums from the councils' own records "
            "leave them out, and say of how many councils they are.",
        ),
        origin=LOCAL,
    )
