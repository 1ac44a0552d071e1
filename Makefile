# Needs make and Python 3.11 or newer; everything else is put into .venv/ from the pinned requirements.
#   make site   build site/            make test    all tests, the browser's too
#   make check  only look for faults   make serve   build, serve and rebuild while you edit
#   make clean  remove what was built  make pins    pin the requirements anew
#   make bench N=10000 [ROUNDS=5] [ON=disk] [WITH=hugo,onrecord-search,eleventy,mkdocs,zensical] [KINDS=cold,edit,memory]
#                                    time it beside other generators (Eleventy needs npm); results in benchmarks/results.md, or in OUT=DIR
#   make bench-growth, bench-small, bench-search, bench-serve   the other figures of that table
.PHONY: site test check serve bench bench-growth bench-small bench-search bench-serve lighthouse clean pins env env-dev
.DEFAULT_GOAL := site

PYTHON ?= python3
PYTEST_ARGS ?=
N ?= 1000
ROUNDS ?= 5
ON ?= memory
WITH ?= hugo
KINDS ?= cold,nothing,check,edit,memory
TO = $(if $(OUT),--out $(OUT))

# The stamps carry a hash of the requirements and of Python's version: changed pins make a new environment.
HASH := import hashlib, pathlib, sys; print(hashlib.sha256(b"".join(map(pathlib.Path.read_bytes, map(pathlib.Path, sys.argv[1:]))) + sys.version.encode()).hexdigest()[:16])
SITE_STAMP := .venv/.site-$(shell $(PYTHON) -c '$(HASH)' requirements.txt pyproject.toml)
DEV_STAMP := .venv/.dev-$(shell $(PYTHON) -c '$(HASH)' requirements.txt requirements-dev.txt pyproject.toml)
PIP := .venv/bin/python -m pip --disable-pip-version-check -q

site: env
	.venv/bin/onrecord build
	.venv/bin/onrecord audit site

check: env
	.venv/bin/onrecord check

serve: env
	.venv/bin/onrecord serve

test: env-dev
	.venv/bin/python tests/chromium.py
	.venv/bin/python tests/node_tools.py
	.venv/bin/python -m pytest -n 3 --dist worksteal $(PYTEST_ARGS)

bench: env
	sh benchmarks/setup.sh $(WITH)
	.venv/bin/python benchmarks/run.py $(N) --rounds $(ROUNDS) --on $(ON) --with $(WITH) --kinds $(KINDS) $(TO)

bench-growth: env
	.venv/bin/python benchmarks/growth.py --rounds $(ROUNDS) $(TO)

bench-small: env
	.venv/bin/python benchmarks/small.py --rounds $(ROUNDS) $(TO)

# The search benchmark looks at a page in a browser only where it is given a site; that of `serve` always does.
bench-search: env-dev
	.venv/bin/python benchmarks/told.py search $(N) --rounds $(ROUNDS) $(TO)

bench-serve: env-dev
	.venv/bin/python benchmarks/told.py serve $(N) $(TO)

# Lighthouse on four pages; the table of docs/reader.md. Needs node and npm.
lighthouse: site env-dev
	.venv/bin/python tests/chromium.py
	.venv/bin/python benchmarks/lighthouse.py site --runs 3

clean:
	rm -rf site .onrecord build onrecord.egg-info .pytest_cache .hypothesis test-results
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

env: $(SITE_STAMP)

env-dev: $(DEV_STAMP)

$(SITE_STAMP):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Onrecord needs Python 3.11 or newer; name it with: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is not installed. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	rm -rf .venv
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes --only-binary :all: -r requirements.txt
	$(PIP) install --no-deps --no-index --no-build-isolation -e .
	@touch $@

$(DEV_STAMP): $(SITE_STAMP)
	$(PIP) install --require-hashes --only-binary :all: -r requirements-dev.txt
	@touch $@

# Needs uv on the path. No registry's address may enter the pinned files.
PIN := uv --no-config pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
pins:
	$(PIN) --extra editable pyproject.toml -o requirements.txt
	$(PIN) --extra editable --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
