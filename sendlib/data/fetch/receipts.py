"""What was fetched: the server's mark and the checksum of each file, kept beside the files."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

RECEIPTS = ".fetched.json"


@dataclass(frozen=True)
class Receipt:
    """One fetched file: its address, the server's mark (ETag), size in bytes and checksum."""

    url: str
    etag: str | None
    size_bytes: int
    sha256: str


def read_receipts(folder: Path) -> dict[str, Receipt]:
    """Return the receipts of a folder by path; an unreadable one counts as none."""
    try:
        content = json.loads((folder / RECEIPTS).read_text(encoding="utf-8"))
        return {path: Receipt(**receipt) for path, receipt in content.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_receipt(folder: Path, path: str, receipt: Receipt) -> None:
    """Add a receipt, replacing the file as a whole."""
    content = {**read_receipts(folder), path: receipt}
    part = folder / f"{RECEIPTS}.part"
    part.write_text(
        json.dumps({path: asdict(content[path]) for path in sorted(content)}, indent=1) + "\n",
        encoding="utf-8",
    )
    part.replace(folder / RECEIPTS)
