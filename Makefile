# Two commands matter: `make run` and `make test`. Everything else is for those who work on Caseline.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run demo test test-postgres setup translations words pictures bench prove clean

run: setup ## start Caseline on http://127.0.0.1:8000
	$(BIN)/flask serve

demo: setup ## the main job on the example family, in a throw-away instance, then serve it
	$(BIN)/flask demo

test: setup ## everything the tests need, then all tests
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder

test-postgres: setup ## the same tests on a PostgreSQL server that they start, but for those about the built-in database file itself
	CASELINE_TESTS_ON=postgresql $(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not encrypted_file"

setup: .venv/ready ## environment, web files, OCR data, translations
	@$(BIN)/python -m caseline.vendoring
	@$(MAKE) --no-print-directory translations

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Caseline needs Python 3.11 or newer; this is %s. Install one and run: make PYTHON=python3.11 run" % sys.version.split()[0])'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

translations: ## compile the French and Dutch words
	@$(BIN)/pybabel --quiet compile --directory translations --statistics 2>/dev/null || true

words: ## gather new words for the translators into translations/*/LC_MESSAGES/messages.po
	@mkdir -p out
	@$(BIN)/pybabel --quiet extract --mapping babel.cfg --keyword _l --keyword lazy_gettext --keyword lazy_ngettext:1,2 --no-location --sort-output --omit-header --output out/messages.pot .
	@for language in fr nl; do $(BIN)/pybabel --quiet update --locale $$language --output-dir translations --input-file out/messages.pot --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date; done

pictures: setup ## take the pictures of the README, of the help and of every page anew
	CASELINE_PICTURES=1 $(BIN)/python -m pytest -q tests/browser/test_readme_pictures.py tests/browser/test_help_pictures.py tests/browser/test_every_page.py

bench-reading bench-extraction bench-chronology bench-dossier: setup
	$(BIN)/python -m benchmarks.$(subst bench-,,$@)
	$(if $(filter bench-extraction,$@),$(BIN)/python -m benchmarks.dates --aside)

bench: setup ## measure everything, beside floors and peers, and write benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks

prove: setup ## the long proofs: 200 kills, 10 000 hostile inputs, fifty people for ten minutes
	CASELINE_PROVE_KILLS=200 CASELINE_PROVE_INPUTS=10000 $(BIN)/python -m pytest -q -s tests/trust
	$(BIN)/python -m benchmarks.fifty_users --users 50 --minutes 10
