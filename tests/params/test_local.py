from pathlib import Path

import pytest

from sendlib.errors import ParamsError
from sendlib.params.load import from_notebook, load_params, to_notebook
from sendlib.params.local import beside


def loaded(folder: Path, text: str):
    path = folder / "york.yml"
    path.write_text(f"area: York\nlocal:\n{text}", "utf-8")
    return load_params(path).local


def test_folders_count_from_the_params_file_and_names_from_the_folder(tmp_path):
    local = loaded(
        tmp_path, "  folder: ../mine\n  files: {packages: Export 1.xlsx}\n  private: p\n"
    )
    assert local.folder == (tmp_path / "../mine").as_posix()
    assert local.private == (tmp_path / "p").as_posix()
    assert local.files == {"packages": "Export 1.xlsx"}


def test_a_blank_folder_stays_blank_and_a_full_path_as_it_is(tmp_path):
    assert beside(tmp_path, " ") == ""
    assert beside(tmp_path, "/elsewhere/x") == "/elsewhere/x"
    assert loaded(tmp_path, "  folder:\n  files: {}\n").folder == ""


def test_params_that_went_through_a_notebook_are_the_same(tmp_path):
    text = "  folder: x\n  columns: {packages: {Cost per week: weekly_cost_education_gbp}}\n"
    path = tmp_path / "york.yml"
    path.write_text(f"area: York\nlocal:\n{text}", "utf-8")
    params = load_params(path)
    assert from_notebook(**to_notebook(params)) == params
    assert params.local.columns["packages"]["Cost per week"] == "weekly_cost_education_gbp"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  folder: x\n  files: {package: a.csv}\n",
         r'line 4: local\.files\.package: found "package", allowed: actions.*“?did you mean '
         r'"packages"'),
        ("  files: {packages: a.csv}\n", r"local\.files: found nothing, allowed: local\.folder"),
        ("  columns: {pack: {a: b}}\n", r'local\.columns\.pack: found "pack", allowed: actions'),
        ("  columns: {packages: {Cost: weekly_cost}}\n",
         r'local\.columns\.packages\.Cost: found "weekly_cost", allowed: package_id'),
        ("  columns: {packages: [a]}\n", "found a list, allowed: a block of keys"),
        ("  folder: [a]\n", "local.folder: found a list, allowed: text"),
        ("  folders: x\n", "unknown key"),
    ],
)  # fmt: skip
def test_a_name_that_is_none_is_refused_with_its_line(tmp_path, text, sentence):
    with pytest.raises(ParamsError, match=sentence):
        loaded(tmp_path, text)


def test_a_block_that_is_none_is_refused(tmp_path):
    path = tmp_path / "york.yml"
    path.write_text("area: York\nlocal: x\n", "utf-8")
    with pytest.raises(ParamsError, match='line 2: local: found "x", allowed: a block of keys'):
        load_params(path)
