# `make run` and `make test` need only make and Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check
# Each worker has its share in the order of the files, whose fixtures are then made once, and who is
# done first takes from the others.
PYTEST := $(RUN) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal
# Templates, and then CSS and JavaScript, are formatted as Ruff formats Python.
DJADE := find templates -name "*.html" -exec $(VENV)/bin/djade --target-version 5.2
BIOME := node_modules/.bin/biome

.PHONY: help run dev test quick coverage test-postgres check format hooks browser fonts pictures budgets

help:
	@echo "make run            serve the site on http://127.0.0.1:8000 (PORT, HOST, DATA_DIR, DATABASE_URL)"
	@echo "make dev            the same for developers: reloads when code changes, shows errors and queries"
	@echo "make test           check everything and run all tests"
	@echo "make quick          the tests that need no browser and no server, in under a minute"
	@echo "make coverage       how much of the code the tests of make quick reach"
	@echo "make test-postgres  run all tests on a temporary PostgreSQL server"
	@echo "make check          only the checks: format, lint, settings, migrations, content"
	@echo "make format         put the code into its form"
	@echo "make hooks          have the checks run before each commit"
	@echo "make budgets        what pages weigh, and what Lighthouse says of them"
	@echo "make fonts          make the files of static/fonts from their npm packages"
	@echo "make pictures       take the pictures of the README again"

run: $(VENV)/runtime
	@exec $(RUN) manage.py serve

# On the same data as make run, with Django's own server: static files are read where they stand.
dev: export DEBUG = 1
dev: $(VENV)/development
	@$(RUN) manage.py migrate --verbosity 0
	@$(RUN) manage.py import_content --if-empty fixtures
	@exec $(RUN) manage.py runserver $(or $(HOST),127.0.0.1):$(or $(PORT),8000)

QUICK := -m "not browser and not serving and not bench and not slow"
quick: $(VENV)/development
	$(PYTEST) $(QUICK)

# Lines and branches; what only a server or a browser reaches counts as not reached.
coverage: $(VENV)/development
	@$(PYTEST) $(QUICK) --quiet --cov --cov-branch --cov-report=
	@$(VENV)/bin/coverage report | grep TOTAL

test: check browser
	$(PYTEST)
	@$(RUN) -m tests.benchmarks.budgets

# After the tests and not beside them: whatever else the machine does, Lighthouse measures too.
budgets: $(VENV)/development browser node_modules/installed
	@$(RUN) -m tests.benchmarks.budgets

test-postgres: $(VENV)/development browser node_modules/installed
	tests/postgres.sh $(PYTEST)

# The checks look at the site as it would be deployed, whatever this machine's own settings are.
check: export SITE_URL = https://kb.example
check: export DATA_DIR = $(VENV)/check
check: export DATABASE_URL =
check: export SECRET_KEY =
check: export DEBUG =
check: $(VENV)/development node_modules/installed
	$(VENV)/bin/ruff format --check --quiet .
	$(VENV)/bin/ruff check --quiet .
	$(DJADE) --check {} +
	$(BIOME) check --error-on-warnings
	$(RUN) manage.py check --deploy --fail-level WARNING
	$(RUN) manage.py makemigrations --check --dry-run
	$(RUN) manage.py check_content fixtures

hooks: $(VENV)/development
	@$(VENV)/bin/pre-commit install

format: $(VENV)/development node_modules/installed
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	$(DJADE) {} +
	$(BIOME) check --write

# $(call apt,PACKAGE,SENTENCE) installs a Debian package where this may be done, else says SENTENCE.
apt = { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	&& echo "Installing $(1) ..." && export DEBIAN_FRONTEND=noninteractive \
	&& apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends $(1) >/dev/null; } \
	|| { echo $(2) >&2; exit 1; }

# The text of a page stands in a font of the system until the page's own has arrived, and must not
# move then. So one has to be there that is as wide as those of readers.
browser:
	@fc-list 2>/dev/null | grep -qE "Arial|Liberation Sans|Nimbus Sans" \
	|| $(call apt,fontconfig fonts-liberation,"The tests need the fonts that pages fall back on: install Liberation (on Debian: apt install fontconfig fonts-liberation).")
	@command -v chromium >/dev/null || $(call apt,chromium,"The tests need the browser Chromium: install it (on Debian: apt install chromium).")

# What the checks, the tests and the fonts need of npm, exactly as package-lock.json says. By .npmrc no
# package may run a script: nothing is downloaded besides, and no browser.
node_modules/installed: package-lock.json .npmrc
	@command -v npm >/dev/null \
	|| $(call apt,nodejs npm,"The checks and tests need Node 18.19 or newer with npm: install both (on Debian: apt install nodejs npm).")
	@node -e 'const [a, b] = process.versions.node.split("."); process.exit(+(a < 18 || (a == 18 && b < 19)))' \
	|| { echo "Node 18.19 or newer is needed, and this is $$(node --version)." >&2; exit 1; }
	@echo "Installing the packages of npm ..."
	@npm ci --silent \
	|| { echo "The packages of npm could not be installed; run npm ci to see why." >&2; exit 1; }
	@touch $@

fonts: $(VENV)/development node_modules/installed
	@$(RUN) -m tools.subset_fonts

pictures: $(VENV)/development browser
	@$(RUN) -m tools.pictures

# A virtual environment whose Python has gone or has moved is made again.
ifneq ($(shell $(RUN) -c 'print("works")' 2>/dev/null),works)
.PHONY: $(VENV)/runtime
endif

$(VENV)/runtime: requirements.txt
	@command -v $(PYTHON) >/dev/null \
	|| { echo "There is no $(PYTHON) here: install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "Python 3.11 or newer is needed, and $(PYTHON) is" \
	     "$$($(PYTHON) -c 'import platform; print(platform.python_version())'):" \
	     "name a newer one, as in make $(or $(MAKECMDGOALS),run) PYTHON=python3.12." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	|| $(call apt,python3-venv,"$(PYTHON) can't make a virtual environment: install its venv module (on Debian: apt install python3-venv).")
	@$(RUN) -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing the requirements ..."
	@$(PIP) -r requirements.txt \
	|| { echo "The requirements could not be installed; the lines above say why." >&2; exit 1; }
	@touch $@

$(VENV)/development: $(VENV)/runtime requirements-dev.txt
	@echo "Installing what the tests need ..."
	@$(PIP) -r requirements-dev.txt \
	|| { echo "The requirements could not be installed; the lines above say why." >&2; exit 1; }
	@touch $@

# Times search over so many invented pages, on both databases. It takes a while.
PAGES ?= 100000
.PHONY: bench-search
bench-search: $(VENV)/development
	@DATABASE_URL= tests/benchmarks/search.sh $(RUN) $(PAGES)
	@tests/postgres.sh tests/benchmarks/search.sh $(RUN) $(PAGES)

# Prints what an article costs that is not stored, in processor time (bound: 12 ms for the middle concept).
.PHONY: bench-cold
bench-cold: $(VENV)/development
	@$(RUN) -m tests.benchmarks.cold

# Prints how long the map takes to answer with 5,000 invented concepts and 15,000 ties (bound: 300 ms).
.PHONY: bench-map
bench-map: $(VENV)/development
	@$(RUN) -m pytest tests/relation_map/test_many.py --capture=no --quiet -k "too_many or goes_along or bounded" | grep -o "/map/.*ms"

# Prints what hostile texts cost in processor time on their whole way, and previews in memory.
.PHONY: bench-texts
bench-texts: $(VENV)/development
	@$(RUN) -m tests.benchmarks.hostile_texts

# What readers notice while strangers try to stop the site, each in one way for twenty seconds.
.PHONY: bench-pressure
bench-pressure: $(VENV)/development
	@$(RUN) -m tests.benchmarks.pressure

# Finished pages beside nginx with the same bytes, on both databases, each figure with its bound.
BENCH_PAGES ?= 40 10000
.PHONY: bench
bench: $(VENV)/development
	@command -v wrk >/dev/null || $(call apt,wrk,"The load is made by wrk: install it (on Debian: apt install wrk).")
	@PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null \
	|| $(call apt,nginx-light,"What is compared with is nginx: install it (on Debian: apt install nginx-light).")
	@DATABASE_URL= $(RUN) -m tests.benchmarks.finished $(BENCH_PAGES)
	@tests/postgres.sh $(RUN) -m tests.benchmarks.finished 40
