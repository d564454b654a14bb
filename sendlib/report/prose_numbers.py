"""Numbers in words: what each says, how finely, and which of them make no claim of a figure.

Left aside by rule: dates and years, section and other reference numbers, ordinals, ages, key stages
and school years, numbers of list items, the statutory 20 weeks, and the 38 and 52 weeks of
placements.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
NAMED = (
    "section|part|chapter|regulation|paragraph|article|schedule|clause|figure|table|page|stage|"
    "step|phase|priority|objective|principle|recommendation|action|appendix|note|theme|level|tier|"
    "band|year|version|option|lot"
)
REFERENCE = r"\d+(?:\.\d+)*[a-z]?(?:\(\w+\))*(?!\d|,\d|\.\d|\s?%|\s?per\s?cent)"
NO_FIGURES = re.compile(
    "|".join(
        (
            r"\]\([^)]*\)", r"https?://\S+", r"`[^`]*`",
            r"\d{4}-\d{2}-\d{2}",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}\b(?:\s+\d{{4}})?",
            rf"\b{MONTH}\s+\d{{4}}\b",
            r"(?<![\d,.£])(?:19[5-9]\d|20[0-6]\d)(?:[-/\u2013](?:\d{4}|\d{2}))?(?![\d%]|,\d|\.\d)",
            rf"\b(?:{NAMED})s?\s+{REFERENCE}(?:\s?(?:and|to|or|[-\u2013])\s?{REFERENCE})*",
            r"\b(?:aged?|ages)\s+\d{1,2}(?:\s?(?:to|and|[-\u2013])\s?\d{1,2})?(?!\d|,\d|\s?%)",
            r"\b\d{1,2}(?:\s?(?:to|[-\u2013])\s?\d{1,2})?[- ]years?[- ]olds?\b",
            r"\b0\s?(?:to|[-\u2013])\s?(?:1[6-9]|25)\b", r"\b24/7\b",
            r"\b(?:20|38|52)[- ]weeks?\b",
            r"^[>\s]*\d+[.)]\s",
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)  # fmt: skip
SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
DIGITS = re.compile(
    r"(?<![\w#])(?<![A-Za-z][-.,/])(?<!\d[.,/])(?P<pounds>£\s?)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<percent>%|per\s?cent\b|percentage\spoints?\b)"
    r"|[ -]?(?P<scale>thousand|million|billion)\b|(?P<short>bn|m|k)\b)?(?!\w|[.,/]\d)",
    re.IGNORECASE,
)
ONES = dict(
    zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True)
)
TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
LARGE = {word: 11 + place for place, word in enumerate(TEENS)}
LARGE |= {word: 20 + 10 * place for place, word in enumerate(TENS)}
WORDS = re.compile(
    rf"\b(?:(?P<large>{'|'.join(LARGE)})(?:-(?P<one>{'|'.join(list(ONES)[:9])}))?"
    rf"|(?P<few>an?|{'|'.join(ONES)})\s+(?P<many>dozen|hundred|thousand|million))\b",
    re.IGNORECASE,
)
MANY = {"dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6}
PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
SHARES = re.compile(
    rf"\b(?:(?P<half>half)|(?P<few>an?|one|two|three|four)[ -](?P<part>{'|'.join(PARTS)})s?)"
    rf"(?=\s+(?:of|the|are|were|have)\b)"
    rf"|(?<![\d,.])\b(?P<some>\d{{1,2}}|{'|'.join(ONES)})\s+in\s+(?:every\s+)?"
    rf"(?P<whole>\d{{1,3}}|{'|'.join(ONES)})\b(?!,\d|\.\d)",
    re.IGNORECASE,
)
# a share in words stands for what lies within this many percentage points of it
LOOSE = 5.0
# round numbers stand for what they are rounded from, if that is no more than this part away
ROUNDED = 0.1


@dataclass(frozen=True)
class Number:
    """A number in words.

    value: in pounds, percent or what is counted. step: what it is rounded to. unit: gbp, percent
    or "". text: as written; start: its place in the words.
    """

    text: str
    value: float
    step: float
    unit: str
    start: int

    def is_near(self, value: float) -> bool:
        """Say whether a figure, without its sign, reads as this number once rounded."""
        return abs(abs(value) - self.value) <= self.step / 2 * (1 + 1e-9)


def numbers_in(text: str) -> list[Number]:
    """Return the numbers in words that claim a figure, in order."""
    left = _blanked(text, NO_FIGURES)
    shares = [_share(found) for found in SHARES.finditer(left)]
    left = _blanked(left, SHARES)
    found = [*shares, *_in_digits(left), *_in_words(left)]
    return sorted(found, key=lambda number: number.start)


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: " " * len(found[0]), text)


def _in_digits(text: str) -> Iterator[Number]:
    for found in DIGITS.finditer(text):
        digits = found["digits"].replace(",", "")
        scale = SCALES.get((found["scale"] or found["short"] or "").lower(), 1.0)
        value = float(digits) * scale
        unit = "gbp" if found["pounds"] else "percent" if found["percent"] else ""
        yield Number(found[0].strip(), value, _step(digits, value, scale), unit, found.start())


def _step(digits: str, value: float, scale: float) -> float:
    """Return what a number is rounded to: its last decimal, or its trailing noughts in part."""
    if "." in digits:
        return scale * 10.0 ** -len(digits.partition(".")[2])
    if scale > 1:
        return scale
    noughts = len(digits) - len(digits.rstrip("0")) if value else 0
    return max([1.0, *(10.0**n for n in range(1, noughts + 1) if 10.0**n <= ROUNDED * value)])


def _in_words(text: str) -> Iterator[Number]:
    for found in WORDS.finditer(text):
        if found["large"]:
            value = LARGE[found["large"].lower()] + ONES.get((found["one"] or "").lower(), 0)
            yield Number(found[0], float(value), 1.0, "", found.start())
        else:
            many = MANY[found["many"].lower()]
            few = ONES.get(found["few"].lower(), 1)
            yield Number(found[0], few * many, few * many * ROUNDED, "", found.start())


def _share(found: re.Match[str]) -> Number:
    if found["half"]:
        percent, step = 50.0, LOOSE
    elif found["part"]:
        percent = 100.0 * ONES.get(found["few"].lower(), 1) / PARTS[found["part"].lower()]
        step = LOOSE
    else:
        some, whole = (
            float(word) if word.isdigit() else float(ONES[word.lower()])
            for word in (found["some"], found["whole"])
        )
        percent, step = 100 * some / max(whole, 1), min(LOOSE, 100 / max(whole, 1))
    return Number(found[0], percent, step, "percent", found.start())
