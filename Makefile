# Needs only Python 3.11 or later, make and git. Everything else goes into .venv.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.setup
BENCH := $(VENV)/.setup-bench

# What make bench measures with: sizes that a fresh machine has done in minutes, or (SIZE=full, an hour or more) those
# that the promises speak of.
SIZE := small
small.casework := --cases 3000
small.many_reports := --reports 400 --collect 400 --pages 2000
small.published_reports := --many 10000 --all 20000
small.public_registers := --many 100000 --documents 5000
full.annual_reports := --full
full.casework := --full
full.many_reports := --collect 10000 --pages 100000
full.register_import := --full

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench

help:
	@echo 'make setup   prepare .venv            准备环境'
	@echo 'make demo    run the demonstration    启动演示'
	@echo 'make test    run the tests            运行测试'
	@echo 'make check   lint, types, layers      检查代码'
	@echo 'make bench   measure the speed        测量速度（SIZE=full 为承诺的规模）'

setup: $(SETUP)

# --inexact leaves alone what setup-bench added; --no-config and UV_PROJECT_ENVIRONMENT keep it to this folder.
$(SETUP): pyproject.toml uv.lock Makefile
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or later is needed. 需要 Python 3.11 或更高版本。' >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or later is needed: make PYTHON=/path/to/python3.11. 需要 Python 3.11 或更高版本。' >&2; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv==$(UV_VERSION)'
	@VIRTUAL_ENV= UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --quiet --frozen --inexact --python $(BIN)/python
	@touch $@

$(BENCH): $(SETUP)
	@VIRTUAL_ENV= UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --quiet --frozen --inexact --group bench --python $(BIN)/python
	@touch $@

# At a terminal the demonstration is a job of its own (set -m), so that Ctrl-C stops it and not make: stopping it is no
# failure. 130 is what Ctrl-C before it serves gives.
demo: $(SETUP)
	@if [ -t 0 ]; then set -m; fi; $(BIN)/gongkai demo || test $$? -eq 130

test: $(SETUP)
	$(BIN)/pytest --numprocesses auto

check: $(SETUP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests/architecture

# All of them run, and the whole fails where a promise is broken.
bench: $(BENCH)
	@status=0; $(foreach path,$(sort $(wildcard benchmarks/[!_]*.py)),echo '== $(path)'; \
		$(BIN)/python $(path) $($(SIZE).$(basename $(notdir $(path)))) || status=1;) exit $$status
