from pathlib import Path

from sendlib.data.demo import generate
from sendlib.data.folder import data_folder


def test_the_folder_is_the_one_of_the_environment_else_data_raw(tmp_path, monkeypatch):
    monkeypatch.setenv("SENDLIB_DATA_RAW", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("SENDLIB_DATA_RAW")
    assert data_folder() == Path("data_raw")


def test_the_demo_s_folder_is_made_once(tmp_path, monkeypatch):
    monkeypatch.setenv("SENDLIB_STORE", str(tmp_path))
    made = []

    def generated(folder: Path) -> None:
        folder.mkdir(parents=True)
        made.append(folder)

    monkeypatch.setattr(generate, "generate", generated)
    assert data_folder(demo=True) == data_folder(demo=True) == made[0]
    assert len(made) == 1
    assert made[0].parent == tmp_path
