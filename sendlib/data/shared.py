"""Shares: files of protected figures that councils give to a region, written and read.

A share holds tables and results after disclosure control, as JSON with one row a line. Its sha256
is over everything else in it: it tells of a change, not of who made it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.contracts.shared import (
    FORM,
    HIDDEN,
    PLACES_COLUMNS,
    RESULT_COLUMNS,
    TABLE_COLUMNS,
    VERSION,
)
from sendlib.data.store import sha256
from sendlib.errors import ContractError, SourceError

HASH = "sha256"
HEADS = ("form", "version", "area_code", "area_name", "made_with", "edition", "disclosure")
FRAMES = ("tables", "results")
_AGAIN = "ask the council to make it again with “sendlib share”"


@dataclass(frozen=True)
class Shared:
    """What a share holds.

    area_code: of the council. made_with: version of sendlib. edition: years and document of its
    reports. disclosure: the rules by which numbers are hidden, and how many are. inputs: sha256 of
    the files behind it, sorted. tables and results: rows by name. places: commissioned places, by
    `PLACES_COLUMNS`.
    """

    area_code: str
    made_with: str
    edition: Mapping[str, Any]
    disclosure: Mapping[str, Any]
    inputs: tuple[str, ...]
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    results: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    places: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=[*PLACES_COLUMNS]))


def share_text(shared: Shared) -> str:
    """Return a share as it is written: the same text for the same content."""
    document = _document(shared)
    lines = [f"{json.dumps(name)}: {_written(part)}" for name, part in document.items()]
    lines.append(f"{json.dumps(HASH)}: {json.dumps(_hash(document))}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_share(path: Path, *, area: str) -> Shared:
    """Read a share and check that it is whole, of a known version and of a council.

    Raises:
        SourceError: it cannot be read, was changed, or is not the council's; what to do is said.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "not text"
        raise SourceError(
            f"{path.name}: cannot be read ({what}); check the member's shared: in the params file"
        ) from None
    return share_of_text(text, name=path.name, area=area)


def share_of_text(text: str, *, name: str, area: str) -> Shared:
    """Return the share that a text holds, checked as `read_share` does.

    Args:
        text: of the file.
        name: of the file, for messages.
        area: three-digit code of the council it is to be of.

    Raises:
        SourceError: as `read_share`.
    """
    document = _loaded(text, name)
    if document["version"] != VERSION:
        raise SourceError(
            f"{name}: is a share of version {document['version']!r}, expected {VERSION}; have it "
            "made again with the version of sendlib that this report is built with"
        )
    if document.pop(HASH, "") != _hash(document):
        raise SourceError(f"{name}: was changed since it was made, or is damaged; {_AGAIN}")
    if document["area_code"] != area:
        found = str(document["area_name"])
        raise SourceError(
            f"{name}: is the share of {found}, expected that of {area_name(area)}; name each "
            "member's own file under shared:"
        )
    try:
        return _shared(document)
    except (KeyError, TypeError, ValueError, ContractError) as error:
        raise SourceError(f"{name}: does not hold what a share holds ({error}); {_AGAIN}") from None


def _loaded(text: str, name: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        raise SourceError(f"{name}: is no whole JSON file, so it is damaged; {_AGAIN}") from None
    if not isinstance(document, dict) or document.get("form") != FORM:
        raise SourceError(
            f"{name}: is no share; name a file that “sendlib share” wrote, or give the folder of "
            "the council's own files under local:"
        )
    if missing := [one for one in (*HEADS, *FRAMES, "inputs", "places") if one not in document]:
        raise SourceError(f"{name}: has no {', '.join(missing)}; {_AGAIN}")
    return document


def _document(shared: Shared) -> dict[str, Any]:
    heads = dict(zip(HEADS, (
        FORM, VERSION, shared.area_code, area_name(shared.area_code), shared.made_with,
        dict(shared.edition), dict(shared.disclosure),
    ), strict=True))  # fmt: skip
    return {
        **heads,
        "inputs": list(shared.inputs),
        "places": _frame(shared.places),
        "tables": {name: _frame(rows) for name, rows in shared.tables.items()},
        "results": {name: _frame(rows) for name, rows in shared.results.items()},
    }


def _frame(rows: pd.DataFrame) -> dict[str, Any]:
    cells = rows.astype(object).where(rows.notna(), None)
    return {"columns": list(rows.columns), "rows": cells.to_numpy(dtype=object).tolist()}


def _shared(document: Mapping[str, Any]) -> Shared:
    return Shared(
        area_code=document["area_code"],
        made_with=document["made_with"],
        edition=document["edition"],
        disclosure=document["disclosure"],
        inputs=tuple(document["inputs"]),
        tables={name: _table(name, part) for name, part in document["tables"].items()},
        results={name: _result(name, part) for name, part in document["results"].items()},
        places=_typed(document["places"], ["places"])[list(PLACES_COLUMNS)],
    )


def _table(name: str, part: Mapping[str, Any]) -> pd.DataFrame:
    rows = _typed(part, ["value", "lower", "upper"])
    columns = list(rows.columns)
    if columns[0] != "period" or tuple(columns[-len(TABLE_COLUMNS) :]) != TABLE_COLUMNS:
        raise ContractError(f"table {name} has columns {', '.join(columns)}")
    _require_hidden(rows, name)
    if (rows["lower"].isna() | (rows["lower"] > rows["upper"])).any():
        raise ContractError(f"table {name} has a range that ends before it begins")
    return rows


def _result(name: str, part: Mapping[str, Any]) -> pd.DataFrame:
    rows = _typed(part, ["value", "lower", "upper", "confidence"])
    if not {*RESULT_COLUMNS} <= {*rows.columns}:
        raise ContractError(f"result {name} has columns {', '.join(rows.columns)}")
    _require_hidden(rows, name)
    return rows


def _require_hidden(rows: pd.DataFrame, name: str) -> None:
    if rows.loc[rows["reason"] == HIDDEN, "value"].notna().any():
        raise ContractError(f"{name} has a number behind one that is hidden")


def _typed(part: Mapping[str, Any], numbers: list[str]) -> pd.DataFrame:
    rows = pd.DataFrame(part["rows"], columns=part["columns"], dtype=object)
    return rows.astype({**dict.fromkeys(rows.columns, str), **dict.fromkeys(numbers, float)})


def _hash(document: Mapping[str, Any]) -> str:
    return sha256(_compact(document).encode("utf-8"))


def _compact(part: object) -> str:
    return json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _written(part: Any) -> str:
    """Return a part of the document as JSON, each row of a table on a line of its own."""
    if isinstance(part, Mapping) and set(part) == {"columns", "rows"}:
        columns = json.dumps(part["columns"], ensure_ascii=False)
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in part["rows"])
        return f'{{"columns": {columns}, "rows": [\n{rows}\n]}}'
    if isinstance(part, Mapping) and any(isinstance(one, Mapping) for one in part.values()):
        return "{\n" + ",\n".join(_entries(part)) + "\n}"
    return json.dumps(part, ensure_ascii=False)


def _entries(part: Mapping[str, Any]) -> Iterator[str]:
    for name, one in part.items():
        yield f"{json.dumps(name, ensure_ascii=False)}: {_written(one)}"
