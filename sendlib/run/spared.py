"""Spare a process an import that takes two seconds and is of no use to a report; import it first.

jsonschema, which nbformat imports, takes a grammar of web addresses where JupyterLab has brought
one, to check formats that no notebook has; without it, it does not check them.
"""

import sys
from typing import cast

modules = cast(dict[str, object], sys.modules)
modules.setdefault("rfc3987_syntax", None)
