#!/bin/sh
# Writes requirements/*.txt from *.in: hashes, no index address, no path of this machine. UPGRADE=1 takes newer versions.
set -eu
cd "$(dirname "$0")/.."
lock() {
    .venv/bin/uv pip compile --quiet --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
        --universal --python-version 3.11 ${UPGRADE:+--upgrade} "$@"
}
lock requirements/core.in -o requirements/core.txt
lock requirements/dev.in -c requirements/core.txt -o requirements/dev.txt
lock requirements/uv.in -o requirements/uv.txt
