"""The XML of a SEN2 return to grids, one for each module, read as a stream.

Elements are known by their local names, so that a namespace does not matter. A record of the XML
has no number of its own: a person goes by UPN, else ULN, else place in the file, every other record
by its parent's number and its own place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from sendlib.contracts.local_files import LocalFile, local_files
from sendlib.data.local.grids import Grid
from sendlib.data.local.headers import header_key
from sendlib.errors import SourceError

RETURN = "sen2_plans"
# element of a record -> its module
ELEMENTS = {
    "person": "sen2_persons",
    "requests": "sen2_requests",
    "request": "sen2_requests",
    "assessment": "sen2_assessments",
    "assessments": "sen2_assessments",
    "namedplan": "sen2_named_plans",
    "plandetail": "sen2_plan_detail",
    "activeplans": "sen2_active_plans",
    "activeplan": "sen2_active_plans",
    "placementdetail": "sen2_placement_detail",
    "senneed": "sen2_sen_need",
}
PERSONS = "sen2_persons"
MODULES = tuple(dict.fromkeys(ELEMENTS.values()))
_HEADER = "header"
_WRAPPER = "persons"
_LONGEST_NAME = 40


@dataclass
class Return:
    """A return as read: a grid for each module, and what its header says.

    year: the collection's, blank where it is not given; likewise reference_date and council.
    """

    grids: dict[str, Grid]
    year: str = ""
    reference_date: str = ""
    council: str = ""


@dataclass
class _Record:
    """One record: its place in the file, its values by column, the records of each module below it.

    path: places in the file from the person down, as in 12.1.1. has_values: whether anything is
    said of it itself.
    """

    module: str
    path: str
    values: dict[str, str]
    below: dict[str, int] = field(default_factory=dict)
    has_values: bool = False


def read_return(content: bytes, *, source: str) -> Return:
    """Return the modules of a SEN2 return.

    Args:
        content: the XML file.
        source: its name, for errors.

    Raises:
        SourceError: not whole XML, XML that defines entities, or no SEN2 return.
    """
    stream = _Stream(source)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = stream.start
    parser.EndElementHandler = stream.end
    parser.CharacterDataHandler = stream.text
    parser.StartDoctypeDeclHandler = stream.refuse_doctype
    try:
        parser.Parse(content, True)
    # an encoding that Python does not know raises either of the other two
    except (expat.ExpatError, LookupError, ValueError) as error:
        problem = expat.ErrorString(getattr(error, "code", 0) or 0) or "an unknown encoding"
        raise SourceError(
            f"{source}: not whole XML at line {parser.ErrorLineNumber} ({problem}); write the "
            "return again from the system it comes from"
        ) from None
    if not stream.has_persons:
        raise SourceError(f"{source}: no SEN2 return: it has no element Persons with Person in it")
    return stream.read()


class _Stream:
    """Takes the events of the parser, keeps finished records as rows."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.contracts = {name: local_files()[name] for name in MODULES}
        self.columns = {name: _columns(contract) for name, contract in self.contracts.items()}
        self.heads = {name: list(contract.columns) for name, contract in self.contracts.items()}
        self.rows: dict[str, list[list[str]]] = {name: [] for name in MODULES}
        self.header: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.path: list[str] = []
        self.open: list[_Record] = []
        self.words: list[str] = []
        self.persons = 0
        self.has_persons = False

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        name = self.names.get(tag)
        if name is None:
            name = self.names[tag] = header_key(tag.rpartition(":")[2])
        self.path.append(name)
        self.words.clear()
        self.has_persons |= name == _WRAPPER
        module = ELEMENTS.get(name)
        if module:
            self.open.append(self._record(module))

    def text(self, words: str) -> None:
        self.words.append(words)

    def end(self, tag: str) -> None:
        name = self.path.pop()
        text = "".join(self.words).strip()
        self.words.clear()
        if name in ELEMENTS:
            self._close(self.open.pop())
        elif text and self.open:
            self._keep(self.open[-1], name, tag.rpartition(":")[2], text)
        elif text and _HEADER in self.path:
            self.header.setdefault(name, text)

    def refuse_doctype(self, *_: object) -> None:
        raise SourceError(
            f"{self.source}: holds a document type definition, which can define entities and is "
            "not read; write the return again without one"
        )

    def read(self) -> Return:
        """Return what was read; rows are as long as their module's header."""
        grids = {}
        for name, rows in self.rows.items():
            head = self.heads[name]
            full = [row + [""] * (len(head) - len(row)) for row in rows]
            grids[name] = Grid("", [head], full)
        return Return(
            grids,
            year=self.header.get("year", ""),
            reference_date=self.header.get("referencedate", ""),
            council=self.header.get("lea", ""),
        )

    def _record(self, module: str) -> _Record:
        """Return a new record that knows the numbers of those it lies in."""
        contract = self.contracts[module]
        if not self.open:
            self.persons += 1
            return _Record(module, str(self.persons), {})
        parent = self.open[-1]
        place = parent.below[module] = parent.below.get(module, 0) + 1
        path = f"{parent.path}.{place}"
        above = {self.contracts[one.module].key[0]: _number(one) for one in self.open}
        values = {name: value for name, value in above.items() if name in contract.columns}
        return _Record(module, path, values)

    def _keep(self, record: _Record, name: str, tag: str, text: str) -> None:
        column = self.columns[record.module].get(name)
        if column is None:  # listed as a column that no contract has
            column = tag[:_LONGEST_NAME]
            if column not in self.heads[record.module]:
                self.heads[record.module].append(column)
        record.values.setdefault(column, text)
        record.has_values = True

    def _close(self, record: _Record) -> None:
        """Keep a finished record, unless it is empty or only holds others of its kind."""
        if not record.has_values and set(record.below) <= {record.module}:
            return
        record.values[self.contracts[record.module].key[0]] = _number(record)
        head = self.heads[record.module]
        self.rows[record.module].append([record.values.get(name, "") for name in head])


def _number(record: _Record) -> str:
    """Return what other records call this one."""
    if record.module != PERSONS:
        return record.path
    named = (record.values.get(name, "") for name in ("person_id", "upn", "unique_learner_number"))
    return next(filter(None, named), f"person {record.path}")


def _columns(contract: LocalFile) -> dict[str, str]:
    """Return the column of each element; elements are named as columns or their aliases are."""
    known = {
        header_key(text): name
        for name, column in contract.columns.items()
        for text in column.aliases
    }
    return known | {header_key(name): name for name in contract.columns}
