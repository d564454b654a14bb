"""A region drawn in a test: two councils, a forum, and what they agreed."""

from sendlib.params.load import region_from_notebook

TOGETHER = {
    "vision": ["Close to home"],
    "principles": ["Families first", "Open books"],
    "signatures": [
        {"partner": "York", "name": "A Person", "role": "Director", "date": "2026-02-03",
         "apart_from": ["P2"]},
        {"partner": "Forum", "date": "2026-02-04"},
    ],
    "phases": [
        {"name": "Set up", "start": "2026-01", "end": "2026-06", "steps": [
            {"step": "Agree terms", "start": "2026-01", "end": "2026-02", "done": "2026-03",
             "lead": "York"},
            {"step": "Share data", "start": "2026-02", "end": "2026-04"},
            {"step": "Map services", "start": "2026-05", "end": "2026-05"},
            {"step": "Judge it", "start": "2026-06", "end": "2026-06"},
        ]},
        {"name": "Design", "start": "2026-07", "end": "2026-12"},
    ],
    "workstreams": [
        {"name": "Voice", "lead": "Forum", "activities": [
            {"activity": "Ask families", "owner": "Forum", "due": "2026-04"},
            {"activity": "Tell them", "done": "2026-03"}]},
        {"name": "Market"},
    ],
    "theory_of_change": {
        "inputs": [{"id": "I1", "text": "NHS data", "leads_to": ["A1"]},
                   {"id": "I2", "text": "Time, money"}],
        "activities": [{"id": "A1", "text": "Map services", "leads_to": ["M1"]},
                       {"id": "A2", "text": "Talk", "leads_to": ["M1"]}],
        "impact": [{"id": "M1", "text": "Closer"}],
        "assumptions": ["Staff can be found"],
    },
    "evaluation": [
        {"phase": "Design", "theme": "provision", "method": "Count of places"},
        {"phase": "Set up", "theme": "families", "method": "Survey", "collected": "40 replies",
         "date": "2026-04"},
        {"phase": "Set up", "theme": "families", "method": "Talks", "collected": "3 talks"},
    ],
    "barriers": [
        {"barrier": "Special schools are full", "evidence": "full_schools", "owner": "York",
         "answer": "Plan together"},
        {"barrier": "Old buildings"},
    ],
}  # fmt: skip


def region(together=None, *, date="2026-05-20", **regional):
    """Return params of a region of York and Leeds, with what they agreed."""
    given = TOGETHER if together is None else together
    return region_from_notebook(
        region="Two Cities", members=["York", "Leeds"], partners=["Forum"],
        document={"date": date}, regional={"working_together": given, **regional},
    )  # fmt: skip


NOTHING = region({})
