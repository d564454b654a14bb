"""What a chapter of the review hands to its summary: a finding, and what to decide on it."""

from dataclasses import dataclass

from sendlib.views.blocks import PUBLISHED, Origin


@dataclass(frozen=True)
class KeyPoint:
    """A finding of one chapter, as the summary and the recommendations repeat it.

    A point is made from figures that its chapter shows, and never says more than they do.

    Attributes:
        chapter: label of the chapter that it comes from, such as `joint-funding`.
        text: one plain sentence with its figure.
        recommendation: what to decide, by a stated rule on that figure; blank for a finding alone.
        figures: labels of the blocks that show the figure, the most telling one first.
        weight: how much it matters beside other points, 0 to 1; the heaviest come first.
        origin: where its data come from.
    """

    chapter: str
    text: str
    recommendation: str
    figures: tuple[str, ...]
    weight: float
    origin: Origin = PUBLISHED

    def __post_init__(self) -> None:
        """Refuse a point that nothing stands behind, or that cannot be ranked.

        Raises:
            ValueError: no words or no figures, or a weight outside 0 to 1.
        """
        if not (self.chapter and self.text.strip() and self.figures):
            raise ValueError(f"a key point needs a chapter, a sentence and figures: {self}")
        if not 0 <= self.weight <= 1:
            raise ValueError(f"the weight of a key point is 0 to 1, found {self.weight}")
