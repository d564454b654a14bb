import pytest

from sendlib.data.finance import read_deflator, read_payments
from sendlib.errors import ContractError, SourceError

DEFLATOR = (
    "# GDP deflator, 2024-25 = 100.\n# OBR.\nfinancial_year,index_2024_25_100,status\n"
    "2023-24,96.1,outturn\n2024-25,100,outturn\n2025-26,102.5,forecast\n"
)
PAYMENTS = 'month,cost_centre,supplier,amount_gbp\n2023-04,HN Special,A SCHOOL,"1,000.50"\n'


def test_the_deflator_is_read_with_its_note():
    reads = read_deflator(DEFLATOR, "gdp.csv")
    assert reads is not None
    table = reads[0].table
    assert table["index"].tolist() == [96.1, 100.0, 102.5]
    assert table["status"].tolist() == ["outturn", "outturn", "forecast"]
    assert set(table["note"]) == {"GDP deflator, 2024-25 = 100. OBR."}


@pytest.mark.parametrize(
    ("old", "new", "error", "message"),
    [
        ("index_2024_25_100", "index_2025_26_100", SourceError, "New columns: index_2025_26_100"),
        ("2023-24", "2023-25", SourceError, "column financial_year: not a year that spans"),
        ("96.1", "many", SourceError, "column index_2024_25_100: not a number"),
        ("forecast", "guess", ContractError, "status"),
    ],
)
def test_a_deflator_that_cannot_be_read_is_refused(old, new, error, message):
    with pytest.raises(error, match=f"gdp.csv: .*{message}"):
        read_deflator(DEFLATOR.replace(old, new), "gdp.csv")


def test_payments_are_of_the_council_that_the_file_s_name_begins_with():
    for name, code in (
        ("finance/worcestershire_2023_24_provider_payments.csv", "885"),
        ("Tower Hamlets payments.csv", "211"),
        ("east-sussex.csv", "845"),
    ):
        reads = read_payments(PAYMENTS, name)
        assert reads is not None
        row = reads[0].table.to_dict("records")[0]
        assert (row["area_code"], row["amount_gbp"], row["line"]) == (code, 1000.5, 2)


def test_payments_of_nobody_are_refused_with_what_to_do():
    with pytest.raises(SourceError, match=r"but whose.*begin its name with the council's"):
        read_payments(PAYMENTS, "finance/payments_2023.csv")


def test_payments_that_cannot_be_read_are_refused():
    with pytest.raises(SourceError, match="amount_gbp: not a number"):
        read_payments(PAYMENTS.replace('"1,000.50"', "x"), "kent.csv")
    with pytest.raises(ContractError, match=r"kent\.csv: month"):
        read_payments(PAYMENTS.replace("2023-04", "April"), "kent.csv")
    with pytest.raises(SourceError, match="Columns gone: supplier"):
        read_payments(PAYMENTS.replace("supplier", "payee"), "kent.csv")


def test_other_files_are_left_alone():
    assert read_deflator("a,b\n1,2", "x.csv") is None
    assert read_payments("a,b\n1,2", "x.csv") is None


def test_the_published_deflator_is_100_in_2024_25(real):
    (read,) = real("finance/gdp_deflator_obr_november_2025.csv")
    assert read.table.set_index("financial_year")["index"]["2024-25"] == 100


def test_the_published_payments_keep_every_line(real):
    (read,) = real("finance/worcestershire_2023_24_provider_payments.csv")
    assert len(read.table) == 424
    assert set(read.table["area_code"]) == {"885"}
