from sendlib.report.dates import in_words, time_stamp


def test_a_date_in_words_has_no_leading_zero():
    assert in_words("2026-07-01") == "1 July 2026"


def test_a_report_without_a_date_says_so_and_carries_a_fixed_one():
    assert in_words("") == "Date not given"
    assert time_stamp("").year == 2000


def test_the_time_stamp_is_noon_in_utc():
    assert time_stamp("2026-07-01").isoformat() == "2026-07-01T12:00:00+00:00"
