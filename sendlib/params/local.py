"""Where a council's own files lie, what they are called, and which headers they use.

The files are confidential: params name them, and nothing of what they hold is taken into params.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import Field, ValidationInfo, field_validator

from sendlib.contracts.local_files import local_files
from sendlib.params.block import Block
from sendlib.params.faults import Refused, did_you_mean, found_text, nearest
from sendlib.params.values import GivenLine, Line

# the SEN2 return gives all files whose names begin like this, whether as XML or as modules
RETURN = "sen2_plans"


class LocalData(Block):
    """The council's own files, every one of which it may leave out."""

    folder: Line = Field(
        default="", description="folder of the files, beside the params file; blank for none"
    )
    files: Mapping[str, GivenLine] = Field(
        default={},
        validate_default=False,
        description="a block of local file: name in the folder, such as packages: Placements.xlsx",
    )
    columns: Mapping[str, Mapping[str, GivenLine]] = Field(
        default={},
        validate_default=False,
        description="a block of local file, in it a block of your header: name of the column",
    )
    private: Line = Field(
        default="", description="folder for results that name persons; blank for none"
    )

    def __hash__(self) -> int:
        """Count blocks of the same keys and values as the same, which mappings do not allow."""
        return hash(self.model_dump_json())

    @field_validator("files")
    @classmethod
    def _are_local_files(cls, files: Mapping[str, str], info: ValidationInfo) -> Mapping[str, str]:
        for name in files:
            _require_known(name, [*local_files(), RETURN], at=(name,))
        if files and not info.data.get("folder", "-"):
            raise Refused("local.folder, where these files lie", found="nothing")
        return files

    @field_validator("columns")
    @classmethod
    def _are_columns(
        cls, columns: Mapping[str, Mapping[str, str]]
    ) -> Mapping[str, Mapping[str, str]]:
        for file, headers in columns.items():
            _require_known(file, local_files(), at=(file,))
            for header, column in headers.items():
                _require_known(column, local_files()[file].columns, at=(file, header))
        return columns


def beside(folder: Path, name: str) -> str:
    """Return a folder that params name, as seen from anywhere; blank stays blank.

    Args:
        folder: where the params file lies.
        name: the folder from there, or an absolute path.
    """
    return (folder.absolute() / name).as_posix() if name.strip() else ""


def _require_known(name: str, names: Iterable[str], *, at: tuple[str, ...]) -> None:
    known = list(names)
    if name not in known:
        advice = did_you_mean(nearest(name, known))
        raise Refused(", ".join(known), advice, at=at, found=found_text(name))
