# costctl: build, test, measure, install. `make` alone lists what there is to do.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PREFIX ?= /usr/local
bindir = $(DESTDIR)$(PREFIX)/bin
sharedir = $(DESTDIR)$(PREFIX)/share
bash_completions = $(sharedir)/bash-completion/completions
zsh_completions = $(sharedir)/zsh/site-functions
fish_completions = $(sharedir)/fish/vendor_completions.d

RELEASE_FLAGS := --configuration release --static-swift-stdlib --product costctl
COSTCTL := .build/release/costctl
PYTHON := .venv/bin/python

BUILD_PACKAGES := libsqlite3-dev zlib1g-dev libcurl4-openssl-dev libssl-dev \
  libxlsxwriter-dev pkg-config
CROSS_PACKAGES := gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static
PEER_PACKAGES := sqlite3
VERIFY_PACKAGES := libreoffice-calc systemd cron chromium poppler-utils
VENV_PACKAGES := python3 python3-venv

ROUNDS ?= 5
SCALE ?= 1
FUZZ_SECONDS ?= 60

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: demo
demo: build ## build the release binary and run it on sample workloads
	@"$(COSTCTL)" demo

.PHONY: build
build: build-packages ## build the release binary, .build/release/costctl
	@swift build $(RELEASE_FLAGS)

.PHONY: test
test: build-packages cross-packages venv ## run the test suite, and the arm64 kernels under qemu
	@swift test --disable-xctest
	@Tests/kernels-arm64/run.sh

.PHONY: verify
verify: build venv peer-packages verify-packages ## hold the release binary against other programs and a played AWS, and kill it
	@"$(PYTHON)" Tests/verify/run.py --costctl "$(COSTCTL)"

.PHONY: fuzz
fuzz: swift venv ## fuzz the reader of GGUF files (FUZZ_SECONDS=60)
	@Tests/fuzz/run.sh $(FUZZ_SECONDS)

.PHONY: bench
bench: build venv peer-packages ## time the release binary against its peers (ROUNDS=5 SCALE=1)
	@"$(PYTHON)" Benchmarks/run.py --costctl "$(COSTCTL)" --rounds $(ROUNDS) --scale $(SCALE)

.PHONY: lint
lint: swift ## check the format of all Swift sources
	@swift format lint --strict -r Sources Tests pricing Package.swift

.PHONY: install
install: build ## install the binary and shell completions (PREFIX=/usr/local, DESTDIR honoured)
	@install -D -m 0755 "$(COSTCTL)" "$(bindir)/costctl"
	@mkdir -p "$(bash_completions)" "$(zsh_completions)" "$(fish_completions)"
	@"$(COSTCTL)" --generate-completion-script bash >"$(bash_completions)/costctl"
	@"$(COSTCTL)" --generate-completion-script zsh >"$(zsh_completions)/_costctl"
	@"$(COSTCTL)" --generate-completion-script fish >"$(fish_completions)/costctl.fish"
	@echo "installed $(bindir)/costctl"

.PHONY: uninstall
uninstall: ## remove what install put there
	@rm -f "$(bindir)/costctl" "$(bash_completions)/costctl" \
	  "$(zsh_completions)/_costctl" "$(fish_completions)/costctl.fish"

.PHONY: clean
clean: ## remove everything that was built, downloaded or generated
	@rm -rf .build .venv Benchmarks/cache Benchmarks/results

.PHONY: swift
swift:
	@command -v swift >/dev/null || { echo "Swift 6.2 or newer is needed: see swift.org/install" >&2; exit 1; }

.PHONY: build-packages cross-packages peer-packages verify-packages
build-packages: swift
	@flock .ci/packages .ci/packages $(BUILD_PACKAGES)

cross-packages:
	@flock .ci/packages .ci/packages $(CROSS_PACKAGES)

peer-packages:
	@flock .ci/packages .ci/packages $(PEER_PACKAGES)

verify-packages:
	@flock .ci/packages .ci/packages $(VERIFY_PACKAGES)

.PHONY: venv
venv: .venv/installed

.venv/installed: Tests/requirements.txt
	@python3 -c 'import ensurepip, venv' 2>/dev/null || flock .ci/packages .ci/packages $(VENV_PACKAGES)
	@echo "==> installing Python packages into .venv"
	@python3 -m venv .venv
	@"$(PYTHON)" -m pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	@touch $@
