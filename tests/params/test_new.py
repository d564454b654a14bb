from pathlib import Path

import pytest

from sendlib.contracts.areas import COUNCILS, DEMO_COUNCILS
from sendlib.errors import ParamsError
from sendlib.params.document import Block, SignOff
from sendlib.params.load import default_params, load_params
from sendlib.params.model import OwnComparators, ReportParams
from sendlib.params.new import params_text, write_params


@pytest.mark.parametrize("code", [*COUNCILS, *DEMO_COUNCILS])
def test_the_file_of_every_council_reads_back_as_its_defaults(tmp_path: Path, code: str) -> None:
    path = write_params(code, tmp_path)
    params = load_params(path)
    assert params == default_params(code)
    assert path == tmp_path / f"{params.slug}.yml"


def test_a_council_is_named_as_people_name_it_and_the_folder_is_made(tmp_path: Path) -> None:
    path = write_params("East Sussex County Council", tmp_path / "new" / "params")
    assert path.name == "east-sussex.yml"
    assert "area: East Sussex  # by name or three-digit code (845)" in path.read_text("utf-8")


def test_the_file_names_every_key() -> None:
    params = default_params("York")
    text = params_text(params)
    names = [*ReportParams.model_fields, *SignOff.model_fields, *OwnComparators.model_fields]
    names += [name for _, block in params if isinstance(block, Block) for name, _ in block]
    assert [name for name in names if f"{name}:" not in text] == []


def test_partners_that_are_not_known_are_left_to_the_user() -> None:
    assert "parent_carer_forum:  # not known, please give" in params_text(default_params("Leeds"))
    assert 'parent_carer_forum: "Parent Carer Forum York"' in params_text(default_params("York"))


def test_the_commented_examples_work_once_their_sign_is_taken(tmp_path: Path) -> None:
    path = write_params("York", tmp_path)
    lines = path.read_text("utf-8").replace("    # name: C", "    name: C")
    path.write_text(lines.replace("    # source", "    source").replace("# councils", "councils"))
    own = load_params(path).comparators.own
    assert own is not None
    assert own.councils == ("886", "825")


def test_a_file_that_exists_is_kept(tmp_path: Path) -> None:
    (tmp_path / "york.yml").write_text("mine")
    with pytest.raises(ParamsError, match=r"york\.yml: found, and kept as it is; change it"):
        write_params("York", tmp_path)
    assert (tmp_path / "york.yml").read_text() == "mine"


def test_a_name_of_no_council_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ParamsError, match=r'found "Yrok".*did you mean "York"'):
        write_params("Yrok", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "params").write_text("")
    with pytest.raises(ParamsError, match="params: no folder and cannot be made one"):
        write_params("York", tmp_path / "params")


def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    class FullDisk:
        def __init__(self, file) -> None:  # type: ignore[no-untyped-def]
            self.file = file

        def __enter__(self) -> "FullDisk":
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, _: str) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", lambda *args, **named: FullDisk(opened(*args, **named)))
    with pytest.raises(ParamsError, match="cannot be written: No space left on device"):
        write_params("York", tmp_path)
    assert list(tmp_path.iterdir()) == []
