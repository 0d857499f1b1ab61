# Needs Python 3.11 or newer, make and a package registry; everything else is made here.
PYTHON ?= python3
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
BIN := .venv/bin
WITH_UV = PATH="$(abspath $(dir $(UV))):$$PATH"
EXPORT := --quiet --frozen --no-dev --extra book --no-emit-project --no-header --format requirements-txt

.DEFAULT_GOAL := help
.PHONY: help book test test-slow lint bench lock clean

help:  ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

book: .venv/.stamp-book  ## Run what is not up to date, build the book, print where to open it
	@$(BIN)/greentwin build --jobs $(JOBS)

test: .venv/.stamp-test  ## Run the tests (without those marked slow)
	@$(WITH_UV) $(BIN)/pytest -m "not slow" -n $(JOBS) --dist loadfile

test-slow: .venv/.stamp-test  ## Run the tests that take long
	@$(WITH_UV) $(BIN)/pytest -m slow -n $(JOBS) --dist loadfile

lint: .venv/.stamp-test  ## Check style, types, spelling and the arrows between the floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

bench: .venv/.stamp-test  ## Time against named peers, as ratios
	@$(BIN)/python benchmarks/run.py

lock: $(UV)  ## Lock all versions anew
	$(UV) lock
	$(UV) export $(EXPORT) --output-file requirements.lock.txt
	$(UV) export $(EXPORT) --no-hashes --no-annotate --output-file requirements.conda.txt

clean:  ## Remove what was made (environment, results, book)
	rm -rf .venv .uv .greentwin results _build

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv .uv \
	  || { rm -rf .uv; echo "Python's venv is needed (on Debian: apt-get install python3-venv)"; exit 1; }
	.uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5,<1'

.venv/.stamp-book: pyproject.toml uv.lock | $(UV)
	$(UV) sync --quiet --frozen --compile-bytecode --python $(PYTHON) --no-default-groups --extra book --inexact
	@touch $@

.venv/.stamp-test: pyproject.toml uv.lock | $(UV)
	$(UV) sync --quiet --frozen --compile-bytecode --python $(PYTHON) --extra book
	@touch $@ .venv/.stamp-book
