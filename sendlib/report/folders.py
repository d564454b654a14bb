"""A folder of files, replaced whole or not at all."""

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

OLD = "-old"


def replace_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Put a folder of these files in the place of what is there, in one step.

    The new folder is written beside the old one and takes its name once it is complete.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    old = new.with_name(new.name + OLD)
    try:
        new.chmod(0o755)
        for name, content in contents.items():
            (new / name).parent.mkdir(exist_ok=True)
            (new / name).write_bytes(content)
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except BaseException:  # an interrupt included: the old report must not be lost
            if old.exists() and not folder.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def restore_folder(folder: Path) -> None:
    """Clear away what a process left that was killed while it replaced a folder.

    If it was killed between the two steps, the old folder takes its name again.
    """
    left = re.compile(rf"\.{re.escape(folder.name)}-[a-z0-9_]{{8}}({OLD})?")
    found = [path for path in folder.parent.glob(f".{folder.name}-*") if left.fullmatch(path.name)]
    for path in sorted(found, key=lambda path: not path.name.endswith(OLD)):
        if path.name.endswith(OLD) and not folder.exists():
            path.rename(folder)
        else:
            shutil.rmtree(path, ignore_errors=True)
