# Two commands matter to a user: `make up` and `make test`. CONTRIBUTING.md explains the rest.
PYTHON ?= python3
BIN := .venv/bin
DOCS ?=

.PHONY: up setup dev test check bench messages lock clean

up: setup
	@$(BIN)/nhipcau up $(if $(DOCS),--docs "$(DOCS)")

setup: .venv/.installed

.venv/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Nhịp Cầu needs Python 3.11 or later; name it with: make PYTHON=python3.12 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

dev: .venv/.dev

.venv/.dev: .venv/.installed requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

lock:
	uv pip compile --universal --generate-hashes --no-annotate --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-annotate --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.lock
