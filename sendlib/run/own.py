"""Which files of councils' own a report reads, and its params without where these lie."""

from typing import Any

from sendlib.params.load import to_notebook
from sendlib.params.local import LocalData
from sendlib.params.region import AnyParams, Member, RegionParams


def reads_own_files(params: AnyParams) -> bool:
    """Say whether params name files of a council's own: such a report is built here only."""
    return any(local.folder for local in local_blocks(params))


def local_blocks(params: AnyParams) -> list[LocalData]:
    """Return where the files lie of the council, or of each member of a region."""
    if isinstance(params, RegionParams):
        return [member.local for member in params.members]
    return [params.local]


def public_params(params: AnyParams) -> dict[str, Any]:
    """Return params as values, without where the council's own files lie and what they are."""
    if not isinstance(params, RegionParams):
        return {**to_notebook(params), "local": LocalData().model_dump(mode="json")}
    members = tuple(Member(area=member.area) for member in params.members)
    return to_notebook(params.model_copy(update={"members": members}))
