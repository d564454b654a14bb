import hashlib
from pathlib import Path

import pytest

from sendlib.params.load import default_params, from_notebook, load_any, load_params
from sendlib.params.region import Member
from sendlib.report.edition import Manifest
from sendlib.run.own import public_params
from sendlib.run.verify_own import own_files

CONTENTS = {"packages.csv": b"a,b\n", "sen2_plans/persons.csv": b"c\n", "placed.csv": b"d\n"}
PARAMS = """area: York
local:
  folder: ../data
  private: ../private
  files:
    transport: ../elsewhere/placed.csv
"""


@pytest.fixture
def file(tmp_path) -> Path:
    """The params file of a council whose files lie in folders beside it."""
    for name, content in CONTENTS.items():
        path = tmp_path / ("elsewhere" if name == "placed.csv" else "data") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    path = tmp_path / "params" / "york.yml"
    path.parent.mkdir()
    path.write_text(PARAMS)
    return path


def manifest(params, names=tuple(CONTENTS)):
    inputs = {f"local/{name}": hashlib.sha256(CONTENTS[name]).hexdigest() for name in names}
    return Manifest(
        report="small", params=public_params(params), code={"version": "1", "sha256": "0"},
        packages={}, inputs={"plans.csv": "0", **inputs}, outputs={},
    )  # fmt: skip


def asked(file, names=tuple(CONTENTS)):
    told = manifest(load_params(file), names)
    return own_files(told, from_notebook(**told.params), file)


def test_the_folder_comes_from_the_params_file_and_nothing_private_is_written(file, tmp_path):
    own = asked(file)
    assert own.faults == ()
    assert Path(own.params.local.folder).resolve() == tmp_path / "data"
    assert own.params.local.private == ""
    assert public_params(own.params) == public_params(load_params(file))


def test_a_file_that_is_gone_or_changed_is_told_by_name_without_its_folder(file, tmp_path):
    (tmp_path / "data" / "packages.csv").unlink()
    (tmp_path / "data" / "sen2_plans" / "persons.csv").write_bytes(b"other\n")
    (tmp_path / "elsewhere" / "placed.csv").write_bytes(b"other\n")
    gone, *changed = asked(file).faults
    assert gone.startswith("local/packages.csv: missing: ")
    found = hashlib.sha256(b"other\n").hexdigest()[:8]
    for fault, name in zip(changed, ("sen2_plans/persons.csv", "placed.csv"), strict=True):
        assert fault.startswith(f"local/{name}: changed: its sha256 begins {found}, that of the")
    assert str(tmp_path) not in "".join([gone, *changed])


def test_without_its_params_file_a_report_on_own_files_cannot_be_verified(file):
    params = load_params(file)
    (fault,) = own_files(manifest(params), params, file.with_name("gone.yml")).faults
    assert fault.startswith("local/packages.csv: one of the council's own files")
    assert "params/gone.yml, or name its folder with --params" in fault


def test_a_params_file_that_changed_or_is_at_fault_is_told(file):
    then = manifest(load_params(file))
    params = from_notebook(**then.params)
    file.write_text(PARAMS + "disclosure: {threshold: 10}\nyears: {last: 2024}\n")
    (fault,) = own_files(then, params, file).faults
    assert fault == (
        f"{file}: disclosure, years: not as the report was built with; put it back to verify it"
    )
    file.write_text("area: York\n")
    (fault,) = own_files(then, params, file).faults
    assert fault.endswith("which the report was built on")
    file.write_text("area: Nowhere\n")
    (fault,) = own_files(then, params, file).faults
    assert "Nowhere" in fault


def test_reports_on_published_or_invented_files_need_no_params_file(file):
    york = default_params("York")
    gone = file.with_name("gone.yml")
    assert own_files(manifest(york, ()), york, gone).params == york
    demo = default_params("Demoshire")
    assert own_files(manifest(demo), demo, gone).faults == ()
    file.write_text("area: Demoshire\n")
    assert own_files(manifest(demo), demo, file).params == demo


REGION = """region: Two of Yorkshire
members:
  - area: York
    shared: shares/york.json
  - Leeds
"""


def test_a_region_that_takes_shares_alone_finds_them_by_its_params_file(tmp_path):
    file = tmp_path / "two.yml"
    file.write_text(REGION)
    params = load_any(file)
    told = Manifest(
        report="regional-commissioning", params=public_params(params),
        code={"version": "1", "sha256": "0"}, packages={}, inputs={"local/816/york.json": "0"},
        outputs={},
    )  # fmt: skip
    bare = params.model_copy(update={"members": tuple(Member(area=code) for code in params.codes)})
    own = own_files(told, bare, file)
    assert own.faults == ()
    assert own.params.members[0].shared == (tmp_path / "shares" / "york.json").as_posix()
    file.write_text(REGION.replace("    shared: shares/york.json\n", ""))
    (fault,) = own_files(told, bare, file).faults
    assert "names no folder of the council's own files" in fault
