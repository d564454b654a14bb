"""How hard a text is to read: the Flesch-Kincaid grade, in years of schooling."""

import re

VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """Count the syllables of an English word, at least 1."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    count = len(VOWELS.findall(plain))
    silent = plain.endswith("e") and not plain.endswith(("le", "ee")) and count > 1
    return max(1, count - silent)


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text; 6 to 8 is plain English.

    Numbers count as one word of one syllable.

    Raises:
        ValueError: the text holds no word.

    Source: Kincaid and others 1975, Derivation of new readability formulas, p. 14.
    """
    sentences = [part for part in re.split(r"[.!?:]+(?:\s|$)", text) if part.strip()]
    words = re.findall(r"[A-Za-z']+|\d[\d,.%]*", text)
    if not words:
        raise ValueError("no words to measure")
    spoken = sum(syllables(word) if word[0].isalpha() else 1 for word in words)
    return 0.39 * len(words) / max(1, len(sentences)) + 11.8 * spoken / len(words) - 15.59
