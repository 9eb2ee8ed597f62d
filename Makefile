# Song Hành: run · test · check · fix · bench · assets · messages. CI runs the same.
PYTHON ?= python3.11
BIN := .venv/bin
T ?= tests
.DEFAULT_GOAL := help
.PHONY: help run test check fix bench assets messages lock setup-run setup-test packages

help: ## What one can do here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: setup-run ## Set everything up and serve http://127.0.0.1:8000 with the sample data
	@exec $(BIN)/songhanh run

test: setup-test packages ## Set up what tests need and run them all (T=tests/directives for some)
	@$(BIN)/python tests/run.py $(T)

check: setup-test ## Form, types, floors, templates, translations, migrations, promises
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src
	$(BIN)/songhanh makemigrations --check --dry-run
	$(BIN)/python -m pytest -q tests/repository

fix: setup-test ## Put right what a machine can
	-$(BIN)/ruff check --fix -q src tests benchmarks
	$(BIN)/ruff format -q src tests benchmarks
	
bench: setup-test ## Measure: ratios in one run on one machine
	$(BIN)/python benchmarks/run.py

assets: ## Build style sheets and scripts anew (needs Node)
	cd assets && npm install --no-package-lock --no-audit --no-fund && npm run build

messages: setup-test ## List texts without English
	$(BIN)/songhanh messages

lock: setup-test ## Pin the dependencies of pyproject.toml with hashes
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-annotate --no-header pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-annotate --no-header --extra dev pyproject.toml -o requirements/dev.txt

setup-run: .venv/run.ready
	@$(BIN)/python -m songhanh.config.compile_messages

setup-test: .venv/run.ready .venv/dev.ready
	@$(BIN)/python -m songhanh.config.compile_messages

packages:
	@sh tests/packages.sh

.venv/bin/python:
	@command -v git >/dev/null || { echo "Thiếu git. Hãy cài: apt-get install git"; exit 1; }
	@command -v $(PYTHON) >/dev/null || { echo "Thiếu Python 3.11. Hãy cài: apt-get install python3.11 python3.11-venv"; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || { echo "Python thiếu venv. Hãy cài: apt-get install python3.11-venv"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.ready: requirements/run.txt | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements/run.txt
	@$(BIN)/python -c "import site, pathlib; pathlib.Path(site.getsitepackages()[0], 'songhanh.pth').write_text('$(CURDIR)/src\n')"
	@printf '#!%s\nfrom songhanh.config.cli import main\n\nmain()\n' "$(CURDIR)/$(BIN)/python" > $(BIN)/songhanh
	@chmod +x $(BIN)/songhanh
	@touch $@

.venv/dev.ready: requirements/dev.txt .venv/run.ready
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.txt
	@touch $@
