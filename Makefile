# Two commands matter to a user: `make up` and `make test`. CONTRIBUTING.md explains the rest.
PYTHON ?= python3
BIN := .venv/bin
DOCS ?=
PORT ?= 8000
# How many tests run at a time, and what else pytest is told: make test ARGS="-k total"
JOBS ?= 2
ARGS ?=
PYTEST := $(BIN)/pytest --quiet -n $(JOBS) $(ARGS)
CATALOGUES := $(wildcard src/nhipcau/*/locale*/*/LC_MESSAGES/*.po)

.PHONY: up setup dev test test-sqlite test-postgres programs check bench bench-reading messages reference lock clean

up: setup
	@$(BIN)/nhipcau up --port $(PORT) $(if $(DOCS),--docs "$(DOCS)")

setup: .venv/.installed .venv/.messages

.venv/.installed: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Nhịp Cầu needs Python 3.11 or later, and there is no $(PYTHON) here. Name yours: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Nhịp Cầu needs Python 3.11 or later; name it with: make PYTHON=python3.12 ...")'
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv || { echo "This Python cannot make a virtual environment. On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	@echo "Đang cài đặt các thư viện… / Installing the libraries…"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/.messages: .venv/.installed $(CATALOGUES)
	@$(BIN)/python -m nhipcau.config.catalogues
	@touch $@

dev: setup .venv/.dev

.venv/.dev: .venv/.installed requirements-dev.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# The tests need programs beside Python: Chromium, LibreOffice, Tesseract with Vietnamese, gettext, poppler, PostgreSQL, Java.
programs:
	@$(PYTHON) tests/system_packages.py

test: test-sqlite test-postgres

test-sqlite: dev programs
	@echo "Tests on SQLite"
	@$(PYTEST)

test-postgres: dev programs
	@echo "Tests on PostgreSQL"
	@$(BIN)/python -m tests.postgres $(PYTEST)

check: dev
	@$(PYTHON) tests/system_packages.py gettext
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	NHIPCAU_HOME=build/home $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djhtml --check src
	$(BIN)/python -m django makemigrations --check --dry-run --settings nhipcau.config.settings_test
	$(BIN)/python -m tests.messages --check
	$(BIN)/python -m tests.reference --check

# Speed, memory and growth, as ratios measured in one run. Fewer figures: make bench UNITS=300
UNITS ?= 3321
bench: dev
	@$(BIN)/python bench/reading.py
	@$(BIN)/python bench/writing.py
	@$(BIN)/python bench/portal.py
	@$(PYTHON) tests/system_packages.py postgresql
	@$(BIN)/python bench/figures.py --units $(UNITS)
	@$(BIN)/python bench/pages.py --units $(UNITS)
	@$(BIN)/python bench/programmes.py --units $(UNITS)
	@$(BIN)/python bench/issuing.py
	@$(BIN)/python bench/deadline.py --units $(UNITS)
	@$(BIN)/python bench/deadline.py --units $(UNITS) --sqlite

# What reading gains and loses against another revision, field by field: make bench-reading REVISION=v0.1
REVISION ?= main
bench-reading: dev
	@$(BIN)/python bench/reading_gains.py $(REVISION)

# Gathers new messages of every room into its catalogue; then translate what is empty.
messages: dev
	@$(PYTHON) tests/system_packages.py gettext
	@$(BIN)/python -m tests.messages

# Writes docs/reference anew from the code.
reference: dev
	@$(BIN)/python -m tests.reference

lock:
	uv pip compile --universal --generate-hashes --no-annotate --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-annotate --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.lock

# Removes what can be made again; never `var`, which holds the office's data.
clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
