.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
TESTS ?= tests
# Compiled once, beside the environment: a second start takes a third of the time.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/pycache

help: ## Show these lines
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{printf "  make %-8s %s\n", $$1, $$2}'

run: .venv/.synced ## Start the site on http://127.0.0.1:8000 (PORT, DATABASE_URL, … in docs/operations.md)
	@$(BIN)/python -m web serve

test: .venv/.synced .venv/.browser ## Run every test, with a real browser and a real PostgreSQL
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not browser" $(TESTS)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m browser $(TESTS)

check: .venv/.synced ## Check format, lint, types, layers and the flow files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py
	$(BIN)/python -m bot check flows/
	$(BIN)/python -m bot test flows/

bench: .venv/.synced .venv/.compared ## Measure speed and size, each as a ratio to a floor of the same run
	$(BIN)/python -m bench

format: .venv/.synced ## Write the code in the house style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: .venv/.uv ## Resolve requirements.txt anew into requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" requirements.txt -o requirements.lock

clean: ## Remove the environment and caches; keeps var/, where the data is
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.uv:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Lodestone needs Python 3.11 or newer; name one with PYTHON=…")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'
	@touch $@

.venv/.synced: .venv/.uv requirements.lock
	VIRTUAL_ENV=.venv $(BIN)/uv pip sync --quiet --require-hashes requirements.lock
	@touch $@

.venv/.browser: .venv/.synced tests/install_browser.sh
	sh tests/install_browser.sh
	@touch $@

.venv/.compared: .venv/.synced bench/compared.txt
	VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --target .venv/compared -r bench/compared.txt
	@touch $@

.PHONY: help run test check bench format lock clean
