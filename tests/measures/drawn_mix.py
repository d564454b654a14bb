"""A published mix, drawn: what a review says of each indicator."""

import pandas as pd


class Mix:
    """Stands in for the published tables seen from a council: shares by measure, in percent."""

    def __init__(self, shares, *, questioned=(), period="2025"):
        self.shares, self.questioned, self.period = shares, questioned, period

    def compare(self, indicator):
        measure = indicator.measure
        share = self.shares.get(measure)
        own = None
        if share is not None:
            status = "questioned" if measure in self.questioned else "published"
            own = pd.Series(
                {"value": share, "period": self.period, "status": status, "source": "mix.csv"}
            )
        return _Compared(own)


class _Compared:
    def __init__(self, own):
        self.own = own
