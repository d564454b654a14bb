"""The local files a council can give: what each holds, column by column.

One YAML file each in `contracts/local/`, its stem the file's name; `codes.yml` there holds the code
sets that columns name. The contract serves the readers, validation, the workbook to fill in, the
demo's generator and disclosure control alike.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal[
    "id", "text", "code", "codes", "date", "month", "whole", "number", "money", "percent",
    "yes_no", "postcode",
]  # fmt: skip
FOLDER = files("sendlib.contracts") / "local"
CODES = "codes"
# A row whose first cell starts with this word is an example of the workbook to fill in, not data
EXAMPLE_MARK = "EXAMPLE"


class Fixed(BaseModel):
    """Values of a contract are fixed, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LocalColumn(Fixed):
    """One column of a local file.

    kind: `id` and `text` stay as written; `code` is one of `codes`, `codes` several of them with
    semicolons between; `month` is the first day of a month; `whole` a whole number; `money` pounds;
    `percent` 0 to 100.
    personal: the value says something of one person and is never printed.
    codes: the set of the latest year; `editions` those of years before it.
    links: `file.column` whose values this column repeats.
    """

    kind: Kind
    meaning: str
    required: bool = False
    personal: bool = False
    codes: str | None = Field(default=None, description="name of a set in codes.yml")
    editions: Mapping[str, str] = Field(
        default={}, description="year of a return: the set of that year, where it is another"
    )
    lowest: float | None = None
    highest: float | None = None
    unit: str = ""
    example: str = ""
    links: str | None = None
    aliases: tuple[str, ...] = Field(default=(), description="other headers it is known under")

    @model_validator(mode="after")
    def _has_codes_when_coded(self) -> "LocalColumn":
        if (self.kind in ("code", "codes")) != (self.codes is not None):
            raise ValueError("a column of kind code or codes names its set of codes, no other does")
        return self


class LocalFile(Fixed):
    """One local file: a row's meaning, its key, its columns in order.

    personal: its rows are persons or belong to one, so nothing built on it is shown unprotected.
    agency: the column that says which agency gave a row, for completeness by agency.
    prompts: further examples for the workbook to fill in, as what others have put there.
    """

    name: str
    title: str
    row: str = Field(description="what one row is, such as “a package of one person”")
    personal: bool
    key: tuple[str, ...]
    columns: dict[str, LocalColumn]
    agency: str | None = None
    prompts: tuple[Mapping[str, str], ...] = ()

    @model_validator(mode="after")
    def _keys_are_columns(self) -> "LocalFile":
        named = {*self.key, *([self.agency] if self.agency else [])}.union(*self.prompts)
        if unknown := named - set(self.columns):
            raise ValueError(f"{self.name}: no such column: {', '.join(sorted(unknown))}")
        return self

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a row cannot be used."""
        return tuple(name for name, column in self.columns.items() if column.required)


@cache
def local_files() -> Mapping[str, LocalFile]:
    """Return the contract of every local file by its name, in alphabetical order."""
    found = sorted(
        entry.name.removesuffix(".yml") for entry in FOLDER.iterdir() if entry.name.endswith(".yml")
    )
    return {name: _read(name) for name in found if name != CODES}


@cache
def code_sets() -> Mapping[str, Mapping[str, str]]:
    """Return every set of codes by its name: code -> what it stands for."""
    text = (FOLDER / f"{CODES}.yml").read_text(encoding="utf-8")
    return {
        name: {str(code): str(label) for code, label in codes.items()}
        for name, codes in yaml.safe_load(text).items()
    }


def _read(name: str) -> LocalFile:
    text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    return LocalFile.model_validate({"name": name, **yaml.safe_load(text)})
