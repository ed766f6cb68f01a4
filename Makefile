# Everything goes through one virtual environment, made on first use: `make demo` puts the run-time dependencies into it,
# `make test` those for development too (the run-time ones are the same in both lock files). GNU make 3.81 will do.

VENV := .venv
PY := $(VENV)/bin/python
# Python modules are started with -m: the scripts in a virtual environment break when its folder is moved.
PIP := $(PY) -m pip --disable-pip-version-check --no-input
AUDIT := $(VENV)-audit/bin/python
PYTEST_JOBS ?= 3
ARGS ?=
KILLS ?= 100
LEADS ?= 300
SEEDS ?= 1000
SEED ?=
SECONDS ?= 60
DATABASE ?= sqlite
REPLICAS ?= 2
PYTHONS ?= 3.12 3.13
IMAGE_TOOLS := podman buildah runc mmdebstrap
# Tests without the processes of a whole bot, and without a browser.
FAST := tests/bot tests/conversations $(wildcard tests/sandbox/test_*.py)

UV_LOCK := $(PY) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links $(ARGS)

OFFLINE = { echo; echo "Could not install what $(1) lists. Python's package index has to be in reach: is this machine" \
	"online? Behind a proxy, set HTTPS_PROXY. Then try again."; exit 1; } >&2

.DEFAULT_GOAL := help
.PHONY: help demo chat run check test quick coverage pythons chaos lost-answers simulate fuzz fuzz-coverage unit-test image-test lint lint-tests lint-types lint-rest format docs pictures bench audit sbom licences lock clean

help: ## Say what there is
	@echo "make demo    try it: the bot, a stand-in for Telegram and a chat page in your browser; needs no account"
	@echo "make chat    try it in this terminal"
	@echo "make run     run the bot; the settings are in .env (start from .env.example)"
	@echo "make check   say what is wrong with the settings, the token, the key or the database"
	@echo "make test    check everything; ARGS=\"-k postcode\" goes to pytest"
	@echo "make quick   lint what changed, and run the tests that belong to it; ARGS=--lf repeats the last failures"
	@echo "make coverage  measure what the fast tests reach, by package; fails below the floors in tools/coverage_report.py"
	@echo "make pythons  run the fast tests on the other Pythons that are installed; PYTHONS=\"3.12 3.13\""
	@echo "make chaos   kill processes and break servers while people talk, then balance the books;"
	@echo "             KILLS=1000 DATABASE=postgresql REPLICAS=2, ARGS=--webhook"
	@echo "make lost-answers  have the answers to leads lost and processes killed, over the wire, and count what was made twice or lost;"
	@echo "             LEADS=300 DATABASE=postgresql REPLICAS=2, ARGS=\"--look-up refused\""
	@echo "make simulate  play the same on a virtual clock, a thousand kills a minute; every failure has a seed that replays it;"
	@echo "             SEEDS=10000 goes on where it stopped, ARGS=--fresh does not; SEED=42 replays and shrinks one"
	@echo "make fuzz    send updates that nobody would send, while people talk; ARGS=\"--updates 100000 --polling\""
	@echo "             ARGS=\"--texts 300000\" times that many texts at every place of a conversation instead"
	@echo "make fuzz-coverage  let a fuzzer follow the branches of what reads strangers' bytes; SECONDS=600 for each of seven targets,"
	@echo "             ARGS=\"readers --keep\" for one, and to keep what it found in the corpus"
	@echo "make lint    check style, types and import rules only"
	@echo "make format  write the code in the house's style"
	@echo "make docs    write docs/conversation.md from the catalogues, and docs/effort.md"
	@echo "make pictures  take the pictures of docs/going-live.md anew; needs Chromium, looks best with the font Roboto"
	@echo "make bench   measure speed against two peers; MEDIUM=1 for a quarter of an hour, QUICK=1 for three minutes"
	@echo "make unit-test   have systemd rate the protections of deploy/valuation-bot.service"
	@echo "make image-test  build the image, and run it read-only and without rights; root on Debian, installs Podman and Buildah"
	@echo "make audit   ask whether a version that is locked has a known hole; needs the network"
	@echo "make sbom    write a bill of materials of the installed bot, sbom.cdx.json"
	@echo "make licences  write docs/licences.md"
	@echo "make lock    write the lock files again; ARGS=--upgrade takes newer versions"
	@echo "make clean   remove what these commands made; data/ stays"

demo: $(VENV)/.run-time
	@$(PY) -m bot demo $(ARGS)

chat: $(VENV)/.run-time
	@$(PY) -m bot chat $(ARGS)

run: $(VENV)/.run-time
	@$(PY) -m bot run $(ARGS)

check: $(VENV)/.run-time
	@$(PY) -m bot check $(ARGS)

# Each worker compiles the tests, and dozens of processes start the bot: what is compiled is kept, whatever the machine says.
test coverage: export PYTHONDONTWRITEBYTECODE =
test: lint
	$(PY) -m pytest -n $(PYTEST_JOBS) --dist worksteal $(ARGS)

quick: $(VENV)/.development
	$(PY) tools/quick.py $(ARGS)

coverage: $(VENV)/.development
	$(PY) -m pytest -q -n $(PYTEST_JOBS) --cov --cov-report= $(FAST) $(ARGS)
	@$(PY) tools/coverage_report.py

pythons:
	@sh tools/pythons.sh "$(PYTHONS)" -q -n $(PYTEST_JOBS) $(FAST) $(ARGS)

lost-answers: $(VENV)/.development
	PYTHONPATH=tests $(PY) -m lost_answers --leads $(LEADS) --database $(DATABASE) --replicas $(REPLICAS) $(ARGS)

chaos: $(VENV)/.development
	PYTHONPATH=tests $(PY) -m chaos --kills $(KILLS) --database $(DATABASE) --replicas $(REPLICAS) $(ARGS)

simulate: $(VENV)/.development
	PYTHONPATH=tests $(PY) -m simulation --seeds $(SEEDS) $(if $(SEED),--seed "$(SEED)") $(ARGS)

fuzz: $(VENV)/.development
	PYTHONPATH=tests $(PY) -m fuzz $(ARGS)

# An environment of its own: atheris is made for some machines and Pythons only.
fuzz-coverage: $(VENV)-fuzz/.installed
	PYTHONPATH=tests:. $(VENV)-fuzz/bin/python -m fuzz.by_coverage --seconds $(SECONDS) $(ARGS)

# systemd's own figure, times ten: 0 is protected, 100 is not.
unit-test:
	systemd-analyze security --offline=yes --no-pager --threshold=25 deploy/valuation-bot.service

image-test: $(VENV)/.development
	@for each in $(IMAGE_TOOLS); do command -v $$each >/dev/null || { apt-get update -q; \
		apt-get install -y -q --no-install-recommends $(IMAGE_TOOLS); break; }; done
	PYTHONPATH=tests $(PY) -m image $(ARGS)

# Two at a time, the longest first: without mypy's caches, as on CI, each of its runs is a quarter of a minute.
lint: $(VENV)/.development
	@$(MAKE) --no-print-directory -j 2 lint-tests lint-types lint-rest

lint-tests:
	$(PY) -m mypy --config-file tests/mypy.ini

lint-types:
	$(PY) -m mypy

lint-rest:
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo
	$(PY) -m vulture
	@$(PY) tools/words.py
	@$(PY) tools/wording.py --check || { echo "docs/conversation.md is not in step with the catalogues: run 'make docs'"; exit 1; }

docs: $(VENV)/.run-time ## Write docs/conversation.md from the catalogues, docs/effort.md from the conversations it plays
	$(PY) tools/wording.py
	$(PY) tools/effort.py

pictures: $(VENV)/.development ## Take the pictures of docs/going-live.md anew, from the demo in Chromium
	$(PY) tools/pictures.py

format: $(VENV)/.development
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

# The peers have an environment of their own: they want other versions of what the bot is made of.
bench: $(VENV)/.development $(VENV)-bench/.installed
	@command -v redis-server >/dev/null || { apt-get update -q && apt-get install -y -q redis-server; } >/dev/null 2>&1 \
		|| echo "redis-server cannot be had here (Debian's package redis-server): without aiogram and Redis"
	$(PY) -m benchmarks $(if $(QUICK),--quick,$(if $(MEDIUM),--medium)) --output benchmarks/results.json $(ARGS)
	@$(if $(QUICK),,$(VENV)-bench/bin/python -m benchmarks.report benchmarks/results.json docs/performance.md)

lock: $(VENV)/.uv
	$(UV_LOCK) --output-file requirements.txt
	$(UV_LOCK) --group dev --constraint requirements.txt --output-file requirements-dev.txt
	$(subst pyproject.toml,,$(UV_LOCK)) --group bench --output-file requirements-bench.txt
	$(UV_LOCK) --group fuzz --constraint requirements.txt --output-file requirements-fuzz.txt
	$(subst pyproject.toml,,$(UV_LOCK)) --group audit --output-file requirements-audit.txt

# --strict: a package that could not be looked up counts as a failure, not as a clean one.
audit: $(VENV)-audit/.installed
	$(AUDIT) -m pip_audit --strict --require-hashes --disable-pip -r requirements.txt
	$(AUDIT) -m pip_audit --strict --require-hashes --disable-pip -r requirements-dev.txt

# From the lock file: what the image installs, to the hash. The image has its own, with licences (see the Dockerfile).
sbom: $(VENV)-audit/.installed
	$(AUDIT) -m cyclonedx_py requirements --pyproject pyproject.toml --output-reproducible -o sbom.cdx.json requirements.txt

licences: $(VENV)/.run-time $(VENV)-audit/.installed
	$(AUDIT) tools/licences.py $(PY)

clean:
	rm -rf $(VENV) $(VENV)-audit $(VENV)-bench $(VENV)-fuzz .fuzz $(VENV)-3.* .coverage sbom.cdx.json .hypothesis .import_linter_cache .mypy_cache .ruff_cache
	find bot conversations sandbox tests -type d -name __pycache__ -prune -exec rm -rf {} +

# Missing too when it points to a Python that has been removed since.
$(PY):
	@sh tools/venv.sh $(VENV)

# The stamps are newer than the lock files that they stand for, and go when the environment is made again.
$(VENV)/.run-time: requirements.txt $(PY)
	@echo "Installing the run-time dependencies"
	@$(PIP) install --quiet --require-hashes -r requirements.txt || $(call OFFLINE,requirements.txt)
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.run-time
	@echo "Installing the dependencies for development"
	@$(PIP) install --quiet --require-hashes -r requirements-dev.txt || $(call OFFLINE,requirements-dev.txt)
	@touch $@

$(VENV)-bench/.installed: requirements-bench.txt
	@sh tools/venv.sh $(VENV)-bench
	@echo "Installing the peers"
	@$(VENV)-bench/bin/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes \
		-r requirements-bench.txt || $(call OFFLINE,requirements-bench.txt)
	@touch $@

$(VENV)-fuzz/.installed: requirements-fuzz.txt
	@sh tools/venv.sh $(VENV)-fuzz
	@echo "Installing the fuzzer"
	@$(VENV)-fuzz/bin/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes \
		-r requirements-fuzz.txt || $(call OFFLINE,requirements-fuzz.txt)
	@touch $@

$(VENV)-audit/.installed: requirements-audit.txt
	@sh tools/venv.sh $(VENV)-audit
	@echo "Installing the tools of the audit"
	@$(AUDIT) -m pip --disable-pip-version-check --no-input install --quiet --require-hashes \
		-r requirements-audit.txt || $(call OFFLINE,requirements-audit.txt)
	@touch $@

$(VENV)/.uv: $(PY)
	@$(PIP) install --quiet uv || $(call OFFLINE,the package uv)
	@touch $@
