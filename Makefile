# Leadline: `make` alone prints this help. Paths are relative, so folders may have spaces.
.DEFAULT_GOAL := help
.PHONY: help setup run build test bench verify fmt clean

STRICT := --explicit-target-dependency-import-check error

help: ## Print this help
	@echo "Leadline: takes in sales leads, scores and routes them."
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  Settings: LEADLINE_PORT=9000 make run   (all of them: Documentation/Settings.md)"

setup: ## Install what is missing (Debian packages, a private PostgreSQL with pgvector)
	@Scripts/setup

run: build ## Start the service on 127.0.0.1:8080, with a private PostgreSQL and sample leads
	@exec .build/release/leadline serve

build: setup ## Build for release: .build/release/leadline
	swift build -c release --product leadline --static-swift-stdlib $(STRICT)
	@# It tells of a crash through this program, which it looks for beside itself.
	@tracer="$$(dirname "$$(readlink -f "$$(command -v swift)")")/../libexec/swift/linux/swift-backtrace-static"; \
	if [ -f "$$tracer" ]; then cp -f "$$tracer" .build/release/swift-backtrace; fi

test: setup ## Run the whole test suite against a private PostgreSQL
	swift test $(STRICT)

bench: setup ## List the benchmarks, or run one: make bench BENCH=name
	@Scripts/bench $(BENCH)

verify: build ## Prove that formatting, documents and model files are as they should be
	@Scripts/verify

fmt: ## Format all Swift files
	swift format --in-place --recursive --parallel Sources Tests Benchmarks Package.swift

clean: ## Remove what was built; tools and data under .leadline stay
	rm -rf .build Benchmarks/.build
