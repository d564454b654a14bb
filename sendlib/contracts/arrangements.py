"""What joint commissioning arrangements have to hold by law, in own words."""

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

_FILE = files("sendlib.contracts") / "arrangements.yml"


class Arrangement(BaseModel):
    """One arrangement: its name, the law it rests on, and words that tell it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    law: str
    words: tuple[str, ...]

    def is_told_by(self, text: str) -> bool:
        """Say whether a council's own name of an arrangement means this one."""
        plain = _plain(text)
        return plain == _plain(self.name) or any(_plain(word) in plain for word in self.words)


@cache
def arrangements() -> tuple[Arrangement, ...]:
    """Return the statutory arrangements, those of section 26 first."""
    found = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(Arrangement.model_validate(one) for one in found)


def arrangement_of(text: str) -> Arrangement | None:
    """Return the statutory arrangement that a council's own name means, the first that fits."""
    exact = [one for one in arrangements() if _plain(one.name) == _plain(text)]
    return next(iter([*exact, *(one for one in arrangements() if one.is_told_by(text))]), None)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))
