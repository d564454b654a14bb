import pytest
import yaml

from sendlib.report.document import read_document
from sendlib.report.quarto_config import brand_yaml, front_matter, project_yaml


@pytest.fixture
def made(views):
    def of(*cells, **cover):
        return read_document(views.notebook(views.cover(**cover), *cells))

    return of


def test_the_project_names_its_formats_and_what_each_needs(made):
    config = yaml.safe_load(project_yaml(made(), {}))
    assert config["project"] == {"type": "default", "render": ["report.qmd"]}
    assert config["lang"] == "en-GB"
    assert config["from"] == "markdown-smart"
    assert config["number-sections"] is True
    formats = config["format"]
    assert list(formats) == ["html", "typst", "docx"]
    assert formats["html"]["embed-resources"] is True
    assert formats["html"]["html-math-method"] == "plain"
    assert (formats["typst"]["pdf-standard"], formats["typst"]["papersize"]) == ("ua-1", "a4")
    images = [one["default-image-extension"] for one in formats.values()]
    assert images == ["svg", "svg", "png"]


def test_captions_and_references_read_as_in_the_built_in_report(made):
    crossref = yaml.safe_load(project_yaml(made(), {}))["crossref"]
    assert crossref["title-delim"] == "."
    assert crossref["sec-prefix"] == "section"
    assert (crossref["fig-prefix"], crossref["tbl-title"]) == ("Figure", "Table")


def test_params_are_carried_as_metadata_that_reads_back(made):
    params = {"area": "885", "years": {"first": 2019}, "list": ["a_b", None], "own": True}
    config = yaml.safe_load(project_yaml(made(), params))
    assert config["params"] == {
        "area": "885", "years": {"first": 2019}, "list": [r"a\_b", None], "own": True,
    }  # fmt: skip


def test_every_page_of_the_pdf_carries_the_marks(made):
    header = yaml.safe_load(project_yaml(made(), {}))["format"]["typst"]["include-in-header"]
    assert 'strong("Draft \\u{b7} OFFICIAL")' in header[0]["text"]
    plain = project_yaml(made(status_mark="", protective_mark=""), {})
    assert "page(header" not in plain


def test_the_title_of_the_web_page_carries_the_marks(made):
    config = yaml.safe_load(project_yaml(made(title="A *b*", status_mark="Draft"), {}))
    assert (
        config["format"]["html"]["pagetitle"] == "A \\*b\\* \N{EN DASH} Draft \N{EN DASH} OFFICIAL"
    )


def test_rows_are_named_by_the_first_column_only_where_it_names_them(made, views):
    named = yaml.safe_load(project_yaml(made(views.table()), {}))
    assert named["filters"] == ["quarto", "word-alt.lua", "row-headers.lua"]
    other = yaml.safe_load(project_yaml(made(views.table(row_header=1)), {}))
    assert other["filters"] == ["quarto", "word-alt.lua"]


def test_key_words_hold_no_sign_that_typst_could_take_up(made):
    config = yaml.safe_load(project_yaml(made(keywords=["SEND", 'C# "x"_y', "*"]), {}))
    assert config["keywords"] == ["SEND", "C x y"]


def test_without_a_subtitle_the_title_describes_the_report(made):
    document = made(subtitle="")
    assert yaml.safe_load(project_yaml(document, {}))["description-meta"] == document.cover.title
    head = yaml.safe_load(front_matter(document.cover).strip("-\n"))
    assert head == {"title": document.cover.title, "engine": "markdown"}


def test_the_head_of_the_report_is_text_and_starts_no_kernel(made):
    head = yaml.safe_load(front_matter(made(subtitle='{{< x >}} @a "b"').cover).strip("-\n"))
    assert head["engine"] == "markdown"
    assert head["subtitle"] == '\\{\u200b\\{\\< x \\>\u200b\\}\\} \\@a \\"b\\"'


def test_the_typeface_of_the_pdf_is_looked_for_in_the_project(made):
    typst = yaml.safe_load(project_yaml(made(), {}))["format"]["typst"]
    assert (typst["mainfont"], typst["font-paths"]) == ("Source Sans Pro", ["fonts"])


def test_the_brand_has_colours_and_logo_and_no_fonts_to_look_for(made):
    cover = made().cover
    brand = yaml.safe_load(brand_yaml(cover))
    assert brand["color"]["palette"]["council"] == "#1d4e89"
    assert set(brand["typography"]) == {"headings", "link"}
    logo = {"path": "logo.png", "alt": "Worcestershire County Council"}
    assert brand["logo"] == {"images": {"council": logo}}  # a size would put it on every page
    branding = cover.branding.model_copy(update={"logo": None})
    assert "logo" not in yaml.safe_load(brand_yaml(cover.model_copy(update={"branding": branding})))
