"""The names of what a report can be written as, known before anything that writes it is loaded."""

FORMAT_NAMES = ("html", "pdf", "docx", "xlsx", "charts")
DEFAULT_FORMATS = ("html", "pdf", "xlsx")
BUILTIN_ENGINE, QUARTO = "builtin", "quarto"
ENGINES = (BUILTIN_ENGINE, QUARTO)  # what renders html, pdf and docx
