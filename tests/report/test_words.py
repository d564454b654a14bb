import dataclasses

import pytest

from sendlib.report.words import Paragraph, Text


def test_pieces_alike_are_equal_and_cannot_be_changed():
    paragraph = Paragraph((Text("a"),))
    assert paragraph == Paragraph((Text("a"),))
    with pytest.raises(dataclasses.FrozenInstanceError):
        paragraph.content = ()
