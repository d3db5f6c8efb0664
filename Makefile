# `make` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help run test check bench tables stop reset format lock ready-to-run ready-to-test

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
bin := .venv/bin

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "Settings: PORT, HOST, BALISE_DATABASE_URL (a PostGIS of yours), PYTHON."

run: ready-to-run ## install what is missing, then serve on http://127.0.0.1:8000
	@$(bin)/python tools/run.py --host "$(HOST)" --port "$(PORT)"

test: ready-to-test ## install what is missing, then run every test (ARGS="-k word" goes to pytest)
	@tools/test $(ARGS)

check: ready-to-test ## what CI runs: format, lint, types, tests
	@$(bin)/ruff format --check .
	@$(bin)/ruff check .
	@$(bin)/mypy
	@tools/test $(ARGS)

bench: ready-to-test .venv-bench/installed ## measure speed
	@$(bin)/python -m bench $(ARGS)

tables: ready-to-test ## write anew the tables of the documents that come from real files
	@$(bin)/python -m tools.outcomes
	@$(bin)/python -m tools.climbs

stop: ## end a `make run` of this folder, and its private PostGIS
	@if [ -x $(bin)/python ]; then $(bin)/python tools/run.py --stop; else echo "Nothing was running."; fi

reset: ## erase the private PostGIS (asks first)
	@if [ -x $(bin)/python ]; then $(bin)/python -m app.localdb reset; else echo "There is nothing to erase."; fi

format: ready-to-test ## rewrite the code the way `make check` wants it
	@$(bin)/ruff format .
	@$(bin)/ruff check --fix .

lock: ## write the lock files anew from pyproject.toml (needs uv)
	@for lock in "pyproject.toml --extra setup --output-file requirements.lock" \
	  "pyproject.toml --extra setup --extra dev --constraint requirements.lock --output-file requirements-dev.lock" \
	  "--group bench --output-file requirements-bench.lock"; do \
	  uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate --custom-compile-command "make lock" $$lock || exit 1; \
	done

.venv-bench/installed: requirements-bench.lock
	@$(bin)/python -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check \
	  --require-hashes --only-binary=:all: -r $<
	@touch $@

ready-to-run:
	@$(PYTHON) tools/prepare run

ready-to-test:
	@$(PYTHON) tools/prepare test
