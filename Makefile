# Everything runs in .venv, which is made on first use from requirements.lock.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The HTML validator and the accessibility checker come from npm, which comes from PyPI.
NODE := $(VENV)/node/.ready
# So does the editor at /admin/; a site can do without it.
EDITOR := $(VENV)/editor/.ready
ADDRESS ?= 127.0.0.1:8000
# What a branch is held against.
BASE ?= $(shell git rev-parse --verify --quiet origin/main >/dev/null && echo origin/main || echo main)
export NO_MKDOCS_2_WARNING := 1

.PHONY: help serve site check pr test bench lock system editor books pictures

help:  ## Say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

serve: $(READY) books  ## Build and serve the hub; saved changes show at once
	$(BIN)/citykit serve --address $(ADDRESS)

site: $(READY) books editor  ## Build the hub into site/
	$(BIN)/citykit build

check: $(READY)  ## Check the content: what is wrong, where, how to mend it
	$(BIN)/citykit check

pr: $(READY) books editor  ## What a pull request's own job does: check what this branch changes, make preview.zip
	$(BIN)/citykit check --changed-since $(BASE); checked=$$?; \
	$(BIN)/citykit preview --since $(BASE) --to preview.zip && exit $$checked

test: $(READY) books system $(NODE) $(EDITOR)  ## Run every test
	$(BIN)/python -m pytest

bench: $(READY) books system  ## Measure the build and the search against what others use
	$(BIN)/python -m benchmarks.build
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.relevance

pictures: $(READY) books system  ## Make the guide's pictures again
	$(BIN)/python -m tests.pictures

lock: $(READY)  ## Pin the newest allowed versions of what the hub is built with
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --extra site --extra test --extra bench --output-file requirements.lock pyproject.toml

# Python's venv module is a package of its own on Debian.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "CityKit needs Python 3.11 or later."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/install-debian python3-venv
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(NODE): $(READY) tests/package.json tests/package-lock.json
	@mkdir -p $(VENV)/node && cp tests/package.json tests/package-lock.json $(VENV)/node/
	PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix $(VENV)/node ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

editor: $(READY)
	@$(MAKE) --no-print-directory $(EDITOR) || echo "The editor at /admin/ could not be fetched; the site is built without it."

$(EDITOR): $(READY) editor/package.json editor/package-lock.json
	@mkdir -p $(VENV)/editor && cp editor/package.json editor/package-lock.json $(VENV)/editor/
	PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix $(VENV)/editor ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

# What sets the Handbook's books, and their font. Where these cannot be installed the build itself says
# what it lacks: they may be there under other names.
books:
	@.ci/install-debian libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core || true

# What the tests drive: a browser, Java for the HTML validator, checkers of EPUB and PDF.
system:
	@.ci/install-debian chromium default-jre-headless epubcheck poppler-utils
