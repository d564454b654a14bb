"""A self-assessment as partners rate it: by stage of the cycle, and where they differ."""

import pandas as pd

STAGES = ("understand", "plan", "do", "review")
# how councils call the stages, in small letters
ALIASES = {
    "understand": ("understand", "analyse", "analyze", "analysis", "assess", "listen", "needs"),
    "plan": ("plan", "design", "agree", "allocate", "decide"),
    "do": ("do", "secure", "source", "deliver", "procure", "buy", "implement", "act"),
    "review": ("review", "monitor", "learn", "evaluate"),
}
EVALUATE = "evaluate"
DIFFERENT = 2  # steps between the lowest and the highest rating
LEAST, MOST = 1, 5


def stage_of(group: object, *, evaluates_first: bool = False) -> str:
    """Return the stage of the cycle that a part of a framework is, "" if none.

    Some cycles begin with “evaluate”, which there stands for understanding needs.

    Args:
        group: heading as the council has it; its first word that names a stage counts.
        evaluates_first: whether “evaluate” is the first stage of this council's cycle.
    """
    for word in str(group).casefold().replace("/", " ").replace(",", " ").split():
        if word == EVALUATE and evaluates_first:
            return STAGES[0]
        for stage, names in ALIASES.items():
            if word in names:
                return stage
    return ""


def by_stage(rated: pd.DataFrame) -> pd.Series:
    """Return the stage of each row of a self-assessment, "" for principles and the like."""
    groups = rated["group"].where(rated["reference"].isna(), "").fillna("")
    plain = {stage_of(group) for group in groups if EVALUATE not in str(group).casefold()}
    # with a stage of its own for reviews and none for needs, “evaluate” is the first
    first = "review" in plain and "understand" not in plain
    return groups.map(lambda group: stage_of(group, evaluates_first=first)).astype(object)


def latest_ratings(rated: pd.DataFrame) -> pd.DataFrame:
    """Return each standard once: how each partner last rates it, and how far they are apart.

    Args:
        rated: the self-assessment's columns; rating is text from 1 to 5.

    Returns:
        A row per standard in the file's order: standard, group, reference, stage, ratings (agency
        to rating), lowest, highest, mean, before (mean of the partners' earlier ratings, missing if
        none), differs (two steps or more apart), evidence and next_step (those of the latest date,
        different ones joined; "" if none).
    """
    rows = rated.assign(
        stage=by_stage(rated), number=rated["rating"].astype(float), key=rated["standard"]
    ).sort_values("date", kind="stable")
    last = rows.drop_duplicates(["standard", "agency"], keep="last")
    earlier = rows.drop(last.index).drop_duplicates(["standard", "agency"], keep="last")
    before = earlier.groupby("standard")["number"].mean()
    found = [_standard(last[last["standard"] == name]) for name in rated["standard"].unique()]
    table = pd.DataFrame(found)
    return table.assign(before=table["standard"].map(before).astype(float))


def _standard(rows: pd.DataFrame) -> dict[str, object]:
    first = rows.iloc[-1]
    numbers = rows["number"]
    return {
        "standard": str(first["standard"]),
        "group": "" if pd.isna(first["group"]) else str(first["group"]),
        "reference": "" if pd.isna(first["reference"]) else str(first["reference"]),
        "stage": first["stage"],
        "ratings": dict(zip(rows["agency"].astype(str), numbers.astype(int), strict=True)),
        "lowest": int(numbers.min()),
        "highest": int(numbers.max()),
        "mean": float(numbers.mean()),
        "differs": bool(numbers.max() - numbers.min() >= DIFFERENT),
        "evidence": "; ".join(dict.fromkeys(rows["evidence"].dropna().astype(str))),
        "next_step": "; ".join(dict.fromkeys(rows["next_step"].dropna().astype(str))),
    }


def stage_means(latest: pd.DataFrame) -> pd.DataFrame:
    """Return the mean rating of each stage by partner, and of all.

    Returns:
        A row per stage that has standards, in the order of the cycle: stage, standards, mean,
        before, and one column per agency (mean of its ratings; missing where it gave none).
    """
    agencies = list(dict.fromkeys(name for one in latest["ratings"] for name in one))
    rows = []
    for stage in STAGES:
        part = latest[latest["stage"] == stage]
        if part.empty:
            continue
        own = {
            name: pd.Series([one[name] for one in part["ratings"] if name in one]).mean()
            for name in agencies
        }
        rows.append(
            {
                "stage": stage,
                "standards": len(part),
                "mean": part["mean"].mean(),
                "before": part["before"].mean(),
                **own,
            }
        )
    return pd.DataFrame(rows)
