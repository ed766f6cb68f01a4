#!/bin/sh
# Makes the virtual environment in the folder $1 with a Python that is new enough, or says in words what is missing.
# $PYTHON names a Python to use; otherwise the usual names are tried, newest first.
set -eu

folder=$1
tried=""
found=""
old=""

for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
    # A name may exist and not work: version managers leave such behind.
    version=$("$candidate" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || {
        tried="$tried $candidate"
        continue
    }
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        found=$candidate
        break
    fi
    old="$old $candidate ($version)"
done

if [ -z "$found" ]; then
    if [ -n "$old" ]; then
        echo "This needs Python 3.11 or newer; found only:$old." >&2
    else
        echo "This needs Python 3.11 or newer; found none (tried:$tried)." >&2
    fi
    echo "Install a newer one, for example:" >&2
    echo "  Debian, Ubuntu:  sudo apt install python3 python3-venv" >&2
    echo "  Fedora:          sudo dnf install python3.13" >&2
    echo "  macOS:           brew install python@3.13" >&2
    echo "or name one that you have: make demo PYTHON=/path/to/python3.13" >&2
    exit 1
fi

if ! "$found" -c 'import ensurepip, venv' 2>/dev/null; then
    minor=$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "Python $version ($found) is here, but without its venv module. On Debian and Ubuntu it is a package of its own:" >&2
    echo "  sudo apt install python$minor-venv" >&2
    exit 1
fi

echo "Making a virtual environment in $folder with Python $version ($found)"
"$found" -m venv --clear "$folder"
