# make run    install what the app needs and open it          PORT=8123  RELANCE_HOME=DIR
# make demo   the same, filled with an invented month
# make test   install what the tests need and run them all
# make lint   style, types, floors        make bench   the figures
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN = $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run demo test test-pure test-app test-postgresql lint bench parts clean

run: $(VENV)/.run
	$(BIN)/relance serve --port $(PORT) --open

demo: $(VENV)/.run
	$(BIN)/relance serve --port $(PORT) --open --demo

test: $(VENV)/.dev parts lint test-pure test-app test-postgresql

# Rooms that need no database: seconds.
test-pure: $(VENV)/.dev
	$(BIN)/coverage run -m pytest -q tests/etiquette
	$(BIN)/coverage report
	$(BIN)/pytest -q tests/letters tests/mail/reading tests/calendars tests/wording

test-app: $(VENV)/.dev
	$(BIN)/pytest -q -n 2 --dist loadfile tests --ignore tests/etiquette --ignore tests/letters \
		--ignore tests/mail/reading --ignore tests/calendars --ignore tests/wording

# The same records, actions and worker on PostgreSQL.
test-postgresql: $(VENV)/.dev
	$(BIN)/python -m tests.servers.postgres -- $(BIN)/pytest -q tests/records tests/actions tests/worker

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

# Chromium, Dovecot, Postfix, PostgreSQL and the grammar checker, from Debian when this may install them.
parts: $(VENV)/.dev
	$(BIN)/python tools/parts.py

$(VENV)/.run: requirements.lock pyproject.toml
	sh tools/venv.sh $(PYTHON) $(VENV) requirements.lock
	touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml
	sh tools/venv.sh $(PYTHON) $(VENV) requirements-dev.lock
	touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
