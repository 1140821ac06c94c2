# `make help` lists the commands. The two that matter: `make book` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help book serve test javascript test-notebooks audit test-seeds test-claims test-mutations test-processor test-lowest test-newest sweeps test-sweeps bench refresh exercise chapter repository format lock clean

help:  ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 20

# The stamp is newer than requirements.txt exactly when the environment matches it.
$(VENV)/installed: requirements.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON): install Python, or name yours, as in \`make book PYTHON=python3.12\`."; exit 1; }
	@$(PYTHON) book/_tools/fit_python.py $(PYTHON)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

book: $(VENV)/installed  ## build the HTML book in _build/html; every warning is an error
	$(BIN)/jupyter-book build . -W -n --keep-going --quiet
	@echo "The book is built. Open it: _build/html/index.html (or run: make serve)"

serve: book  ## build the book and open it in a browser
	$(BIN)/python -m webbrowser -t "file://$(CURDIR)/_build/html/index.html"

test: $(VENV)/installed  ## run every test: library, exercises, notebooks, book, pages in a browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) javascript
	$(MAKE) book
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not seeds and not audit"
	$(MAKE) test-notebooks

javascript:  ## check layout and habits of the scripts, with npm's biome; without npm it does nothing
	.ci/check_javascript

test-notebooks: $(VENV)/installed  ## re-run every notebook and compare text, numbers and figures
	$(BIN)/python -m pytest -n 2 --dist loadfile -p tests.notebooks.comparison --nbval --nbval-current-env --nbval-cell-timeout 300 book

audit: $(VENV)/installed  ## run the tests that `make test` leaves out because they cost much and find little (slow)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.txt --requirement tests/jupyter/requirements.txt
	.ci/check_javascript install
	$(BIN)/python -m pytest -n 2 --dist loadfile -m audit

test-seeds: $(VENV)/installed  ## repeat notebooks and trained demonstrations with other seeds (slow)
	$(BIN)/python -m pytest -n 2 -m seeds

test-claims: $(VENV)/installed  ## put its control in the place of each model that is claimed about: all, or ONLY="softmax ..." (slow)
	$(BIN)/python -m tests.claims.run $(if $(ONLY),--only $(ONLY))

test-mutations: $(VENV)/installed  ## change the attention core in small ways: its tests must notice (slow)
	$(BIN)/python -m tests.mutations.run

test-processor: $(VENV)/installed  ## re-run the notebooks as on other processors: all, or ONLY="plain intel ..." (slow)
	$(BIN)/python -m tests.notebooks.processors $(if $(ONLY),--only $(ONLY))

# Without the tests that ask for the pinned versions or for a built book. Warnings are the other packages' own affair;
# the checks of shapes by the lowest versions take minutes where the newer ones take seconds.
define test-versions
$(BIN)/uv venv --quiet --clear --seed --python $(BIN)/python $(VENV)/$@
$(BIN)/uv pip install --quiet --python $(VENV)/$@ --only-binary :all: --resolution $(1) --requirement pyproject.toml --extra dev
$(BIN)/uv pip install --quiet --python $(VENV)/$@ --no-deps --editable .
$(VENV)/$@/bin/python -m pytest -n 2 --dist loadfile --timeout 1200 -W default -m "not seeds and not audit and not browser" tests $(addprefix --ignore tests/,colab pages project)
PATH="$(CURDIR)/$(VENV)/$@/bin:$$PATH" .ci/run_notebooks_alone
endef

test-lowest: $(VENV)/installed  ## run tests and notebooks with the lowest versions that pyproject.toml allows (slow)
	$(call test-versions,lowest-direct)

test-newest: $(VENV)/installed  ## run tests and notebooks with the newest versions that pyproject.toml allows (slow)
	$(call test-versions,highest)

sweeps: $(VENV)/installed  ## run the experiments that are too long for a notebook: all, or ONLY="name ..." (slow)
	$(BIN)/python -m book._tools.sweeps $(ONLY)

test-sweeps: $(VENV)/installed  ## run them again and compare with what is stored (slow)
	$(BIN)/python -m book._tools.sweeps --check

bench: $(VENV)/installed  ## time the course beside others and write the README's table: all, or ONLY="topic ..." (slow)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement benchmarks/requirements.txt
	OMP_NUM_THREADS=2 HF_HUB_OFFLINE=1 $(BIN)/python -m benchmarks.run $(ONLY)

refresh: $(VENV)/installed  ## re-run notebooks and store their outputs: all, or ONLY=changed, or ONLY="path ..."; ONLY=captions runs none
	$(BIN)/python -m book._tools.refresh $(ONLY)

exercise: $(VENV)/installed  ## begin an exercise: NAME=word-order CHAPTER=softmax
	@$(BIN)/python -m book._tools.new_exercise '$(NAME)' '$(CHAPTER)'

chapter: $(VENV)/installed  ## begin a chapter: NAME=long-texts PART=transformer TITLE="Long texts"
	@$(BIN)/python -m book._tools.new_chapter '$(NAME)' '$(PART)' '$(TITLE)'

repository: $(VENV)/installed  ## set the repository's address everywhere: URL=https://github.com/OWNER/NAME
	$(BIN)/python -m book._tools.repository $(if $(filter command,$(origin URL)),'$(URL)')

format: $(VENV)/installed  ## format code, notebooks and, with npm, scripts
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	.ci/check_javascript --write

lock: $(VENV)/installed  ## pin what pyproject.toml asks for; pins that fit stay, with UPGRADE=yes the newest come
	$(BIN)/python -m book._tools.lock $(if $(UPGRADE),--upgrade)

clean:  ## delete what is built
	rm -rf _build build dist *.egg-info
