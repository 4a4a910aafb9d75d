# `make help` lists what there is. Needs make, and Python 3.11 or newer with venv; everything else is installed
# into .venv from the locked requirements.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup climate run test lint messages reference benchmarks locks clean environment

BIN := .venv/bin
PORT ?= 8000
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
CORES ?= $(shell nproc 2>/dev/null || echo 2)

# A stamp's name holds the checksum of what it stands for: after a change of the locked requirements, of
# pyproject.toml, or of the folder's place (the scripts of a virtual environment name it), it is made anew.
key = $(shell { pwd; cat pyproject.toml requirements/$(1).lock; } | cksum | tr ' ' '-')
BASE_STAMP := .venv/.base-$(call key,base)
TEST_STAMP := .venv/.test-$(call key,test)
CLIMATE_STAMP := .venv/.climate-$(call key,climate)

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

setup: $(BASE_STAMP) ## Install the workbench into .venv; afterwards .venv/bin/secap works
	@echo "Installed: $(BIN)/secap"

climate: $(CLIMATE_STAMP) ## Install what reads daily climate series as well (xclim, NetCDF, Dask; some 600 MB)
	@echo "Installed: $(BIN)/secap climate"

run: setup ## Serve the site with the example towns on PORT (8000 unless set)
	@PORT=$(PORT) exec $(BIN)/secap demo

test: lint ## Linters, types, import contracts and the whole suite
	@$(BIN)/python -m pytest -n $(CORES) --dist worksteal $(ARGS)

lint: $(TEST_STAMP) ## Linters and types only
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "Some files are not formatted; run: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/python -m mypy

messages: $(BASE_STAMP) ## Collect the translatable texts and compile the catalogues (needs GNU gettext)
	@$(BIN)/python -m secap.desk.site.catalogues

reference: $(TEST_STAMP) ## Write docs/reference anew from the models
	@$(BIN)/python -m tests.house.reference

benchmarks: $(TEST_STAMP) ## Measure every figure that the README quotes
	@set -e; for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(BIN)/python "$$file"; done

locks: ## Make requirements/*.lock anew within the ranges of pyproject.toml (needs uv)
	@for name in base climate test postgres; do \
	  uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-annotate \
	    --no-header --no-emit-package secap requirements/$$name.in -o requirements/$$name.lock $(UV_ARGS) || exit 1; \
	done

clean: ## Remove the virtual environment and caches; the data stay
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The environment is kept while its own interpreter still answers from this folder.
environment:
	@if ! .venv/bin/python -c 'import os, sys; sys.exit(os.path.realpath(sys.prefix) != os.path.realpath(".venv"))' 2>/dev/null; then \
	  for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	    if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	  done; \
	  if [ -z "$$found" ]; then \
	    echo "Python 3.11 or newer is needed, but python3 is $$(python3 --version 2>&1 || echo not installed)." >&2; \
	    echo "Install it, or name it: make setup PYTHON=/path/to/python3.11" >&2; exit 2; \
	  fi; \
	  if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "$$found lacks the module venv. On Debian and Ubuntu: apt install python3-venv" >&2; exit 2; \
	  fi; \
	  echo "Making .venv with $$("$$found" --version)"; \
	  "$$found" -m venv --clear .venv || exit 2; \
	fi

$(BASE_STAMP):
	@$(MAKE) --no-print-directory environment
	@echo "Installing requirements/base.lock"
	@$(PIP_INSTALL) --require-hashes -r requirements/base.lock
	@$(PIP_INSTALL) --no-index --no-deps --no-build-isolation -e .
	@rm -f .venv/.base-*; touch $@

$(TEST_STAMP):
	@$(MAKE) --no-print-directory environment
	@echo "Installing requirements/test.lock"
	@$(PIP_INSTALL) --require-hashes -r requirements/test.lock
	@$(PIP_INSTALL) --no-index --no-deps --no-build-isolation -e .
	@rm -f .venv/.test-*; touch $@

$(CLIMATE_STAMP):
	@$(MAKE) --no-print-directory environment
	@echo "Installing requirements/climate.lock"
	@$(PIP_INSTALL) --require-hashes -r requirements/climate.lock
	@$(PIP_INSTALL) --no-index --no-deps --no-build-isolation -e .
	@rm -f .venv/.climate-*; touch $@
