"""Priorities, intentions and actions: what serves what, and where the chain breaks."""

import pandas as pd

FINISHED = ("completed", "embedded", "closed")


def chain(
    priorities: pd.DataFrame, intentions: pd.DataFrame, services: pd.DataFrame
) -> pd.DataFrame:
    """Return the way from each priority to what is bought: strategic, operational, individual.

    Args:
        priorities: priority_id, priority.
        intentions: intention_id, priority_id, service_id.
        services: service_id, service, level.

    Returns:
        A row per priority: priority_id, priority, intentions (ids), services (names of those that
        intentions change), individual (names of these that are bought for one person), breaks:
        `no_intention`, `no_service` (no intention names a service), or "".
    """
    known = services.set_index(services["service_id"].astype(str))
    rows = []
    for _, priority in priorities.iterrows():
        own = intentions[intentions["priority_id"] == priority["priority_id"]]
        named = [code for code in own["service_id"].dropna().astype(str) if code in known.index]
        found = known.loc[list(dict.fromkeys(named))]
        rows.append(
            {
                "priority_id": str(priority["priority_id"]),
                "priority": str(priority["priority"]),
                "intentions": tuple(own["intention_id"].astype(str)),
                "services": tuple(found["service"].astype(str)),
                "individual": tuple(found.loc[found["level"] == "individual", "service"]),
                "breaks": "no_intention" if own.empty else "" if len(found) else "no_service",
            }
        )
    return pd.DataFrame(rows)


def without_priority(intentions: pd.DataFrame) -> pd.DataFrame:
    """Return the intentions that serve no priority."""
    return intentions[intentions["priority_id"].isna()]


def latest_actions(actions: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return each action as it stood at its latest review, those due first on top.

    Returns:
        A row per action: the columns of its latest review, and is_late: due before the month of
        `as_of` and not finished.
    """
    ordered = actions.sort_values("review_date", kind="stable")
    last = ordered.drop_duplicates("action_id", keep="last")
    month = as_of.to_period("M").to_timestamp()
    late = (last["due_date"] < month) & ~last["rating"].isin(FINISHED)
    return last.assign(is_late=late).sort_values(["due_date", "action_id"], kind="stable")
