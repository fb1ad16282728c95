# Each target does its own set-up. PORT=8001 make serve serves elsewhere; PYTHON=python3.12 names another interpreter.
PORT ?= 8000
PYTHON ?= python3
export PORT PYTHON
export UV_PYTHON_DOWNLOADS = never
BIN = .venv/bin

.DEFAULT_GOAL := help
.PHONY: help serve test check fast bench messages pictures lock core dev

help:
	@echo "make serve     the site with demo data on http://127.0.0.1:$(PORT)"
	@echo "make test      everything: static gate, both databases, browser journeys"
	@echo "make check     the static gate alone"
	@echo "make fast      the tests without a browser, on SQLite"
	@echo "make bench     the figures"
	@echo "make messages  extract and compile the Dutch texts"
	@echo "make pictures  take the pictures of the README anew"
	@echo "make lock      write the locks anew (UPGRADE=1 takes newer versions)"

core:
	@tools/bootstrap.sh core

dev:
	@tools/bootstrap.sh dev

serve: core
	@$(BIN)/python -m tools.serve

test: dev
	@$(BIN)/python -m tools.test all

check: dev
	@$(BIN)/python -m tools.test check

fast: dev
	@$(BIN)/python -m tools.test fast

bench: dev
	@$(BIN)/python -m bench

messages: dev
	@$(BIN)/python -m tools.messages

pictures: dev
	@$(BIN)/python -m tools.pictures

lock: dev
	@tools/lock.sh
