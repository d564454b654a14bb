import re

import pytest
import yaml

from sendlib.report.document import read_document
from sendlib.report.quarto_project import quarto_project


@pytest.fixture(scope="module")
def project(views):
    document = read_document(
        views.notebook(views.cover(), "# A {#a}", views.figure(), views.figure("fig-2"))
    )
    return quarto_project(document, {"area": "885"})


def test_the_project_is_complete(project):
    charts = {f"charts/{name}.{kind}" for name in ("fig-plans", "fig-2") for kind in ("svg", "png")}
    assert charts | {
        "_quarto.yml", "_brand.yml", "report.qmd", "styles.css", "README.md", ".gitignore",
        "logo.png", "word-alt.lua", "row-headers.lua",
    } == {path for path in project if not path.startswith("fonts/")}  # fmt: skip


def test_every_file_that_the_project_names_is_in_it(project):
    config, brand = (yaml.safe_load(project[name]) for name in ("_quarto.yml", "_brand.yml"))
    named = [*config["project"]["render"], config["format"]["html"]["css"], *config["filters"][1:]]
    fonts = re.findall(r'url\("(.*?)"\)', project["styles.css"].decode())
    assert len(fonts) == 4
    named += fonts
    named += [brand["logo"]["images"]["council"]["path"]]
    assert set(named) <= set(project)


def test_fonts_come_with_their_licences(project):
    assert b"SIL OPEN FONT LICENSE" in project["fonts/SourceSansPro-LICENSE.txt"].upper()
    assert b"Bitstream" in project["fonts/DejaVuSans-LICENSE.txt"]


def test_pictures_are_what_their_names_say(project):
    assert project["charts/fig-plans.svg"].startswith(b"<svg")
    assert project["charts/fig-plans.png"].startswith(b"\x89PNG")
    assert project["logo.png"].startswith(b"\x89PNG")


def test_the_report_has_a_head_and_nothing_is_loaded_from_outside(project):
    assert project["report.qmd"].startswith(b"---\ntitle: ")
    for name in ("_quarto.yml", "_brand.yml", "report.qmd", "styles.css"):
        assert b"http" not in project[name]


def test_without_a_logo_there_is_no_picture_of_it(views):
    branding = {"name": "C", "primary": "#1d4e89", "accent": "#d98e04", "logo": None}
    document = read_document(views.notebook(views.cover(branding=branding)))
    project = quarto_project(document, {})
    assert "logo.png" not in project
    assert not [path for path in project if path.startswith("charts/")]
