import subprocess
import sys

CODE = """
from sendlib.run import spared
import nbformat, sys
from nbformat.v4 import new_notebook
nbformat.validate(new_notebook())
print(sys.modules["rfc3987_syntax"])
"""


def test_notebooks_are_checked_without_a_grammar_of_web_addresses():
    said = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "None"
