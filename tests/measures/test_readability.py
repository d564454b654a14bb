import pytest

from sendlib.measures.readability import reading_grade, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("plan", 1), ("table", 2), ("make", 1), ("free", 1), ("the", 1),
     ("education", 4), ("Hmm", 1), ("children's", 2), ("queue", 1)],
)  # fmt: skip
def test_syllables_are_groups_of_vowels_without_a_silent_e(word, count):
    assert syllables(word) == count


def test_grade_is_that_of_the_formula():
    # 6 words, 1 sentence, 6 syllables
    assert reading_grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    # 9 words, 2 sentences, 14 syllables: a number is one
    text = "Every plan has 1,234 words. Education is a right"
    assert reading_grade(text) == pytest.approx(0.39 * 9 / 2 + 11.8 * 14 / 9 - 15.59)


def test_a_text_without_words_has_no_grade():
    with pytest.raises(ValueError, match="no words"):
        reading_grade("...")
