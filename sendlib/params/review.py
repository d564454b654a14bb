"""What the commissioning review works with beside its files: definitions, scenarios, unit costs."""

from sendlib.params.block import Block


class ReviewOptions(Block):
    """What the partnership decides for its review; every key has a default."""
