"""What a review rests on: the council's own files, how small counts are hidden, whom it is for."""

import pandas as pd

from sendlib.contracts.local_files import local_files
from sendlib.measures.local.catalogue import LOCAL_RESULTS, LOCAL_TABLES
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.results import LOCAL_ORIGIN
from sendlib.measures.place import Place
from sendlib.params.model import ReportParams
from sendlib.views.blocks import Callout, Column, Evidence, Origin, Prose, Table, nothing
from sendlib.views.formats import listed, number
from sendlib.views.statements import years_words

TITLE = "SEND joint commissioning review"
INPUT_FOLDER = "local/"
LOCAL = Origin(**LOCAL_ORIGIN)


def about_review(params: ReportParams, place: Place) -> Prose:
    """Say what the review covers and what it rests on."""
    partners = params.partners.integrated_care_board
    beside = f"{place.inside} and {partners}" if partners else place.inside
    return Prose(
        "about",
        (
            "This review sets out who has an education, health and care (EHC) plan in "
            f"{place.inside}, where they are placed, what that costs and who pays. It is for the "
            f"partners who commission together: {beside}.",
            f"It joins published figures ({years_words(place.years)}) to the council's own "
            "records, as far as they were given. It finds; the judgement is the partnership's.",
        ),
    )


def files_table(tables: ProtectedTables) -> Table | Callout:
    """Return the local files that were given, with the rows read and left out by validation."""
    if not tables.given:
        return nothing(
            "The council's own files were not given",
            "This review shows what published figures can. To add the council's own records, run "
            "“sendlib template”, fill in what there is, and name the folder in the params file "
            "(local: folder).",
            "tab-local-files",
        )
    digests = pd.DataFrame(
        {
            "path": [f"{INPUT_FOLDER}{name}" for name in sorted(tables.digests)],
            "sha256": [tables.digests[name] for name in sorted(tables.digests)],
        }
    )
    return Table(
        caption="The council's own files read for this review",
        label="tab-local-files",
        columns=(Column("File"), Column("Rows read"), Column("Rows left out")),
        rows=tuple((one.title, one.rows, one.left_out) for one in tables.given),
        notes=(
            "A row is left out where “sendlib check” finds an error in it. Numbers of rows about "
            "persons are rounded.",
        ),
        evidence=Evidence(inputs=digests),
        origin=LOCAL,
    )


def not_given(tables: ProtectedTables) -> Prose:
    """Say which files the review would use and did not get."""
    declared = [*(one.files for one in LOCAL_TABLES), *(one.files for one in LOCAL_RESULTS)]
    of_persons = (name for files in declared for name in files)
    open_files = (name for name, contract in local_files().items() if not contract.personal)
    wanted = dict.fromkeys([*of_persons, *open_files])
    missing = [local_files()[name].title for name in wanted if not tables.has(name)]
    text = (
        f"Not given, and used by this review where given: {listed(missing)}."
        if missing
        else "Every file that this review uses was given."
    )
    return Prose("local-not-given", (text,))


def disclosure_note(tables: ProtectedTables) -> Prose:
    """Say how numbers of few persons are hidden, and how many are."""
    if not tables.tables:
        return Prose(
            "local-disclosure",
            ("This edition rests on published figures alone, shown as published.",),
        )
    rounding = (
        f" Every number shown is rounded to the nearest {tables.rounding}."
        if tables.rounding
        else ""
    )
    hidden = number(tables.hidden_count, unit="count")
    return Prose(
        "local-disclosure",
        (
            f"Numbers of 1 to {tables.threshold - 1} children and young people are hidden and "
            "marked [c], as are sums of money that rest on so few or on one person for the most "
            "part; and with them the fewest others that keep a hidden number from being worked "
            "out from totals, other tables or published figures. What the Department for "
            f"Education publishes of the same plans is shown as published.{rounding}",
            f"{hidden} numbers are hidden over all tables that any report of this edition shows.",
        ),
        origin=LOCAL,
    )
