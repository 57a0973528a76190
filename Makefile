# make run    install what the app needs and open it          PORT=8123  RELANCE_HOME=DIR
# make demo   the same, filled with an invented search of nine months
# make test   install what the tests need and run them all
# make lint   style, types, floors        make bench   the figures
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN = $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run demo test test-pure test-one-half test-other-half test-slow test-app test-postgresql lint bench parts clean

run: $(VENV)/.run
	$(BIN)/relance serve --port $(PORT) --open

demo: $(VENV)/.run
	$(BIN)/relance serve --port $(PORT) --open --demo

test: $(VENV)/.dev parts lint test-pure test-slow test-app test-postgresql

# Rooms that need no database, and neither Django nor a fixture: seconds, one half on each core.
PURE = tests/etiquette tests/letters tests/mail/reading tests/calendars tests/wording
ONE_HALF = tests/letters tests/wording tests/mail/reading
QUICK = $(BIN)/pytest -q -m "not slow" --noconftest -p no:xdist -o DJANGO_SETTINGS_MODULE=
TOGETHER = $(if $(filter output-sync,$(.FEATURES)),--output-sync)

test-pure: $(VENV)/.dev
	@$(MAKE) --no-print-directory -j 2 $(TOGETHER) test-one-half test-other-half

test-one-half: $(VENV)/.dev
	$(QUICK) $(ONE_HALF)

test-other-half: $(VENV)/.dev
	$(QUICK) $(filter-out $(ONE_HALF),$(PURE))

# What the quick run leaves out: every line of the etiquette tried, fuzzing, whole corpora, whole matrices.
test-slow: $(VENV)/.dev
	$(BIN)/coverage run -m pytest -q tests/etiquette
	$(BIN)/coverage report
	$(BIN)/pytest -q -n 2 -m slow $(PURE)

test-app: $(VENV)/.dev
	$(BIN)/pytest -q -n 2 --dist loadfile tests $(addprefix --ignore ,$(PURE))

# The same records, actions and worker on PostgreSQL.
test-postgresql: $(VENV)/.dev
	$(BIN)/python -m tests.servers.postgres -- $(BIN)/pytest -q -n 2 --dist loadfile tests/records tests/actions tests/worker

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
