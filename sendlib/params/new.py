"""A params file for a council, commented, as a first draft to fill in."""

import json
from pathlib import Path

from sendlib.contracts.areas import area_name, council
from sendlib.errors import ParamsError
from sendlib.params.load import default_params
from sendlib.params.model import ReportParams

_TEMPLATE = """\
# What this report covers. How its figures are worked out is in sendlib, the same for every council.
# A blank value counts as not given, and the report says so. A # begins a comment.

area: {area}  # by name or three-digit code ({code})

years:  # calendar years shown, both included
  first: {first}
  last: {last}

comparators:  # beside whom the council is shown
  england: true
  region: true  # {region}
  statistical_neighbours: true  # the ten that DfE lists
  own:  # a list of your own; to use one, take the # from the next three lines
    # name: CIPFA nearest neighbours
    # source: CIPFA, 2025
    # councils: [Kent, 825]

sources:  # the edition to read, such as "2025"; latest is the newest one found
{sources}

partners:
  integrated_care_board: {integrated_care_board}
  parent_carer_forum: {parent_carer_forum}
  others: []

contact:  # whom a reader can ask, also for the report in another format
  name:
  role:
  email:
  telephone:
  address:

document:
  title:  # blank for the report's own
  status: draft  # draft or final; a draft is marked on every page, a final one needs a sign-off
  version: "{version}"
  date:  # such as 2026-03-31
  protective_mark:  # blank, OFFICIAL or OFFICIAL-SENSITIVE
  sign_off:  # to give one, take the # from the next three lines
    # name:
    # role:
    # date:

branding:  # colours stand in quotes; they are checked for contrast with white
  name:  # blank for the council's
  logo:  # a PNG or SVG file beside this one
  primary: "{primary}"
  accent: "{accent}"

report:
  leave_out: []  # sections to leave out, such as [money, map]
  plain_language: true  # the page for parents and carers

local:  # the council's own files, read where they lie, never copied; sendlib template writes them
  folder:  # where they are, from this file; those named packages.csv, places.xlsx ... are found
  files: {{}}  # files of other names, such as {{packages: Placements export.xlsx}}
  columns: {{}}  # other headers, such as {{packages: {{Cost per week: weekly_cost_education_gbp}}}}
  private:  # folder for results that name persons; blank for none

disclosure:  # how counts of few persons in those files are hidden; see docs/local-data.md
  threshold: 5  # smallest count other than 0 that is shown
  rounding: 0  # 0, or 5 or 10 to round every count shown
  protection: 2  # how far off another possible count must be for each one hidden
  money_percent: 10  # how far off another possible sum of money must be, in percent
  thresholds: {{}}  # of tables divided by one field, such as {{need: 10}}
  withhold: []  # fields by which no table is divided, such as [age]

commissioning:  # what the commissioning review works with
  cohorts: []  # definitions of complex needs, see docs/local-data.md; [] for the one shipped
  scenarios: []  # up to four courses beside the projection of plans, see docs/local-data.md
  returns: {{}}  # how provision is told apart for DfE, such as {{specialist_base_percent: 40}}
  sufficiency: {{}}  # places and what they cost, such as {{target_occupancy_percent: 92}}
  decisions: {{}}  # when a service is put forward, such as {{long_wait_weeks: 12}}
  allocation: {{}}  # personal budgets by points, such as {{budget_gbp: 900000, lowest_gbp: 500}}
  progress: {{}}  # how the plan is read, such as {{stale_months: 6, agencies: {{CYC: education}}}}
  prose: {{}}  # the authors' own words by chapter, such as {{market: market.md}}
  leave_out: []  # chapters of the review to leave out, such as [market]
  appendices: [findings, indicators]  # those to show
"""


def write_params(name: str, folder: Path) -> Path:
    """Write the params file of a council and return its path; a file that exists is kept.

    Args:
        name: the council, by name or three-digit code.
        folder: where to write it; made if absent. The file is named after the council.

    Raises:
        ParamsError: there is no such council today, the file exists, or it cannot be written.
    """
    params = default_params(name)
    path = folder / f"{params.slug}.yml"
    text = params_text(params)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ParamsError(
            f"{folder.as_posix()}: no folder and cannot be made one: {error.strerror}; "
            "choose another folder"
        ) from error
    _write_new(path, text)
    return path


def params_text(params: ReportParams) -> str:
    """Return the commented text of a params file that holds the defaults of a council."""
    partners = params.partners
    return _TEMPLATE.format(
        area=params.area_name,
        code=params.area,
        first=params.years.first,
        last=params.years.last,
        region=area_name(council(params.area).region),
        sources="\n".join(f"  {name}: {edition}" for name, edition in params.sources),
        integrated_care_board=_given(partners.integrated_care_board),
        parent_carer_forum=_given(partners.parent_carer_forum),
        version=params.document.version,
        primary=params.branding.primary,
        accent=params.branding.accent,
    )


def _given(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text else " # not known, please give"


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise ParamsError(
            f"{path.as_posix()}: found, and kept as it is; change it, or move it and try again"
        ) from error
    except OSError as error:
        path.unlink(missing_ok=True)
        raise ParamsError(
            f"{path.as_posix()}: cannot be written: {error.strerror}; choose another folder"
        ) from error
