"""Governance, priorities and improvement of a demo council, from words that all of them share."""

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.data.demo.local.here import Here, day, few
from sendlib.data.demo.local.texts import texts

_ROLES = {"a": "accountable", "r": "responsible", "c": "consulted", "i": "informed", "m": "member"}
RATINGS = {
    "n": "not_started", "d": "delayed_start", "p": "delayed", "t": "on_track", "c": "completed",
    "e": "embedded", "x": "closed",
}  # fmt: skip
_ASSESSED = {"2024-03-29": 1, "2025-03-31": 2}
_ASSESSORS = ("education", "health", "social_care")
_EVIDENCE = {
    "n": "", "d": "Late start, see board paper", "p": "Behind plan; risk on the register",
    "t": "Milestones met", "c": "Done; evidence filed", "e": "Checked in practice",
    "x": "Closed by the board",
}  # fmt: skip


def governance(words: str = "improvement") -> pd.DataFrame:
    """Return each group's part in each arrangement of chapter 3 of the Code of Practice.

    Args:
        words: file of words that has the groups and arrangements.
    """
    found = texts(words)
    groups: dict[str, list[str]] = found["groups"]
    rows = []
    for arrangement, letters in found["arrangements"].items():
        for (group, (reports_to, meets, evidence)), letter in zip(
            groups.items(), letters, strict=True
        ):
            if letter != "-":
                rows.append(
                    {
                        "arrangement": arrangement,
                        "group": group,
                        "role": _ROLES[letter],
                        "reports_to": reports_to,
                        "meets": meets,
                        "evidence": evidence,
                    }
                )
    return pd.DataFrame(rows)


def priorities() -> pd.DataFrame:
    """Return the partnership's priorities."""
    columns = ("priority", "objective", "reason", "indicator", "target", "lead")
    found = texts("improvement")
    rows = [
        {"priority_id": f"P{number}", **dict(zip(columns, row, strict=True))}
        for number, row in enumerate(found["priorities"], start=1)
    ]
    table = pd.DataFrame(rows)
    return table.assign(objective=table["objective"].map(found["objectives"]))


def intentions(here: Here, services: pd.DataFrame) -> pd.DataFrame:
    """Return what the partnership means to commission or change."""
    codes = dict(zip(services["service"], services["service_id"], strict=True))
    rows = []
    for number, row in enumerate(texts("improvement")["intentions"], start=1):
        theme, intention, kind, priority, service, lead, start, end, value = row
        rows.append(
            {
                "intention_id": f"I{number}",
                "theme": theme,
                "intention": intention,
                "kind": kind,
                "priority_id": f"P{priority}",
                "service_id": codes.get(service),
                "lead_agency": lead,
                "start_date": start,
                "end_date": end,
                "annual_value_gbp": few(value, here.size),
            }
        )
    return pd.DataFrame(rows)


def engagement(here: Here) -> pd.DataFrame:
    """Return who was asked, what they said and what was done about it."""
    columns = (
        "activity", "date", "participants", "number", "theme", "stage", "finding", "response",
    )  # fmt: skip
    rows = []
    for *cells, priority in texts("improvement")["engagement"]:
        row = dict(zip(columns, cells, strict=True))
        number = few(row["number"], here.size, lowest=6)
        date = day(str(row["date"]))
        rows.append({**row, "date": date, "number": number, "priority_id": f"P{priority}"})
    return pd.DataFrame(rows)


def selfassessment(words: str = "improvement") -> pd.DataFrame:
    """Return standards as each partner rates them, at two dates.

    Args:
        words: file of words that has the standards.
    """
    named = code_sets()["standards"]
    rows = []
    for group, standards in texts(words)["standards"].items():
        for row in standards:
            for assessed, column in _ASSESSED.items():
                for agency, digit in zip(_ASSESSORS, str(row[column]), strict=True):
                    rows.append(
                        {
                            "standard": named.get(row[0], row[0]),
                            "group": group,
                            "reference": row[0] if row[0] in named else None,
                            "agency": agency,
                            "date": day(assessed),
                            "rating": digit,
                            "evidence": "Partners' workshop",
                            "next_step": "Agreed at the board" if int(digit) < 3 else None,
                        }
                    )
    return pd.DataFrame(rows)


def actions() -> pd.DataFrame:
    """Return each action at each of its reviews."""
    found, areas = texts("actions"), texts("improvement")["areas"]
    measured: dict[str, str] = found["measured"]
    reviews: list[str] = found["reviews"]
    rows = []
    for action_id, outcome, action, start, due, agency, lead, measure, ratings in found["actions"]:
        told = reviews[-len(ratings) :]
        for review, letter in zip(told, ratings, strict=True):
            rows.append(
                {
                    "action_id": action_id,
                    "outcome": outcome,
                    "action": action,
                    "area_for_improvement": areas[action_id[0]],
                    "start_date": start,
                    "due_date": due,
                    "lead_agency": agency,
                    "lead": lead,
                    "measure_of_success": measure,
                    "review_date": review,
                    "rating": RATINGS[letter],
                    "evidence": _EVIDENCE[letter] or None,
                    "measured": measured.get(action_id) if review == told[-1] else None,
                }
            )
    return pd.DataFrame(rows)
