#!/bin/sh
# usage: venv.sh PYTHON VENV LOCK: make or complete a virtual environment with the pinned packages and Relance itself.
set -eu
python=$1 venv=$2 lock=$3
if [ ! -x "$venv/bin/python" ]; then
    # Debian's python3 without python3-venv has no ensurepip: the pip outside then fills the environment.
    "$python" -m venv "$venv" 2>/dev/null || { rm -rf "$venv"; "$python" -m venv --without-pip "$venv"; }
fi
if command -v uv >/dev/null 2>&1; then
    uv pip install -q --python "$venv/bin/python" --require-hashes -r "$lock"
    uv pip install -q --python "$venv/bin/python" --no-deps --editable .
elif "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    "$venv/bin/python" -m pip install -q --require-hashes -r "$lock"
    "$venv/bin/python" -m pip install -q --no-deps --editable .
else
    "$python" -m pip --python "$venv/bin/python" install -q --require-hashes -r "$lock"
    "$python" -m pip --python "$venv/bin/python" install -q --no-deps --editable .
fi
