"""Params from a file, from a notebook's parameters cell, or as defaults; all faults at once."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from sendlib.errors import ParamsError
from sendlib.params.faults import Fault, did_you_mean, dotted, explain, nearest
from sendlib.params.local import beside
from sendlib.params.logo import logo_data
from sendlib.params.model import ReportParams
from sendlib.params.partners import KNOWN_PARTNERS
from sendlib.params.prose import prose_text
from sendlib.params.reading import ParamsText, read_params_text
from sendlib.params.region import AnyParams, OfRegion, RegionParams

SUFFIXES = (".yml", ".yaml")
REGION_KEYS = frozenset(OfRegion.model_fields)


def load_params(path: Path) -> ReportParams:
    """Read and check the params file of a council.

    Raises:
        ParamsError: every fault of the file, one a line:
            `file: line: key: found ..., allowed: ...; did you mean ...?`
            It may also be a region's, and one of a council is wanted.
    """
    params = load_any(path)
    if isinstance(params, RegionParams):
        raise ParamsError(
            f"{path.as_posix()}: found the params of a region, {params.region}; the params file of "
            "a council is expected"
        )
    return params


def load_any(path: Path) -> AnyParams:
    """Read and check the params file of a council or of a region, which names its members.

    Raises:
        ParamsError: every fault of the file, one a line, as `load_params` has them.
    """
    document = read_params_text(_content(path))
    values, faults = document.values, document.faults
    _take_in_logo(values, path.parent, document)
    _take_in_prose(values, path.parent, document)
    _find_folders(values, path.parent)
    model = _model_of(values)
    params: AnyParams | None = None
    if values or not faults:
        try:
            params = model.model_validate(values)
        except ValidationError as error:
            faults.extend(_faults(error, model, document))
    if params is None or faults:
        raise ParamsError(_message(faults, path.as_posix()))
    return params


def _model_of(values: Mapping[str, Any]) -> type[ReportParams] | type[RegionParams]:
    """Return the model that values are meant for: a region's name its members or the region."""
    return RegionParams if REGION_KEYS & set(values) else ReportParams


def default_params(area: str) -> ReportParams:
    """Return the params that `sendlib new` writes for a council, without writing them.

    Args:
        area: the council, by name or three-digit code.

    Raises:
        ParamsError: there is no such council today.
    """
    params = from_notebook(area=area)
    known = KNOWN_PARTNERS.get(params.area)
    return params.model_copy(update={"partners": known}) if known else params


def to_notebook(params: AnyParams) -> dict[str, Any]:
    """Return params as the values of a notebook's parameters cell: plain text, numbers, lists."""
    return params.model_dump(mode="json")


def from_notebook(**values: Any) -> ReportParams:
    """Return params from the values of a notebook's parameters cell.

    A value that is None counts as left out, as in a params file. A logo stays the path it is.

    Raises:
        ParamsError: every fault of the values, one a line.
    """
    try:
        return ReportParams.model_validate(_without_blanks(values))
    except ValidationError as error:
        raise ParamsError(_message(_faults(error, ReportParams, None), "params")) from error


def region_from_notebook(**values: Any) -> RegionParams:
    """Return a region's params from the values of its notebook's parameters cell.

    Raises:
        ParamsError: every fault of the values, one a line.
    """
    try:
        return RegionParams.model_validate(_without_blanks(values))
    except ValidationError as error:
        raise ParamsError(_message(_faults(error, RegionParams, None), "params")) from error


def from_values(values: Mapping[str, Any]) -> AnyParams:
    """Return the params that a manifest holds, of a council or of a region.

    Raises:
        ParamsError: every fault of the values, one a line.
    """
    is_region = _model_of(values) is RegionParams
    return region_from_notebook(**values) if is_region else from_notebook(**values)


def _without_blanks(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: _without_blanks(part) for key, part in value.items() if part is not None}


def _faults(
    error: ValidationError, model: type[BaseModel], document: ParamsText | None
) -> Iterable[Fault]:
    for details in error.errors():
        key, text = explain(details, model)
        yield Fault(document.line(key) if document else 0, dotted(key), text)


def _message(faults: Iterable[Fault], where: str) -> str:
    return "\n".join(fault.sentence(where) for fault in sorted(set(faults)))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        advice = did_you_mean(_similar_files(path)) or "write one with: sendlib new NAME"
        raise ParamsError(f"{path.as_posix()}: no such file; {advice}") from error
    except OSError as error:
        may_be_folder = isinstance(
            error, IsADirectoryError | PermissionError
        )  # Windows: the latter
        is_folder = may_be_folder and path.is_dir()
        kind = "is a folder" if is_folder else f"cannot be read: {error.strerror}"
        raise ParamsError(f"{path.as_posix()}: {kind}; a params file is expected") from error


def _similar_files(path: Path) -> list[str]:
    if not path.parent.is_dir():
        return []
    names = sorted(file.name for file in path.parent.iterdir() if file.suffix in SUFFIXES)
    return [(path.parent / name).as_posix() for name in nearest(path.name, names)]


def _take_in_logo(values: dict[str, Any], folder: Path, document: ParamsText) -> None:
    """Put the content of the logo's file in the place of its path."""
    branding = values.get("branding")
    if isinstance(branding, dict) and isinstance(branding.get("logo"), str):
        branding["logo"], fault = logo_data(folder, branding["logo"])
        if fault:
            document.refuse(("branding", "logo"), fault)


def _take_in_prose(values: dict[str, Any], folder: Path, document: ParamsText) -> None:
    """Put what the authors wrote in the place of the paths of their files."""
    options = values.get("commissioning")
    prose = options.get("prose") if isinstance(options, dict) else None
    if not isinstance(prose, dict):
        return  # the model tells what is wrong with it, as with a path that is no text
    for place, name in [pair for pair in prose.items() if isinstance(pair[1], str)]:
        text, fault = prose_text(folder, name)
        if fault:
            document.refuse(("commissioning", "prose", str(place)), fault)
            del prose[place]
        else:
            prose[place] = text


def _find_folders(values: dict[str, Any], folder: Path) -> None:
    """Put full paths in the place of those that count from the params file."""
    members = values.get("members")
    for owner in [values, *(members if isinstance(members, list) else ())]:
        if not isinstance(owner, dict):
            continue
        local = owner.get("local")
        if isinstance(local, dict):
            for name in ("folder", "private"):
                if isinstance(local.get(name), str):
                    local[name] = beside(folder, local[name])
        if isinstance(owner.get("shared"), str):
            owner["shared"] = beside(folder, owner["shared"])
