import pytest
import typst

from sendlib.report.typesetter import compiler, refusal


def test_a_template_has_one_compiler_in_a_process():
    assert compiler("pictures.typ") is compiler("pictures.typ")
    assert compiler("pictures.typ") is not compiler("report.typ")


def test_a_refusal_says_what_typst_says():
    with pytest.raises(typst.TypstError) as found:
        compiler("report.typ").compile(sys_inputs={})
    said = str(refusal("the PDF cannot be set", found.value))
    assert said.startswith("the PDF cannot be set: dictionary does not contain key")
