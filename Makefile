# Two commands: `make demo` shows the main job, `make test` proves the whole.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STORE  ?= $(CURDIR)/.demo-store

.PHONY: demo test lint bench bench-names train generate clean
.DEFAULT_GOAL := demo

# The environment is made once and again when the dependencies change.
$(VENV)/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tidegate needs Python 3.11 or newer; say: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

# Screening ends with 1 for alerts and 3 for degraded: in the demo both mean that it worked.
demo: $(VENV)/.run
	@TIDEGATE_STORE="$(STORE)" $(BIN)/tidegate update --within 60 || \
	  printf '\nNot every official list could be had. Going on with the newest lists at hand; where there\nare none, with the starter lists inside the program.\n\n'
	@TIDEGATE_STORE="$(STORE)" $(BIN)/tidegate screen examples/counterparties.csv; \
	  code=$$?; case $$code in 0|1|3) exit 0;; *) exit $$code;; esac

test: $(VENV)/.dev
	@scripts/components
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

# The name benchmark, beside the peers that are installed: docs/names-benchmark.md.
bench-names: $(VENV)/.dev
	$(BIN)/python -m benchmarks.names

# Learn again what is learnt from names; it needs the files that it learns from beside the project.
train: $(VENV)/.dev
	$(BIN)/python -m benchmarks.names.rates
	$(BIN)/python -m benchmarks.names.calibrate

# Rebuild what is made from other files (word tables, schemas, docs/cli.md); `git diff` shows whether they were current.
generate: $(VENV)/.dev
	$(BIN)/python scripts/generate_tables.py
	$(BIN)/python scripts/generate_schemas.py
	$(BIN)/python scripts/generate_cli_docs.py

clean:
	rm -rf $(VENV) .demo-store build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
