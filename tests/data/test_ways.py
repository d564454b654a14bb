import pytest

from sendlib.data.ways import require_inside


@pytest.mark.parametrize("path", ["lait/x.csv", "x.zip", "data/finance/Outturn data 202122.xlsx"])
def test_a_plain_path_is_taken(path):
    assert require_inside(path) == path


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../x", "a//b", "a/", "./a", "a\\b", "c:/x"])
def test_a_path_that_leaves_the_folder_or_has_two_spellings_is_refused(path):
    with pytest.raises(ValueError, match="not a plain path inside the folder"):
        require_inside(path)
