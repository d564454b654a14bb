"""The Local Authority Interactive Tool (DfE): its long table and its data dictionary.

Known defects of the source. Years are text in mixed form: `2025`, `2025 (prov)`, `2015/16`,
`2016-17 (OT)`, and one measure has a year `0`, without figures, which is left out. What `2025`
means depends on the measure and stands in the dictionary: `dated` puts the two together. Values
are text with float noise, kept as it is; `-` is not explained and read as not published. `Data
item` is mostly empty and not read.
"""

import re

import numpy as np
import pandas as pd

from sendlib.contracts.published import LAIT_DICTIONARY
from sendlib.contracts.tables import checked
from sendlib.data.areas import resolved
from sendlib.data.layouts import same_kind
from sendlib.data.names import name_pairs
from sendlib.data.periods import RULES
from sendlib.data.published import TOTAL, cell_facts, csv_columns, csv_frame
from sendlib.data.read import Read
from sendlib.errors import SourceError

TITLE = "Local Authority Interactive Tool"
COLUMNS = (
    "Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region",
)  # fmt: skip
DICTIONARY = {
    "Measure": "measure",
    "Measure_short": "short",
    "Chart_title": "title",
    "Polarity": "polarity",
    "dps": "dps",
    "Year_Type": "year_type",
    "Topic": "topic",
    "Data Owner (DO) /Supplier and Contact Details": "owner",
    "No_Quartile": "no_quartile",
    "Description": "description",
}
DICTIONARY_COLUMNS = (
    *DICTIONARY, "Measure_code", "y_axis_name", "state_funded_flag", "Table_status", "Last Update",
    "Next Update", "Methodology", "Hyperlink(s)",
)  # fmt: skip
POLARITIES = {"High": "high", "Low": "low"}
_STATUS = re.compile(r"\s*\((prov|rev|final|ot)\)$", re.IGNORECASE)
_YEAR_RULES = {
    "Academic Year": RULES["academic_from_end"],
    "Financial Year": RULES["financial_from_end"],
}


def read_measures(frame: pd.DataFrame, source: str) -> list[Read] | None:
    """Read the long table as facts of `lait`, periods as `year_text` gives them."""
    if not same_kind(map(str, frame.columns), COLUMNS, title=TITLE, name=source):
        return None
    text = [column for column in COLUMNS if column not in ("LA Number", "Data item")]
    frame = frame.astype(dict.fromkeys(text, str))
    area = resolved(frame, level=None, columns={"dfe": "LA Number"})
    unknown = frame.loc[area.isna(), ["LA Number", "LA and Regions"]].drop_duplicates()
    if len(unknown):
        raise SourceError(
            f"{source}: LA Number: areas that are no English council, region or England: "
            f"{unknown.head(3).to_dict('records')}; download the file again"
        )
    years = _years(frame, source=source)
    cells = pd.DataFrame(
        {
            "area_code": area,
            "period": years,
            "breakdown_topic": TOTAL,
            "breakdown": TOTAL,
            "field": frame["Short Desc"],
            "cell": frame["Values"],
        }
    )
    table = cell_facts(cells[years.notna()], source=source)
    names = name_pairs(area, source=source, code=_code(frame), name=frame["LA and Regions"])
    return [Read("lait", "lait", TITLE, source, table, names)]


def _code(frame: pd.DataFrame) -> pd.Series:
    return frame["LA Number"].map(lambda number: str(number).removesuffix(".0"))


def _years(frame: pd.DataFrame, *, source: str) -> pd.Series:
    """Read each year, missing where the text is no year and the row has no figure."""
    texts = {text: year_text(str(text)) for text in frame["Years"].unique()}
    years = frame["Years"].map(texts).astype(object)
    broken = years.isna() & (frame["Values"] != "-")
    if broken.any():
        found = frame.loc[broken, ["Short Desc", "Years"]].drop_duplicates().head(3)
        raise SourceError(f"{source}: Years: not a year: {found.to_dict('records')}")
    return years


def year_text(text: str) -> str | None:
    """Return a year without its status, a span of years as `2014 to 2016`, None if it is none.

    `2025 (prov)` is 2025, `2016-17 (OT)` is 2016-17, `2013/14-15/16` is `2013/14 to 2015/16`.
    """
    plain = _STATUS.sub("", text.strip())
    long_span = re.fullmatch(r"(\d{4}/\d{2})-(\d{2})/(\d{2})", plain)
    if long_span:
        first, start, end = long_span.groups()
        return f"{first} to {first[:2]}{start}/{end}"
    span = re.fullmatch(r"(\d{4})-(\d{2})", plain)
    if span and int(span[2]) != (int(span[1]) + 1) % 100:
        return f"{span[1]} to {span[1][:2]}{span[2]}"
    return plain if re.fullmatch(r"\d{4}([/-]\d{2})?", plain) else None


def dated(facts: pd.DataFrame, dictionary: pd.DataFrame) -> pd.DataFrame:
    """Give each LAIT fact the form of year that the dictionary says its measure has.

    `2025` becomes 2024/25 for a measure by academic year and 2024-25 by financial year; other
    kinds, and measures that are not in the dictionary, keep the year as it is.

    Args:
        facts: dataset `lait`.
        dictionary: table `lait_dictionary`; may be empty.
    """
    if facts.empty or dictionary.empty:
        return facts
    kinds = dictionary.drop_duplicates("short").set_index("short")["year_type"].to_dict()
    fields, periods = (facts[name].astype("category") for name in ("field", "period"))
    width = len(periods.cat.categories)
    pairs = fields.cat.codes.to_numpy().astype("int64") * width + periods.cat.codes.to_numpy()
    names = fields.cat.categories.to_list()
    years = periods.cat.categories.to_list()
    found = np.zeros(len(names) * width, dtype="int64")
    distinct: dict[str, int] = {}
    for pair in np.flatnonzero(np.bincount(pairs, minlength=len(found))):
        year = _dated_year(years[pair % width], kinds.get(names[pair // width], ""))
        found[pair] = distinct.setdefault(year, len(distinct))
    period = pd.Categorical.from_codes(found[pairs], categories=pd.Index(list(distinct)))
    return facts.assign(period=period)


def _dated_year(text: str, kind: str) -> str:
    rule = _YEAR_RULES.get(kind)
    return text if rule is None else " to ".join(rule(part) for part in text.split(" to "))


def read_dictionary(text: str, source: str) -> list[Read] | None:
    """Read the data dictionary as the table `lait_dictionary`.

    Fourteen measures stand in it twice, once per topic. Polarity is high, low or "" (none),
    `dps` the decimals shown, missing where not said; NA is "".
    """
    columns = csv_columns(text, name=source)
    if not same_kind(columns, DICTIONARY_COLUMNS, title=f"{TITLE}: dictionary", name=source):
        return None
    frame = csv_frame(text, name=source)[list(DICTIONARY)].rename(columns=DICTIONARY)
    frame = frame.apply(lambda cells: cells.str.strip().replace({"NA": ""}))
    frame["polarity"] = frame["polarity"].map(lambda text: POLARITIES.get(text, ""))
    frame["dps"] = pd.to_numeric(frame["dps"], errors="coerce").astype(float)
    table = checked(frame.reset_index(drop=True), LAIT_DICTIONARY, name=source)
    return [Read("lait_dictionary", "lait", f"{TITLE}: dictionary", source, table)]
