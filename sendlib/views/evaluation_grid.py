"""How progress is judged: phases by themes, by which methods, and what has been collected."""

from sendlib.measures.working_together import evaluation_grid
from sendlib.params.region import RegionParams
from sendlib.params.working_together import THEMES
from sendlib.views.blocks import Absent, Column, Statement, Table
from sendlib.views.formats import counted
from sendlib.views.working_together import month_words

TITLES = {
    "families": "Children, young people and families", "commissioning": "Commissioning",
    "provision": "Provision",
}  # fmt: skip


def evaluation_statement(params: RegionParams) -> Statement | Absent:
    """Say how many methods have brought something, and which fields have no method."""
    agreed = params.regional.working_together
    if not agreed.evaluation:
        return Absent("st-evaluation")
    found = evaluation_grid(agreed)
    collected = int(found["collected_count"].sum())
    bare = int((found["method_count"] == 0).sum())
    text = (
        f"{collected} of {counted(len(agreed.evaluation), 'method', 'methods')} have brought "
        f"something so far."
    )
    if bare:
        text += (
            f" {bare} of the {len(found)} fields of phase and theme "
            f"{'has' if bare == 1 else 'have'} no method yet."
        )
    return Statement(text, "st-evaluation")


def evaluation_table(params: RegionParams) -> Table | Absent:
    """Return the grid: a row per phase, a column per theme, methods that brought something."""
    agreed = params.regional.working_together
    if not agreed.evaluation:
        return Absent("tab-evaluation")
    found = evaluation_grid(agreed).set_index(["phase", "theme"])
    return Table(
        caption=f"Methods by which progress is judged, and how many have brought something, "
        f"{params.region}",
        label="tab-evaluation",
        columns=(Column("Phase"), *(Column(TITLES[theme]) for theme in THEMES)),
        rows=tuple(
            (phase.name, *(_cell(*found.loc[(phase.name, theme)]) for theme in THEMES))
            for phase in agreed.phases
        ),
    )  # fmt: skip


def methods_table(params: RegionParams) -> Table | Absent:
    """Return each method with what it judges and what it has brought."""
    agreed = params.regional.working_together
    if not agreed.evaluation:
        return Absent("tab-evaluation-methods")
    order = {phase.name: at for at, phase in enumerate(agreed.phases)}
    rows = sorted(agreed.evaluation, key=lambda one: (order[one.phase], THEMES.index(one.theme)))
    return Table(
        caption=f"What each method has brought, {params.region}",
        label="tab-evaluation-methods",
        columns=(Column("Method"), Column("Phase"), Column("Judges"), Column("Collected"),
                 Column("Last in")),
        rows=tuple(
            (one.method, one.phase, TITLES[one.theme], one.collected or "Nothing yet",
             month_words(one.date) or ("not given" if one.collected else "not yet"))
            for one in rows
        ),
    )  # fmt: skip


def _cell(methods: int, collected: int) -> str:
    if not methods:
        return "No method"
    return f"{collected} of {counted(methods, 'method', 'methods')}"
