"""Councils as people write their names: found by name, alias or code, or refused with advice."""

import re
from difflib import get_close_matches

from sendlib.contracts.areas import ABOLISHED, COUNCILS, DEMO_COUNCILS, Council
from sendlib.params.faults import Refused, did_you_mean

ALLOWED = f"one of the {len(COUNCILS)} councils"

# The orders that abolished them: SI 2018/648 (Dorset), SI 2020/156 (Northamptonshire) and
# SI 2022/331 (Cumbria)
_ABOLISHED_ON = {
    "835": "1 April 2019",
    "836": "1 April 2019",
    "837": "1 April 2019",
    "909": "1 April 2023",
    "928": "1 April 2021",
}

# Words of a council's style, not of its name
_STYLE = frozenset(
    "council corporation county city borough metropolitan district royal unitary authority the"
    " bc cc lbc mbc mdc".split()
)
_SUFFIX = re.compile(r", (City|County) of$")


def council_key(name: str) -> str:
    """Return what two spellings of a council's name have in common.

    Case, punctuation, "&" and the style ("London Borough of", "City of", "County Council") do not
    count. "London" alone is not the City of London.
    """
    text = re.sub(r"['\u2019.]", "", name.casefold().replace("&", " and "))
    text = " ".join(re.findall(r"\w+", text))
    text = text.replace("london borough", "").replace("city of london", "cityoflondon")
    words = [word for word in text.split() if word not in _STYLE]
    return re.sub(r"^of | of$", "", " ".join(words))


def _by_key(councils: dict[str, Council]) -> dict[str, str]:
    return {
        key: council.code
        for council in councils.values()
        for key in (
            council.code,
            *(code.casefold() for code in council.ons_codes),
            *map(council_key, (council.name, *council.aliases)),
        )
    }


_CODES = _by_key(COUNCILS | DEMO_COUNCILS)
_ABOLISHED_CODES = _by_key(ABOLISHED)


def find_council(text: str) -> str:
    """Return the three-digit code of a council of today, or of the demo.

    Args:
        text: its name in any usual spelling, its three-digit code or its ONS code.

    Raises:
        Refused: no council of today has it; the advice names the successors of an abolished
            council, or the nearest names.
    """
    key = council_key(text)
    if key in _CODES:
        return _CODES[key]
    if key in _ABOLISHED_CODES:
        raise Refused(ALLOWED, _abolition(_ABOLISHED_CODES[key]))
    raise Refused(ALLOWED, did_you_mean(nearest_councils(text)))


def nearest_councils(text: str) -> list[str]:
    """Return up to three names that a misspelt or shortened name may stand for, best first."""
    key = council_key(text)
    names = {council_key(council.name): council.name for council in COUNCILS.values()}
    names |= {council_key(council.name): council.name for council in DEMO_COUNCILS.values()}
    if key == "london":
        return ["City of London"]
    shortened = [name for known, name in names.items() if key and f" {key} " in f" {known} "]
    close = [names[known] for known in get_close_matches(key, names, n=1, cutoff=0.7)]
    return list(dict.fromkeys([*close, *shortened]))[:3]


def slug(name: str) -> str:
    """Return a name as the stem of a file: `East Sussex` is `east-sussex`.

    The style that follows a comma is left out: `Bristol, City of` is `bristol`.
    """
    text = _SUFFIX.sub("", name).casefold().replace("&", " and ")
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['\u2019.]", "", text)))


def _abolition(code: str) -> str:
    gone = ABOLISHED[code]
    successors = [council.name for council in COUNCILS.values() if code in council.predecessors]
    verb = "its successor is" if len(successors) == 1 else "its successors are"
    return f"{gone.name} was abolished on {_ABOLISHED_ON[code]}; {verb} {', '.join(successors)}"
