"""What a build tells of the authors' own words."""

from sendlib.params.load import from_notebook
from sendlib.report.prose_support import Unsupported
from sendlib.run.jobs import Job
from sendlib.run.prose import keep_unsupported

PROSE = {"market": "It rose by 9%."}


def job(**prose):
    params = from_notebook(area="885", commissioning={"prose": prose})
    return Job("york", params, "commissioning-review")


def test_unsupported_numbers_are_listed_beside_the_check_and_told(tmp_path):
    found = [Unsupported("market", line, "9%", "It rose by 9%.") for line in range(1, 8)]
    [told] = keep_unsupported(found, job(**PROSE), tmp_path)
    assert told.startswith("numbers in the authors' words that no figure of the report supports: ")
    assert "market, line 5: 9%; and 2 more; all in" in told
    path = tmp_path / "york" / "check" / "commissioning-review-numbers.csv"
    assert str(path) in told
    assert len(path.read_text("utf-8").splitlines()) == 8
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_few_are_all_told_and_none_are_not_told_at_all(tmp_path):
    [told] = keep_unsupported([Unsupported("market", 1, "9%", "")], job(**PROSE), tmp_path)
    assert "more" not in told
    assert keep_unsupported([], job(**PROSE), tmp_path) == ()
    path = tmp_path / "york" / "check" / "commissioning-review-numbers.csv"
    assert path.read_text("utf-8") == "chapter,line,number,words\n"


def test_a_report_without_the_authors_words_leaves_no_list(tmp_path):
    keep_unsupported([], job(**PROSE), tmp_path)
    assert keep_unsupported([], job(), tmp_path) == ()
    assert not list((tmp_path / "york" / "check").iterdir())
    assert keep_unsupported([], job(), tmp_path / "new") == ()
    assert not (tmp_path / "new").exists()
