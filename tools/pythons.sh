#!/bin/sh
# Runs pytest on each of the Python versions in $1, in an environment of its own (.venv-3.12, ...); the other arguments are
# pytest's. Looks for python3.12 on the PATH, then among pyenv's, and says which versions it did not find.
set -eu

versions=$1
shift
missing=""
failed=""
tested=""

find_python() {
    # A name may exist and not work: pyenv's shims do so for a version that is installed and not chosen.
    for candidate in "python$1" "$(pyenv prefix "$(pyenv latest "$1" 2>/dev/null)" 2>/dev/null)/bin/python"; do
        if "$candidate" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

for version in $versions; do
    python=$(find_python "$version")
    if [ -z "$python" ]; then
        missing="$missing $version"
        continue
    fi
    environment=.venv-$version
    if [ ! -e "$environment/.installed" ] || [ requirements-dev.txt -nt "$environment/.installed" ]; then
        echo "Installing the dependencies for development into $environment"
        "$python" -m venv "$environment"
        "$environment/bin/python" -m pip --disable-pip-version-check --no-input install --quiet --require-hashes \
            -r requirements-dev.txt
        touch "$environment/.installed"
    fi
    tested="$tested $version"
    "$environment/bin/python" --version
    "$environment/bin/python" -m pytest "$@" || failed="$failed $version"
done

[ -z "$missing" ] || echo "Not found, and not tested:$missing"
[ -n "$tested" ] || { echo "No Python was found to test on"; exit 1; }
[ -z "$failed" ] || { echo "Failed on:$failed"; exit 1; }
