"""The returns that councils fill from a projection of plans."""
