"""The file in which a council gives its protected figures to a region: its form and columns."""

FORM = "sendlib share"
VERSION = 1  # raised when a reader of the one before would misread the file

# of a table: its fields stand between the period and these
TABLE_COLUMNS = ("value", "lower", "upper", "reason")
# of a result: further keys of text may stand before the value
RESULT_COLUMNS = (
    "period", "breakdown", "statistic", "value", "lower", "upper", "unit", "confidence", "reason",
)  # fmt: skip
# of the places that are commissioned, which tell of no persons
PLACES_COLUMNS = ("school_year", "need", "phase", "places")
HIDDEN = "confidential"  # the reason of a number that is hidden
