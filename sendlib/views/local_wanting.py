"""What stands where a table of local data cannot: which files it needs, or that it is withheld."""

from sendlib.contracts.local_files import local_files
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.table import LocalMeasure
from sendlib.views.formats import listed, small


def wanting(tables: ProtectedTables, measure: LocalMeasure) -> str:
    """Return why a table is not there, and what to do about it."""
    title = small(measure.title)
    if measure.name in tables.withheld:
        return f"The params file withholds {title}."
    missing = [name for name in measure.files if not tables.has(name)]
    if not missing:
        return f"The council's files hold no records for {title}."
    titles = [local_files()[name].title for name in missing]
    return (
        f"To show {title}, give {listed([f'“{title}”' for title in titles])} (named "
        f"{listed(missing)}): “sendlib template” writes a workbook to fill in."
    )
