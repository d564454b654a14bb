"""docs/data.md tells of the same files as the register."""

from pathlib import Path

from sendlib.data.fetch.servers import SERVERS
from sendlib.data.register import load_register

PAGE = Path(__file__).parents[1] / "docs" / "data.md"
HEADER = "| file | publication | edition | origin | way |\n|---|---|---|---|---|"


def table_of_files():
    rows = (
        f"| `{source.path}` | [{source.title}]({source.page}), {source.publisher} "
        f"| {source.edition} | {source.origin} | `{source.fetch.kind}` |"
        for source in load_register().sources
    )
    return "\n".join([HEADER, *rows]) + "\n"


def test_the_table_of_files_is_the_register():
    """On failure: the table to put at the end of the page is the left side."""
    assert table_of_files() == PAGE.read_text(encoding="utf-8").partition("## The files\n\n")[2]


def test_every_way_and_every_server_is_explained():
    text = PAGE.read_text(encoding="utf-8")
    kinds = {source.fetch.kind for source in load_register().sources}
    assert {f"| `{kind}` |" for kind in kinds} <= {
        f"{line[: line.find('|', 2)]}|" for line in text.splitlines()
    }
    assert all(f"`SENDLIB_{name.upper()}`" in text for name in SERVERS)


def test_a_table_laid_out_by_hand_is_one_of_the_registers():
    text = PAGE.read_text(encoding="utf-8").partition("## By hand")[2].partition("\n## ")[0]
    named = [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")]
    assert named
    register = load_register()
    assert all(not register.by_path(path).is_fetched for path in named)
