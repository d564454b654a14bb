import pytest

from sendlib.data.fetch.receipts import RECEIPTS, Receipt, read_receipts, write_receipt

FIRST = Receipt("https://a.example", '"v1"', 3, "0" * 64)


def test_receipts_are_kept_by_path_and_replaced(tmp_path):
    write_receipt(tmp_path, "b.csv", FIRST)
    write_receipt(tmp_path, "a.csv", FIRST)
    second = Receipt("https://a.example", None, 4, "1" * 64)
    write_receipt(tmp_path, "b.csv", second)
    assert read_receipts(tmp_path) == {"a.csv": FIRST, "b.csv": second}
    assert [path.name for path in tmp_path.iterdir()] == [RECEIPTS]


@pytest.mark.parametrize("content", ["", "[]", '{"a.csv": {"size": 1}}', '{"a.csv": 1}'])
def test_unreadable_receipts_count_as_none(tmp_path, content):
    (tmp_path / RECEIPTS).write_text(content)
    assert read_receipts(tmp_path) == {}
