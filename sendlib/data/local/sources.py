"""A council's folder to named grids: which file, and which sheet of it, is which local file."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sendlib.contracts.local_files import local_files
from sendlib.data.local.actions import ACTIONS, layout
from sendlib.data.local.grids import TABLES, Grid, read_grids
from sendlib.data.local.headers import find_header, header_key
from sendlib.data.local.returns import is_return, year_in
from sendlib.data.local.sen2 import RETURN, read_return
from sendlib.data.local.sen2_modules import module_of, year_of
from sendlib.data.store import sha256
from sendlib.errors import SourceError

XML, ZIP = ".xml", ".zip"
# sheets of the workbook to fill in that hold no data
_README = "readme"
_EXPLANATIONS = {_README, "codes"}


@dataclass(frozen=True)
class Named:
    """A grid that is known to be a local file.

    year: of the SEN2 return it is part of. is_sheet: one of several in a workbook, so that one
    without rows counts as not given.
    """

    name: str
    grid: Grid
    source: str
    year: str = ""
    is_sheet: bool = False


@dataclass
class Found:
    """What is noted of files as they are read: digests, and the names of those not known."""

    digests: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def named_grids(folder: Path, files: Mapping[str, str], found: Found) -> Iterator[Named]:
    """Yield the local files of a folder, those that params name first, and note what was read.

    Args:
        folder: of the council's files; files below it count only where params name them.
        files: local file -> its name in the folder.
        found: takes digests and unknown names.

    Raises:
        SourceError: the folder or a named file is absent, or a file is damaged.
    """
    if not folder.is_dir():
        raise SourceError(
            f"local.folder: no folder {folder.name}; name the one that holds the council's files, "
            "or leave it blank"
        )
    absent = [f"local.files.{name}: no file {PurePosixPath(file).name} in the folder"
              for name, file in files.items() if not (folder / file).exists()]  # fmt: skip
    if absent:
        raise SourceError("\n".join(absent))
    taken = {(folder / file).resolve() for file in files.values()}
    for name, file in files.items():
        yield from _path(folder / file, _label(file), name, found)
    others = [path for path in sorted(folder.iterdir()) if path.resolve() not in taken]
    # a file of its own comes before a sheet of a workbook
    for path in sorted(others, key=lambda path: not _own_name(path.stem)):
        if path.name.startswith((".", "~$")) or (path.is_dir() and not is_return(path.name)):
            continue
        if header_key(path.stem) == _README:
            continue
        yield from _path(path, path.name, _own_name(path.stem), found)


def file_of(name: str, folder: Path, files: Mapping[str, str]) -> Path:
    """Return where a file lies that `Found.digests` names.

    Args:
        name: as it stands there.
        folder: of the council's files.
        files: local file -> its name in the folder, as params have them.
    """
    for file in files.values():
        label = _label(file)
        if name == label or name.startswith(f"{label}/"):
            return folder / file / name[len(label) + 1 :]
    return folder / name


def _label(file: str) -> str:
    """Return what a file is called where others read it: nothing of where it lies if elsewhere."""
    path = Path(file)
    return path.name if path.is_absolute() or ".." in path.parts else file


def _path(path: Path, label: str, name: str, found: Found) -> Iterator[Named]:
    if path.is_dir():
        inner = sorted(path.iterdir())
        parts = [(f"{label}/{file.name}", _content(file)) for file in inner if file.is_file()]
        found.digests.update({part: sha256(content) for part, content in parts})
        yield from _modules(parts, year_in(path.name), found)
        for folder in inner:
            if folder.is_dir() and is_return(folder.name):
                yield from _path(folder, f"{label}/{folder.name}", name, found)
        return
    suffix = path.suffix.lower()
    if suffix not in (*TABLES, XML, ZIP):
        found.unknown.append(label)
        return
    content = _content(path)
    source = PurePosixPath(label).name
    known = list(_file(content, source, name, found))
    if known:
        found.digests[label] = sha256(content)
    yield from known


def _file(content: bytes, source: str, name: str, found: Found) -> Iterator[Named]:
    suffix = PurePosixPath(source.lower()).suffix
    if suffix == XML:
        given = read_return(content, source=source)
        for module, grid in given.grids.items():
            year = given.year if given.year == year_in(given.year) else year_in(source)
            yield Named(module, grid, f"{source}, {module}", year, is_sheet=True)
    elif suffix == ZIP or name == RETURN:
        parts = _unzipped(content, source) if suffix == ZIP else [(source, content)]
        yield from _modules(parts, year_in(source), found)
    else:
        yield from _sheets(content, source, name, found)


def _sheets(content: bytes, source: str, name: str, found: Found) -> Iterator[Named]:
    """Yield the sheets of a workbook by their names; one without such a name is the file's own."""
    grids = read_grids(content, source=source)
    stem = PurePosixPath(source).stem
    by_name = {_own_name(grid.sheet): grid for grid in reversed(grids) if _own_name(grid.sheet)}
    others = [grid for grid in grids if not _own_name(grid.sheet)]
    if name and name not in by_name:
        best = max(others, key=lambda grid: _columns_in(grid, name), default=None)
        if best is not None:
            yield Named(name, best, source)
            others = [grid for grid in others if grid is not best and _columns_in(grid, name)]
            yield from (Named(name, grid, source) for grid in others if _fits(grid, name))
        others = []
    yield from (Named(sheet, grid, source, is_sheet=True) for sheet, grid in by_name.items())
    for grid in others:
        module = module_of(grid.sheet or stem, grid)
        if module:
            yield Named(module, grid, source, year_in(source), is_sheet=bool(grid.sheet))
        elif any(map(any, grid.head)) and header_key(grid.sheet) not in _EXPLANATIONS:
            found.unknown.append(f"{source}, sheet {grid.sheet}" if grid.sheet else source)


def _modules(parts: list[tuple[str, bytes]], year: str, found: Found) -> Iterator[Named]:
    """Yield the modules of SEN2 returns from their files, each file or sheet one of them.

    Their year is that of the file's name, else what the header among them says, else the one given.
    """
    grids: list[tuple[str, Grid]] = []
    for source, content in parts:
        suffix = PurePosixPath(source.lower()).suffix
        if suffix == XML:
            yield from _file(content, source, RETURN, found)
        elif suffix in TABLES:
            name = PurePosixPath(source).name
            grids += [(name, grid) for grid in read_grids(content, source=name)]
        else:
            found.unknown.append(source)
    year = next(filter(None, (year_of(grid) for _, grid in grids)), year)
    for source, grid in grids:
        module = module_of(grid.sheet or PurePosixPath(source).stem, grid)
        if module:
            yield Named(module, grid, source, year_in(source) or year)
        elif not year_of(grid):
            found.unknown.append(f"{source}, sheet {grid.sheet}" if grid.sheet else source)


def _unzipped(content: bytes, source: str) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.namelist() if not member.endswith("/")]
            return [(f"{source}/{member}", archive.read(member)) for member in members]
    # a damaged zip makes zipfile raise whatever its parts raise
    except Exception as error:
        raise SourceError(
            f"{source}: not a whole zip ({type(error).__name__}); make it again"
        ) from None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{path.name}: cannot be opened ({error.strerror}); close it elsewhere and check it"
        ) from None


def _own_name(text: str) -> str:
    """Return the local file that a file's stem or a sheet's name names, blank where none."""
    return _OWN_NAMES.get(header_key(text), "")


def _columns_in(grid: Grid, name: str) -> int:
    header = find_header(grid.head, local_files()[name])
    return len(header.places) if header else 0


def _fits(grid: Grid, name: str) -> bool:
    if name == ACTIONS and layout(grid, {}) is not None:
        return True
    header = find_header(grid.head, local_files()[name])
    return header is not None and not header.missing(local_files()[name])


_OWN_NAMES = {header_key(name): name for name in (*local_files(), RETURN)}
