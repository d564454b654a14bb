"""Blocks of a document in the making: headings, prose and tables, numbered as they come."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from sendlib.report.blocks import Block, Column, Heading, Prose, Table
from sendlib.report.words import Items, Paragraph, Text


@dataclass
class Page:
    """A document in the making."""

    blocks: list[Block] = field(default_factory=list)
    section: int = 0
    part: int = 0
    tables: int = 0

    def heading(self, words: str, level: int) -> None:
        """Add a heading of level 1 or 2."""
        self.section, self.part = (
            (self.section + 1, 0) if level == 1 else (self.section, self.part + 1)
        )
        number = f"{self.section}" if level == 1 else f"{self.section}.{self.part}"
        label = f"part-{number.replace('.', '-')}"
        self.blocks.append(Heading(label, level, number, (Text(words),)))

    def prose(self, *paragraphs: str) -> None:
        """Add paragraphs."""
        self.blocks.append(Prose("", tuple(Paragraph((Text(text),)) for text in paragraphs)))

    def listed(self, lines: Iterable[str]) -> None:
        """Add a list."""
        items = tuple((Paragraph((Text(line),)),) for line in lines)
        self.blocks.append(Prose("", (Items(ordered=False, start=1, items=items),)))

    def table(
        self,
        caption: str,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        numbers: Collection[str] = (),
    ) -> None:
        """Add a table, nothing where it has no rows; `numbers` are heads of number columns."""
        cells = tuple(tuple(row) for row in rows)
        if not cells:
            return
        self.tables += 1
        columns = tuple(
            Column(key=head, title=head, format="number" if head in numbers else "text")
            for head in heads
        )
        label = f"tab-{self.tables}"
        self.blocks.append(
            Table(label=label, number=self.tables, caption=caption, columns=columns, rows=cells)
        )
