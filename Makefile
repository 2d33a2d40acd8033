PYTHON ?= python3

.PHONY: install check lint type test bench docs samples

install:  ## the package with everything that checks need
	$(PYTHON) -m pip install -e ".[dev]"

check: lint type test  ## what CI runs

lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

type:
	$(PYTHON) -m mypy --config-file setup.cfg

test:
	$(PYTHON) -m pytest

bench:  ## slow tests, then speed and quality beside the peers
	$(PYTHON) -m pytest -m slow
	$(PYTHON) benchmarks/readers.py
	$(PYTHON) benchmarks/floors.py --shared
	$(PYTHON) benchmarks/hostile_run.py
	$(PYTHON) benchmarks/end_to_end.py

docs:  ## pages generated from the rules
	$(PYTHON) docs/make_rules.py

samples:  ## remake corpora/samples from corpora/samples_src
	$(PYTHON) corpora/make_samples.py
