#!/bin/sh
# Makes .venv and installs the locked packages of one set, only when its lock changed.
# usage: tools/bootstrap.sh core|dev
set -eu
set_name="${1:-dev}"
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 PIP_DISABLE_PIP_VERSION_CHECK=1

python="${PYTHON:-python3}"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Stagemap needs Python 3.11 or newer; $python is $("$python" --version 2>&1). Name another: make PYTHON=python3.12 ..." >&2
    exit 1
}

pip() {  # the environment's own pip, or the machine's working on it
    if [ -x .venv/bin/pip ]; then .venv/bin/python -m pip "$@"; else "$python" -m pip --python .venv/bin/python "$@"; fi
}

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c '' 2>/dev/null; then
    echo "Making .venv"
    # Where the machine's pip (22.3 and later) can work for it, the environment goes without one: a tenth of the time.
    "$python" -c 'import pip, sys; sys.exit(tuple(map(int, pip.__version__.split(".")[:2])) < (22, 3))' 2>/dev/null \
        && bare=--without-pip || bare=
    "$python" -m venv --clear $bare .venv || {
        echo "Python's venv module is missing or broken. On Debian: apt-get install python3-venv" >&2
        exit 1
    }
fi

stamp() {  # the locks this set depends on, as one line
    cat requirements/uv.txt "requirements/$1.txt" pyproject.toml | .venv/bin/python -c \
        'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'
}

fresh() {  # dev holds core, so a current dev stamp serves both
    for name in "$set_name" dev; do
        [ -f ".venv/$name.stamp" ] && [ "$(cat ".venv/$name.stamp")" = "$(stamp "$name")" ] && return 0
    done
    return 1
}

fresh && exit 0

wanted=$(sed -n 's/^uv==\([0-9.]*\).*/uv \1/p' requirements/uv.txt)
if [ ! -x .venv/bin/uv ] || ! .venv/bin/uv --version | grep -q "^$wanted"; then
    pip install --quiet --require-hashes --no-deps -r requirements/uv.txt
fi

echo "Installing the locked packages ($set_name)"
.venv/bin/uv pip install --quiet --require-hashes --no-deps --python .venv/bin/python -r "requirements/$set_name.txt"
.venv/bin/uv pip install --quiet --no-deps --no-build-isolation --offline --python .venv/bin/python --editable .
stamp "$set_name" > ".venv/$set_name.stamp"
