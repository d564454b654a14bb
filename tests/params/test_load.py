import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendlib.contracts.areas import COUNCILS
from sendlib.errors import ParamsError
from sendlib.params.load import default_params, from_notebook, load_params, to_notebook
from sendlib.params.model import Block, ReportParams

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "params").glob("*.yml"))
PNG = b"\x89PNG\r\n\x1a\nrest"

FAULTY = """\
area: Yrok
years: {first: 2025, last: 2019}
comparators:
  regoin: yes
  england: ture
  own:
    name: Ours
    councils: [Leeds, Cumbria, Newcastle]
title: My report
document:
  status: finl
  status: final
  date: 31/03/2026
branding:
  primary: #1d70b8
  accent: "#ffdd00"
  logo: gone.png
report:
  leave_out: [mapp]
  plain_language: 3.5
contact: Bob
partners:
  others: Health
  parent_carer_forum: [a]
"""

FAULTS = """\
line 1: area: found "Yrok", allowed: one of the 153 councils; did you mean "York"?
line 2: years.last: found "2019", allowed: 2025 (years.first) or later
line 4: comparators.regoin: unknown key, found "regoin", allowed: england, region, \
statistical_neighbours, own; did you mean "region"?
line 5: comparators.england: found "ture", allowed: true or false
line 6: comparators.own.source: found nothing, allowed: who made the list, and its date or edition
line 8: comparators.own.councils[1]: found "Cumbria", allowed: one of the 153 councils; \
Cumbria was abolished on 1 April 2023; its successors are Cumberland, Westmorland and Furness
line 8: comparators.own.councils[2]: found "Newcastle", allowed: one of the 153 councils; \
did you mean "Newcastle upon Tyne"?
line 9: title: unknown key, found "title", allowed: area, years, sources, contact, document, \
branding, disclosure, comparators, partners, report, local, commissioning; did you mean \
"document.title"?
line 11: document.status: found "finl", allowed: draft, final; did you mean "final"?
line 12: document.status: found the key twice, first on line 11, allowed: once
line 13: document.date: found "31/03/2026", allowed: a date written year-month-day, such as \
2026-03-31; did you mean "2026-03-31"?
line 15: branding.primary: found #1d70b8 without quotes, which YAML takes for a comment, \
allowed: a colour in quotes; did you mean "#1d70b8"?
line 16: branding.accent: found "#ffdd00", allowed: a contrast with white of at least 3 to 1; \
this one has 1.34; the nearest darker shade that passes is "#ab9400"
line 17: branding.logo: found "gone.png", which cannot be read, allowed: a file beside this
line 19: report.leave_out[0]: found "mapp", allowed: population, how-many, needs, ages, \
settings, timeliness, outcomes, adulthood, social-care, money, low-incidence, comparison, map, \
provision, glossary; \
did you mean "map"?
line 20: report.plain_language: found "3.5", allowed: true or false
line 21: contact: found "Bob", allowed: a block of keys: name, role, email, telephone, address
line 23: partners.others: found "Health", allowed: a list, each line beginning with a dash
line 24: partners.parent_carer_forum: found a list, allowed: text"""


def loaded(folder: Path, text: str) -> ReportParams:
    path = folder / "york.yml"
    path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    return load_params(path)


def refused(folder: Path, text: str) -> str:
    with pytest.raises(ParamsError) as error:
        loaded(folder, text)
    return str(error.value).replace(folder.as_posix(), "params")


def test_all_faults_of_a_file_are_named_at_once_each_with_its_line(tmp_path: Path) -> None:
    found = refused(tmp_path, FAULTY)
    assert found == "\n".join(f"params/york.yml: {line}" for line in FAULTS.split("\n"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("years:\n", "line 1: area: found nothing, allowed: a council, by name or"),
        ("\narea:\n", "line 2: area: found nothing, allowed: a council, by name or"),
        ('area: ""\n', "line 1: area: found nothing, allowed: one of the 153 councils"),
        ("area: [York]\n", "line 1: area: found a list, allowed: one of the 153 councils"),
        ("area: 909\n", 'line 1: area: found "909", allowed: one of the 153 councils; Cumbria was'),
        ("area: York\nyears:\n  first: 1999\n", 'line 3: years.first: found "1999", allowed: 2010'),
        ("area: York\nyears:\n  last: 2101\n", 'years.last: found "2101", allowed: 2100 or less'),
        (
            "area: York\nyears:\n  first: 2026\n",
            "line 2: years.last: found 2025, allowed: 2026 (years.first) or later",
        ),
        (
            "area: York\ndocument:\n  status: final\n  sign_off:\n",
            "line 4: document.sign_off: found nothing, allowed: name, role and date of a sign-off",
        ),
        (
            "area: York\ndocument:\n  status: final\n",
            "line 2: document.sign_off: found nothing, allowed: name, role and date of a sign-off",
        ),
        (
            "area: York\ndocument:\n  sign_off:\n    name:\n    role: R\n    date: 2026-03-31\n",
            "line 4: document.sign_off.name: found nothing, allowed: name of who approved",
        ),
        (
            "area: York\ndocument:\n  protective_mark: OFICIAL\n",
            'found "OFICIAL", allowed: blank, OFFICIAL, OFFICIAL-SENSITIVE; did you mean "OFF',
        ),
        (
            "area: York\ncomparators:\n  own:\n    name: a\n    source: b\n    councils:\n"
            "    - Leeds\n    - City of York\n",
            "line 8: comparators.own.councils[1]: found York, allowed: one of the 153 councils, o",
        ),
        (
            "area: York\ncomparators:\n  own:\n    name: a\n    source: b\n    councils: []\n",
            "line 6: comparators.own.councils: found an empty list, allowed: a list of at least o",
        ),
        (
            'area: York\ncontact:\n  email: ""\n  name: "\\ud800"\n',
            "line 4: contact.name: found",
        ),
        (f"area: York\ncontact:\n  name: {'x' * 201}\n", "contact.name: found"),
        ("area: York\npartners:\n  others:\n  -\n", "line 4: partners.others[0]: found nothing"),
        ("area: York\nsources:\n  ehcp_plans: 2025\n", 'did you mean "ehc_plans"?'),
        ("area: York\nbranding:\n  logo: x.gif\n", 'line 3: branding.logo: found "x.gif", allow'),
        ("area: York\nbranding: blue\n", 'line 2: branding: found "blue", allowed: a block of k'),
        ("area: York\nbranding:\n  logo: [a]\n", "line 3: branding.logo: found a list, allowed"),
        ("", "line 1: found an empty file, allowed: keys such as area: York"),
    ],
)
def test_one_fault_gives_one_line(tmp_path: Path, text: str, fault: str) -> None:
    found = refused(tmp_path, text)
    assert fault in found
    assert found.startswith("params/york.yml: line ")
    assert "\n" not in found


def test_a_text_fault_alone_is_enough_to_refuse_a_file(tmp_path: Path) -> None:
    found = refused(tmp_path, "area: York\narea: Leeds\n")
    assert found == (
        "params/york.yml: line 2: area: found the key twice, first on line 1, allowed: once"
    )


def test_a_file_that_is_absent_is_answered_with_one_like_it(tmp_path: Path) -> None:
    (tmp_path / "york.yml").write_text("area: York\n")
    with pytest.raises(ParamsError, match=r'yrok\.yml: no such file; did you mean ".*/york\.yml"'):
        load_params(tmp_path / "yrok.yml")
    with pytest.raises(ParamsError, match=r"no such file; write one with: sendlib new NAME"):
        load_params(tmp_path / "gone" / "york.yml")


def test_a_folder_or_an_impossible_path_is_no_params_file(tmp_path: Path) -> None:
    with pytest.raises(ParamsError, match="is a folder; a params file is expected"):
        load_params(tmp_path)
    with pytest.raises(ParamsError, match=r"cannot be read: .+; a params file is expected"):
        load_params(tmp_path / f"{'a' * 300}.yml")


def test_a_logo_is_taken_in_from_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "brand").mkdir()
    (tmp_path / "brand" / "logo.png").write_bytes(PNG)
    params = loaded(tmp_path, "area: York\nbranding:\n  logo: brand/logo.png\n")
    assert str(params.branding.logo).startswith("data:image/png;base64,")
    assert from_notebook(**to_notebook(params)) == params


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_params_file_shipped_loads_and_is_a_draft(path: Path) -> None:
    params = load_params(path)
    assert path.stem == ("demo" if params.is_demo else params.slug)
    assert params.document.status == "draft"
    assert params.contact.telephone == ""


def test_the_councils_of_the_first_reports_are_shipped() -> None:
    assert {"demo", "gloucestershire", "worcestershire", "york"} <= {path.stem for path in SHIPPED}


@pytest.mark.parametrize("code", COUNCILS)
def test_params_go_through_a_notebook_unchanged(code: str) -> None:
    params = default_params(code)
    values = json.loads(json.dumps(to_notebook(params)))
    assert list(values) == list(ReportParams.model_fields)
    assert from_notebook(**values) == params


def test_a_full_file_goes_through_a_notebook_unchanged(tmp_path: Path) -> None:
    params = loaded(
        tmp_path,
        """\
area: City of York Council
years: {first: 2020, last: 2024}
comparators:
  england: no
  own: {name: Ours, source: "Us, 2025", councils: [Leeds, 810]}
sources: {ehc_plans: "2025"}
partners: {others: [A, B]}
document:
  status: final
  version: 1.10
  date: 2026-03-31
  sign_off: {name: A name, role: Director, date: 2026-03-31}
contact: {email: send@example.gov.uk, address: "Line one\\nLine two"}
report: {leave_out: [money]}
""",
    )
    assert params.document.version == "1.10"
    assert not params.comparators.england
    assert from_notebook(**json.loads(json.dumps(to_notebook(params)))) == params


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_params_file_given_to_papermill_by_hand_means_the_same(path: Path) -> None:
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert from_notebook(**values) == load_params(path)


def test_faults_of_notebook_values_are_named_without_lines() -> None:
    with pytest.raises(ParamsError) as error:
        from_notebook(area="Yrok", yaers={}, years={"first": 2019.5})
    assert str(error.value).split("\n") == [
        'params: area: found "Yrok", allowed: one of the 153 councils; did you mean "York"?',
        'params: yaers: unknown key, found "yaers", allowed: area, years, sources, contact, '
        "document, branding, disclosure, comparators, partners, report, local, commissioning; "
        'did you mean "years"?',
        "params: years.first: found 2019.5, allowed: a whole number",
    ]


SLOW_MACHINE = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PARAMS = default_params("York")
KEYS = st.sampled_from(
    [
        *[name for name, _ in PARAMS],
        *[name for _, block in PARAMS if isinstance(block, Block) for name, _ in block],
        *["own", "councils", "<<", "area ", ""],
    ]
)
WORDS = ["York", "final", "2026-03-31", "#123456", "logo.png", "data:image/png;"]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(WORDS)
    | st.text(alphabet="aY1 :#-\\\n\x00\x85é☃😀", max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def assert_params_or_faults(folder: Path, content: bytes) -> None:
    path = folder / "york.yml"
    path.write_bytes(content)
    try:
        load_params(path)
    except ParamsError as error:
        lines = str(error).splitlines()
        assert lines
        assert all(line.startswith(f"{path.as_posix()}: line ") for line in lines)


@SLOW_MACHINE
@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_arbitrary_values_give_params_or_faults(tmp_path: Path, values: dict[str, object]) -> None:
    assert_params_or_faults(tmp_path, json.dumps(values).encode())


@SLOW_MACHINE
@given(position=st.integers(0, 2500), cut=st.integers(0, 40), put=st.binary(max_size=6))
def test_a_damaged_file_gives_params_or_faults(
    tmp_path: Path, position: int, cut: int, put: bytes
) -> None:
    content = (ROOT / "params" / "demo.yml").read_bytes()
    assert_params_or_faults(tmp_path, content[:position] + put + content[position + cut :])
