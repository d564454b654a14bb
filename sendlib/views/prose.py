"""The authors' own words, in their chapter and marked as theirs."""

from typing import Any

from sendlib.params.model import ReportParams
from sendlib.views.blocks import Bundle, Origin, Prose

AUTHORS = Origin("authors")
LABEL = "authors-"
LEAD = "In the authors' own words, which are judgement and not worked out by rule:"


class AuthorsWords(Prose):
    """What the authors wrote for a chapter; its Markdown is read with the report's own."""

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        data, metadata = super()._repr_mimebundle_()
        block = next(key for key in data if key.endswith("block+json"))
        content: dict[str, Any] = {
            "paragraphs": list(self.paragraphs), "list": [], "markdown": self.items[0],
        }  # fmt: skip
        return {**data, block: content}, metadata


def authors_words(params: ReportParams, chapter: str) -> AuthorsWords | None:
    """Return what the authors wrote for a chapter; nothing where params name no file for it.

    Args:
        params: `commissioning.prose` holds the words by chapter.
        chapter: its label.
    """
    written = params.commissioning.prose.get(chapter)
    if written is None:
        return None
    return AuthorsWords(f"{LABEL}{chapter}", (LEAD,), (written,), origin=AUTHORS)
