"""An improvement plan as councils keep it, one column per review, to rows of one review each.

What is read is the plan's own table, in a workbook, a CSV file or a table of text; it comes out in
the columns of the local file `actions`, which a council may also give as such.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sendlib.contracts.local_files import local_files
from sendlib.data.local.actions_leads import Leads, agency_of, split_leads
from sendlib.data.local.actions_reviews import Review, review_columns
from sendlib.data.local.actions_text import TEXT_DELIMITERS, Line, plain_cell, whole_rows
from sendlib.data.local.grids import HEAD_ROWS, Grid
from sendlib.data.local.headers import Header, find_header
from sendlib.data.local.values import ALWAYS_MISSING, code_key
from sendlib.params.progress import USUAL_AGENCIES, USUAL_RATINGS, Progress

ACTIONS = "actions"
NEEDED = ("action",)
_AREA = re.compile(
    r"(?:area|priority|theme|workstream|significant weakness)s?\b.{0,60}|"
    r"(?:area|areas) (?:of|for) .*", re.I | re.S,
)  # fmt: skip
_KINDS = {
    "written_statement": re.compile(r"written statement of action|\bwsoa\b", re.I),
    "priority_action_plan": re.compile(r"priority action plan|\bpap\b", re.I),
}
_LETTER = re.compile(r"\(?([A-Z])\)\s*", re.ASCII)
_AFTER_WORD = re.compile(r"\s[-\u2013\u2014]\s|[:;,(\n]")


@dataclass(frozen=True)
class Place:
    """Where a row of the result stands in the plan; broken: what is wrong with its cells."""

    source: str
    row: int
    broken: str = ""


@dataclass(frozen=True)
class Layout:
    """Which cells of a plan's rows are what: columns of the contract, and reviews by month."""

    header: Header
    cells: tuple[str, ...]
    reviews: tuple[Review, ...]

    @property
    def heads(self) -> dict[str, str]:
        """Column of the contract -> its header in the plan."""
        return {name: self.cells[place].strip() for name, place in self.header.places.items()}


@dataclass(frozen=True)
class Action:
    """One action as its row says: cells by column of the contract, and what each review holds."""

    place: Place
    cells: Mapping[str, str]
    reviews: tuple[tuple[Review, str], ...]


def layout(grid: Grid, own: Mapping[str, str], progress: Progress | None = None) -> Layout | None:
    """Return where a plan has its columns; None where a grid is no plan with a column per review.

    Args:
        grid: a sheet or a text.
        own: headers of the user's own -> the contract's column.
        progress: how params say the plan is to be read.
    """
    contract = local_files()[ACTIONS]
    header = find_header(grid.head, contract, own)
    if header is None or "review_date" in header.places:
        return None
    if any(name not in header.places for name in NEEDED):
        return None
    cells = _header_cells(grid.head, header)
    taken = {place for name, place in header.places.items() if name != "rating"}
    open_heads = {place: text for place, text in enumerate(cells)
                  if text.strip() and place not in taken}  # fmt: skip
    hints = {head: month.isoformat() for head, month in (progress or Progress()).reviews.items()}
    reviews = review_columns(open_heads, hints)
    return Layout(header, cells, reviews) if any(_is_rating(one) for one in reviews) else None


def long_grid(
    grids: Sequence[tuple[Grid, str]], own: Mapping[str, str], progress: Progress
) -> tuple[Grid, tuple[Place, ...]]:
    """Return plans as one grid in the contract's columns, and where each of its rows comes from.

    Args:
        grids: sheets of a plan, each with the name of its source; all have a layout.
        own: headers of the user's own -> the contract's column.
        progress: how params say the plan is to be read.
    """
    actions = list(chain.from_iterable(_actions(*one, own, progress) for one in grids))
    contract = local_files()[ACTIONS]
    rows, places = [list(contract.columns)], []
    for action, number in zip(actions, _numbers(actions), strict=True):
        for cells in _by_review(action, number, progress):
            rows.append([cells.get(name, "") for name in contract.columns])
            places.append(action.place)
    return Grid("", rows[:HEAD_ROWS], rows[HEAD_ROWS:]), tuple(places)


def tidy_grid(grid: Grid, own: Mapping[str, str], progress: Progress) -> Grid:
    """Return a grid of one row per review with its ratings in the contract's words.

    Leads lose the initials of persons, which go into a column of their own unless there is one.
    """
    header = find_header(grid.head, local_files()[ACTIONS], own)
    if header is None:
        return grid
    words = rating_words(progress)

    def told(row: list[str], *, is_head: bool) -> list[str]:
        return row if is_head else _tidy(row, header, words)

    head = [told(row, is_head=number < header.rows) for number, row in enumerate(grid.head)]
    rest = (told(row, is_head=False) for row in grid.rest)
    return Grid(grid.sheet, head, rest, grid.delimiter)


def rating_words(progress: Progress) -> dict[str, str]:
    """Return the rating that each word stands for, those of params before the usual ones."""
    words = {code_key(word): code for word, code in USUAL_RATINGS.items()}
    return words | {code_key(word): code for word, code in progress.ratings.items()}


def _tidy(row: list[str], header: Header, words: Mapping[str, str]) -> list[str]:
    kept = list(row)
    place = header.places.get("rating", len(row))
    if place < len(row):
        kept[place] = _rating(row[place], words)
    place = header.places.get("lead", len(row))
    if place < len(row):
        kept[place] = "; ".join(split_leads(row[place]).agencies)
    return kept


def _actions(
    grid: Grid, source: str, own: Mapping[str, str], progress: Progress
) -> Iterator[Action]:
    found = layout(grid, own, progress)
    if found is None:
        return
    where = f"{source}, sheet {grid.sheet}" if grid.sheet else source
    above = [
        plain_cell(" ".join(filter(str.strip, row))) for row in grid.head[: found.header.rows - 1]
    ]
    usual = {"plan": progress.plan or _kind([*above, source, grid.sheet])}
    area = _area([text for text in above if text]) or _sheet_area(grid.sheet)
    before: dict[str, str] = {}
    for line in _lines(grid, found):
        cells = {name: line.cells[place] for name, place in found.header.places.items()
                 if place < len(line.cells)}  # fmt: skip
        if not cells.get("action", "").strip():
            area = _area([text for text in line.cells if text]) or area
            continue
        if _is_header_again(cells, found):
            continue
        for name in ("action_id", "outcome"):  # merged cells hold their text once
            if not cells.get(name, "").strip() and name in before:
                cells[name] = before[name]
        before = cells
        cells["area_for_improvement"] = cells.get("area_for_improvement", "") or area
        reviews = tuple((one, line.cells[one.place] if one.place < len(line.cells) else "")
                        for one in found.reviews)  # fmt: skip
        broken = "" if line.is_whole else f"{len(line.cells)} fields"
        yield Action(Place(where, line.number, broken), {**usual, **cells}, reviews)


def _lines(grid: Grid, found: Layout) -> Iterator[Line]:
    rows = ((number, row) for number, row in enumerate(grid.rows(), start=1)
            if number > found.header.rows)  # fmt: skip
    if grid.delimiter in TEXT_DELIMITERS:
        yield from whole_rows(rows, header=found.cells)
        return
    for number, row in rows:
        if any(map(str.strip, row)):
            yield Line(number, [plain_cell(cell) for cell in row])


def _header_cells(head: Sequence[Sequence[str]], header: Header) -> tuple[str, ...]:
    """Return the header's texts, those of merged cells above included."""
    lower = list(head[header.rows - 1])
    if header.is_one_row:
        return tuple(lower)
    upper, spanning, texts = list(head[header.rows - 2]), "", []
    for place in range(max(len(upper), len(lower))):
        above = upper[place].strip() if place < len(upper) else ""
        below = lower[place].strip() if place < len(lower) else ""
        spanning = above or spanning
        texts.append(f"{spanning} {below}" if below else above)
    return tuple(texts)


def _is_rating(review: Review) -> bool:
    return review.holds == "rating"


def _is_header_again(cells: Mapping[str, str], found: Layout) -> bool:
    heads = found.heads
    return sum(text.strip() == heads[name] for name, text in cells.items()) > len(cells) // 2


def _by_review(action: Action, number: str, progress: Progress) -> Iterator[dict[str, str]]:
    """Yield the rows of an action, one for each review that rates it; one without, if none does."""
    words = rating_words(progress)
    leads = split_leads(action.cells.get("lead", ""))
    usual = {**action.cells, **_lead_cells(leads, action.cells, progress), "action_id": number,
             "action": _LETTER.sub("", action.cells["action"], count=1)
             if _LETTER.match(action.cells["action"]) else action.cells["action"]}  # fmt: skip
    usual.pop("rating", None)
    told: dict[str, dict[str, str]] = {}
    for review, text in action.reviews:
        if text.strip() and text.strip().casefold() not in ALWAYS_MISSING:
            told.setdefault(review.month, {}).setdefault(review.holds, text.strip())
    rated = {month: cells for month, cells in told.items() if "rating" in cells}
    for month, cells in rated.items():
        yield {**usual, **cells, "review_date": month, "rating": _rating(cells["rating"], words)}
    if not rated:
        yield {**usual, "review_date": action.reviews[0][0].month}


def _lead_cells(leads: Leads, cells: Mapping[str, str], progress: Progress) -> dict[str, str]:
    known = {**USUAL_AGENCIES, **progress.agencies}
    return {
        "lead": "; ".join(leads.agencies),
        "lead_initials": "; ".join(leads.initials),
        "lead_agency": cells.get("lead_agency", "") or agency_of(leads.agencies, known),
    }


def _rating(text: str, words: Mapping[str, str]) -> str:
    """Return the rating a cell names; a remark behind its word is left out."""
    for part in (text, _AFTER_WORD.split(text.strip(), maxsplit=1)[0]):
        code = words.get(code_key(part))
        if code:
            return code
    return text


def _numbers(actions: Sequence[Action]) -> list[str]:
    """Return a number for each action: its own, with a letter or count where several share it."""
    given = [action.cells.get("action_id", "").strip() for action in actions]
    lettered = []
    for number, action in zip(given, actions, strict=True):
        letter = _LETTER.match(action.cells["action"])
        lettered.append(f"{number}{letter[1]}" if letter else number)
    numbers: list[str] = []
    for position, number in enumerate(lettered, start=1):
        number = number or f"Action {position}"
        again = sum(other == number or other.startswith(f"{number} (") for other in numbers)
        numbers.append(f"{number} ({again + 1})" if again else number)
    return numbers


def _kind(texts: Iterable[str]) -> str:
    text = "\n".join(texts)
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(text)), "")


def _area(texts: Sequence[str]) -> str:
    """Return the area for improvement that headings name, with what follows it."""
    start = next((at for at, text in enumerate(texts) if _AREA.match(text.strip())), None)
    if start is None:
        return ""
    parts = [" ".join(text.split()).strip(" :") for text in texts[start:]]
    return ": ".join(part for part in parts if part)


def _sheet_area(sheet: str) -> str:
    return sheet if _AREA.match(sheet.strip()) else ""
